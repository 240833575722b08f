"""Addresses."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.returns.views import closed_days, rounds

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/add/", rounds.round_add, name="round_add"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/change/", rounds.round_edit, name="round_edit"),
    path("rounds/<int:pk>/refresh/", rounds.round_refresh, name="round_refresh"),
    path("closed-days/", closed_days.closed_days, name="closed_days"),
    path("closed-days/<int:pk>/remove/", closed_days.closed_day_remove, name="closed_day_remove"),
]
