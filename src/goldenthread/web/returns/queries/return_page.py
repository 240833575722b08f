"""A directorate's return on one page: what waits to be approved, what stands out first; and all updates by objective."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from django.utils import timezone
from django.utils.text import slugify

from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.returns.judging import Found
from goldenthread.web.returns.models import Answer, Return, SectionKind, Update, UpdateState
from goldenthread.web.returns.queries.declaring import DONE, Paragraph, paragraphs_of
from goldenthread.web.returns.queries.four_eyes import entered_by
from goldenthread.web.returns.queries.in_order import in_order
from goldenthread.web.returns.queries.my_updates import findings_of, findings_text
from goldenthread.web.returns.queries.shown import (
    ArrowShown,
    LightShown,
    StateShown,
    arrow_shown,
    computed_light,
    due_text,
    figures_shown,
    first_words,
    judged_light,
    lights_differ,
    state_shown,
)
from goldenthread.web.returns.states import EDITABLE

SLUGS: Final = {slugify(kind.value): kind for kind in SectionKind}
"""The narrative sections by the word in their address."""


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """An update in the return. `stands_out` says in words why a director should open it before they approve it; `may` whether
    they can, and `is_ticked` whether it is proposed to them."""

    pk: int
    seen: int
    name: str
    officer: str
    state: StateShown
    figures: tuple[str, ...]
    light: LightShown | None
    computed: LightShown | None
    arrow: ArrowShown | None
    difference: str
    words: str
    findings: str
    found: tuple[Found, ...]
    stands_out: tuple[str, ...]
    own_approval: bool
    is_waiting: bool
    may: bool
    needs_another: bool
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class ObjectiveOfReturn:
    """An objective with the updates of its lines."""

    name: str
    lines: tuple[UpdateLine, ...]


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A narrative section: its title, the word in its address, and the beginning of its text."""

    title: str
    slug: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration on record: by whom, as what, on which day, and word for word."""

    by: str
    post: str
    on: str
    paragraphs: list[Paragraph]


@dataclass(frozen=True, slots=True)
class ReturnShown:
    """The return for somebody who oversees it."""

    objectives: list[ObjectiveOfReturn]
    look_first: list[UpdateLine]
    clear: list[UpdateLine]
    total: int
    approved: int
    to_answer: int
    due: str
    sections: list[SectionShown]
    declared: Declared | None
    is_tabled: bool

    @property
    def waiting(self) -> int:
        return len(self.look_first) + len(self.clear)


def return_shown(owed: Return, person: int, today: date, *, directs: bool) -> ReturnShown:
    """The return before that person, who may direct it, and may have entered some of it. Six queries, whatever the size."""
    rows = owed.updates.select_related(
        "measure__objective", "measure__owner", "measure__definition", "milestone__objective", "milestone__owner"
    )
    updates = [one for one in in_order(rows.prefetch_related("figures")) if not _is_let_off(one)]
    found = findings_of(updates)
    own = _entered(updates, person)
    allowed = owed.round.own_approval
    lines = [
        (one, _line(one, found[one.pk], is_own=one.pk in own, directs=directs, own_allowed=allowed)) for one in updates
    ]
    waiting = [line for _, line in lines if line.is_waiting]
    return ReturnShown(
        objectives=[
            ObjectiveOfReturn(str(objective), tuple(line for _, line in rows_))
            for objective, rows_ in groupby(lines, key=lambda pair: pair[0].line.objective)
        ],
        look_first=[line for line in waiting if line.stands_out],
        clear=[line for line in waiting if not line.stands_out],
        total=len(updates),
        approved=sum(one.state in DONE for one in updates),
        to_answer=sum(one.state in EDITABLE for one in updates),
        due=f"Directors approve by {day_text(owed.round.directors_by)}: {due_text(owed.round.directors_by, today)}.",
        sections=_sections(owed),
        declared=_declared(owed),
        is_tabled=any(one.state == UpdateState.LOCKED for one in updates),
    )


def _is_let_off(update: Update) -> bool:
    """Nobody has to answer for a line that was dropped."""
    return update.line.dropped_on is not None and update.state in EDITABLE


def _entered(updates: Collection[Update], person: int) -> frozenset[int]:
    waiting = [one for one in updates if one.state == UpdateState.SUBMITTED]
    return frozenset(pk for pk, people in entered_by(waiting).items() if person in people)


def _line(update: Update, found: list[Found], *, is_own: bool, directs: bool, own_allowed: bool) -> UpdateLine:
    line = update.line
    definition = update.measure.definition if update.measure else None
    figures = list(update.figures.all())
    judged, computed = judged_light(update), computed_light(update)
    stands_out = tuple(_stands_out(update, found, is_own=is_own))
    may = directs and (own_allowed or not is_own)
    return UpdateLine(
        pk=update.pk,
        seen=update.version,
        name=str(line),
        officer=line.owner.title if line.owner else "",
        state=state_shown(update.state),
        figures=figures_shown(update, figures, definition),
        light=judged,
        computed=computed if lights_differ(update) or judged is None else None,
        arrow=arrow_shown(update),
        difference=update.difference,
        words=first_words(update),
        findings=findings_text(found),
        found=tuple(found),
        stands_out=stands_out,
        own_approval=update.own_approval,
        is_waiting=update.state == UpdateState.SUBMITTED,
        may=may,
        needs_another=directs and not may,
        is_ticked=may and not stands_out,
    )


def _stands_out(update: Update, found: list[Found], *, is_own: bool) -> list[str]:
    reasons = []
    if is_own:
        reasons.append("You entered this yourself.")
    if lights_differ(update):
        reasons.append("The light is not the computed one.")
    if found:
        reasons.append(f"{findings_text(found).capitalize()}.")
    if update.answer != Answer.FIGURES:
        reasons.append(f"The answer is “{update.answer}”, not a new figure.")
    return reasons


def _sections(owed: Return) -> list[SectionShown]:
    texts = dict(owed.sections.order_by("kind").values_list("kind", "text"))
    return [
        SectionShown(kind.value, slug, tuple(part for part in texts.get(kind.value, "").split("\n\n") if part.strip()))
        for slug, kind in SLUGS.items()
    ]


def _declared(owed: Return) -> Declared | None:
    if owed.declared_at is None:
        return None
    return Declared(
        by=str(owed.declared_by or ""),
        post=owed.declared_post,
        on=day_text(timezone.localdate(owed.declared_at)),
        paragraphs=paragraphs_of(owed.declaration),
    )
