"""The application's settings, with one more job: one that lasts until it is let go."""

from __future__ import annotations

from goldenthread.web.settings import *  # noqa: F403 - the settings as they are

PROCRASTINATE_IMPORT_PATHS = ["tests.web.jobs.slow_job"]
