"""The application's settings with a slow mail server."""

from __future__ import annotations

from goldenthread.web.settings import *  # noqa: F403 - the settings as they are

EMAIL_BACKEND = "tests.web.returns.slow_mail.EmailBackend"
