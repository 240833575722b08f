"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "goldenthread.web.accounts"
    label = "accounts"
