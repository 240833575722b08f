"""Every night what is kept of people's signing in goes, once it is of no more use: sessions that are over, and wrong tries."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.forget_what_is_over")
def forget_every_night(timestamp: int) -> None:
    """What the worker calls."""
    close_old_connections()
    try:
        forget_what_is_over(at=timezone.now())
    finally:
        close_old_connections()


def forget_what_is_over(*, at: datetime) -> None:
    """Deletes sessions that have ended, what was noted beside them, and tries that lock nobody any more."""
    Session.objects.filter(expire_date__lte=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    AccessAttempt.objects.filter(attempt_time__lte=at - get_cool_off()).delete()
