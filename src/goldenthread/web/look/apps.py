"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Look(AppConfig):
    name = "goldenthread.web.look"
    label = "look"
