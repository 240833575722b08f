"""Ends everything that somebody is signed in with, wherever it is."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from goldenthread.web.accounts.models import Person


def end_sessions(person: Person) -> int:
    """Signs them out everywhere, at once; how many sessions there were."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)
