"""Opens Example Borough Council to visitors, and only in a demonstration: outside one, none of its accounts may exist.

The password that its people share is made when a data folder is first used, and kept in that folder.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from goldenthread.files import NotPossible
from goldenthread.web.accounts.models import Person
from goldenthread.web.example import cast, plans, quarters
from goldenthread.web.history.context import recorded

_CONSONANTS: Final = "bdfghklmnprstvz"
_VOWELS: Final = "aeiou"
_GROUPS, _SYLLABLES = 4, 2


def open_to_visitors(data: Path) -> Sequence[str]:
    """Load the council where the database is empty, and let its people in. What to tell visitors, line by line."""
    if Person.objects.exclude(email__endswith=cast.DOMAIN).exists():
        raise NotPossible(
            "This database holds the records of a council, and the example must not be mixed with them. "
            "Name another folder with --data, or another database in DATABASE_URL."
        )
    password = _password(data)
    with transaction.atomic():
        if not Person.objects.exists():
            with recorded(by=None, action="example.load"):
                places, people = cast.make_everybody()
            now = timezone.now()
            plan = plans.load(places, people, now)
            with recorded(by=None, action="example.load"):
                cast.fill_posts()
            first, second = plans.report_of("2021-22-q1.json"), plans.report_of("2021-22-q2.json")
            quarters.load(plan, people, first, second, settings.COUNCIL, now)
        with recorded(by=None, action="example.load"):
            Person.objects.filter(email__in=_addresses()).update(password=make_password(password))
    return _sign_ins(password)


def refuse_outside_demonstration() -> None:
    """NotPossible where the example's people are in the database: their password is known to every visitor."""
    if Person.objects.filter(email__in=_addresses()).exists():
        raise NotPossible(
            "This database holds the example council, whose accounts anybody may use. "
            "Start it with “goldenthread demo”, or name another folder with --data."
        )


def _addresses() -> list[str]:
    return [f"{part.address}{cast.DOMAIN}" for part in cast.PARTS]


def _password(data: Path) -> str:
    """The password in the folder; a new one where there is none yet."""
    kept = data / "demonstration-password"
    if not kept.exists():
        made = "-".join(_word() for _ in range(_GROUPS))
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(made)
    return kept.read_text(encoding="ascii").strip()


def _word() -> str:
    """A few syllables that are easy to read out and to type: 37 bits for each pair of words."""
    return "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES))


def _sign_ins(password: str) -> list[str]:
    widest = max(len(part.address) for part in cast.PARTS) + len(cast.DOMAIN)
    lines = ["Sign in as anybody of Example Borough Council, with the password", f"  {password}", ""]
    for part in cast.PARTS:
        where = f", {part.directorate}" if part.directorate else ""
        lines.append(f"  {part.address + cast.DOMAIN:{widest}}  {part.role.label}{where}")
    return [*lines, ""]
