"""Which second factors somebody has beside their password: an authenticator app or passkeys. Recovery codes only stand in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from goldenthread.web.accounts.models import Person

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: Person) -> bool:
    """Whether they have an authenticator app or a passkey; recovery codes alone do not count."""
    return bool(Authenticator.objects.filter(user=person, type__in=_FACTORS).exists())


def second_factors(person: Person) -> list[Authenticator]:
    """Theirs, the oldest first, recovery codes left out."""
    return list(Authenticator.objects.filter(user=person, type__in=_FACTORS).order_by("created_at", "pk"))
