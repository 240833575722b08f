"""The application's settings, with one more address: the bare view that its pages are measured against."""

from __future__ import annotations

from goldenthread.web.settings import *  # noqa: F403 - the settings as they are

ROOT_URLCONF = "web_urls"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
