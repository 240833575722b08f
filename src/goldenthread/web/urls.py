"""Where everything is. Who may go where is in tests/web/test_access_inventory.py."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("goldenthread.web.look.urls")),
    path("", include("goldenthread.web.jobs.urls")),
    path("", include("goldenthread.web.accounts.urls")),
    path("", include("goldenthread.web.plans.urls")),
    path("", include("goldenthread.web.returns.urls")),
    path("", include("goldenthread.web.reports.urls")),
    path("history/", include("goldenthread.web.history.urls")),
]

handler400 = "goldenthread.web.look.errors.bad_request"
handler500 = "goldenthread.web.look.errors.server_error"
