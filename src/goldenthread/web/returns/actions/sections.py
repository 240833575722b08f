"""The narrative sections of a return (handbook 7.4): its director or the performance officer writes them until it is declared."""

from __future__ import annotations

from django.db import transaction

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.rows import add, put
from goldenthread.web.plans.changes import lock
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.returns.models import Return, ReturnSection, SectionKind

NEW = 0
"""The version that somebody saw of a section that was not written yet."""


def write_section(owed: Return, kind: SectionKind, text: str, *, seen: int, by: Person) -> ReturnSection:
    """Writes one section. Overtaken where somebody else wrote it meanwhile; refused once the return is declared."""
    with transaction.atomic(), recorded(by=by, action="returns.write_section"):
        now = Return.objects.select_for_update().get(pk=owed.pk)
        if now.declared_at is not None:
            raise Refused(
                "The director has declared this return, which closes it. Once the declaration is withdrawn, it can be written."
            )
        there = ReturnSection.objects.filter(part_of=now, kind=kind).first()
        if there is None:
            made = ReturnSection(part_of=now, kind=kind, text=text)
            add(made)
            return made
        if seen == NEW:
            raise Overtaken("Somebody else wrote this section while you were writing it.", there)
        row = lock(ReturnSection.objects.all(), there.pk, seen)
        put(row, {"text": text})
        return row
