"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Reports(AppConfig):
    name = "goldenthread.web.reports"
    label = "reports"
