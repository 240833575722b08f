"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Plans(AppConfig):
    name = "goldenthread.web.plans"
    label = "plans"
