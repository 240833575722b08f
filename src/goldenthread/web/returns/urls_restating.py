"""The page that restates what was tabled."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.returns.views import restating

urlpatterns = [path("updates/<int:pk>/restate/", restating.update_restate, name="update_restate")]
