"""The pages of rounds and updates: each part of the work lists its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("goldenthread.web.returns.urls_rounds")),
    path("", include("goldenthread.web.returns.urls_updates")),
    path("", include("goldenthread.web.returns.urls_evidence")),
    path("", include("goldenthread.web.returns.urls_deciding")),
    path("", include("goldenthread.web.returns.urls_restating")),
    path("", include("goldenthread.web.returns.urls_chasing")),
    path("", include("goldenthread.web.returns.workbook.urls")),
]
