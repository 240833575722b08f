"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class History(AppConfig):
    name = "goldenthread.web.history"
    label = "history"
