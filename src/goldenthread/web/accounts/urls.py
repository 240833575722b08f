"""The pages of accounts: signing in, one's own account, and the people, posts and directorates that administrators keep."""

from __future__ import annotations

from django.urls import include, path

from goldenthread.web.accounts.views import own

urlpatterns = [
    path("account/", include("goldenthread.web.accounts.urls_sign_in")),
    path("me/", own.my_account, name="my_account"),
]
