"""The app's name for Django, and its check at the start."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from goldenthread.web.look.checks import check_brand


class Look(AppConfig):
    name = "goldenthread.web.look"
    label = "look"

    def ready(self) -> None:
        checks.register(check_brand)
