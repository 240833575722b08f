"""The app's name for Django, and where the other apps' words for their rows are found."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class History(AppConfig):
    name = "goldenthread.web.history"
    label = "history"

    def ready(self) -> None:
        autodiscover_modules("history_kinds")
