"""The pages of the history. The log of a plan is the plans' own, under the same address."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.web.history.views import record_history

urlpatterns: list[URLPattern] = [
    path("<str:kind>/<int:pk>/", record_history, name="record_history"),
]
