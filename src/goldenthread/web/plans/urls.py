"""The pages of the plan: each part of the work lists its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("goldenthread.web.plans.urls_reading")),
    path("", include("goldenthread.web.plans.urls_editing")),
    path("", include("goldenthread.web.plans.uploading.urls")),
    path("", include("goldenthread.web.plans.rolling.urls")),
    path("", include("goldenthread.web.plans.workbook.urls")),
]
