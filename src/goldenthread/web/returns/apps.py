"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Returns(AppConfig):
    name = "goldenthread.web.returns"
    label = "returns"

    def ready(self) -> None:
        from goldenthread.web.returns.unpublished import make_known

        make_known()
