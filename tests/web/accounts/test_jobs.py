"""What is kept of signing in does not pile up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from goldenthread.web.accounts.jobs import forget_what_is_over
from tests.web.accounts.conftest import is_signed_in, try_to_sign_in
from tests.web.conftest import StrictClient

NINE = datetime(2021, 5, 10, 9, 0, tzinfo=UTC)


def test_sessions_that_are_over_and_old_tries_go(officer: Any) -> None:
    old, new = StrictClient(), StrictClient()
    with time_machine.travel(NINE, tick=False) as clock:
        try_to_sign_in(old, officer.email)
        try_to_sign_in(StrictClient(), "nobody@example.gov.uk", "wrong")
        clock.shift(timedelta(hours=11))
        try_to_sign_in(new, officer.email)
        try_to_sign_in(StrictClient(), "somebody@example.gov.uk", "wrong")
        forget_what_is_over(at=NINE + timedelta(hours=12, seconds=1) - timedelta(hours=1))
        assert Session.objects.count() == UserSession.objects.count() == 2
        forget_what_is_over(at=NINE + timedelta(hours=12, seconds=1))
        assert Session.objects.count() == UserSession.objects.count() == 1
        assert is_signed_in(new)
    assert AccessAttempt.objects.count() == 0


def test_the_worker_does_it_every_night() -> None:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    assert "accounts.forget_what_is_over" in app.tasks
    (every_night,) = [
        task
        for task in app.periodic_registry.periodic_tasks.values()
        if task.task.name == "accounts.forget_what_is_over"
    ]
    assert every_night.cron == "20 3 * * *"
