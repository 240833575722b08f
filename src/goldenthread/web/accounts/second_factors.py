"""Which second factors somebody has beside their password: an authenticator app or passkeys. Recovery codes only stand in."""

from __future__ import annotations

from typing import Final

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from goldenthread.web.accounts.models import Person

FACTORS: Final[QuerySet[Authenticator]] = Authenticator.objects.filter(
    type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
)
"""Everybody's; recovery codes alone do not count. (Whether somebody who is signed in has one comes with them: backends.py.)"""


def second_factors(person: Person) -> list[Authenticator]:
    """Theirs, the oldest first, recovery codes left out."""
    return list(FACTORS.filter(user=person).order_by("created_at", "pk"))
