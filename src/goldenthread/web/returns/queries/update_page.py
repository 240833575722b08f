"""What the page of one update says around its form, in words: heading, deadline, what the director said, its lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.model.plan import Verdict
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.returns.access import of_own_lines
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import Found, arrow_of, found_in, light_of
from goldenthread.web.returns.models import Answer, NoteKind, NotRated, Update, UpdateNote, UpdateState
from goldenthread.web.returns.queries.shown import StateShown, state_shown
from goldenthread.web.returns.said import figure_said
from goldenthread.web.returns.states import EDITABLE, Part, UpdateAction, allowed
from goldenthread.web.returns.timing import Lock, LockKind, is_late, lock_of
from goldenthread.web.returns.typed_figures import said


@dataclass(frozen=True)
class Head:
    """Which line it is, in which state, and by when it is due."""

    ref: str
    title: str
    noun: str
    state: StateShown
    due: str
    is_late: bool


def head_of(gathered: Gathered, today: date) -> Head:
    """The heading of the update's page."""
    update, of = gathered.update, gathered.round
    state = UpdateState(update.state)
    late = is_late(update, today)
    if late and update.late_until:
        due = f"You may answer until {day_text(update.late_until)}."
    elif late:
        due = f"This was due on {day_text(of.officers_by)}. It is still taken until {day_text(of.performance_by)}."
    else:
        due = f"Answer by {day_text(of.officers_by)}."
    return Head(
        ref=gathered.line.ref,
        title=gathered.line.title,
        noun="Milestone" if gathered.definition is None else "Measure",
        state=state_shown(state),
        due=due if state in EDITABLE else "",
        is_late=late,
    )


def sent_back_with(update: Update) -> UpdateNote | None:
    """The director's words, while the update is sent back. One query then."""
    if update.state != UpdateState.SENT_BACK:
        return None
    notes = update.notes.filter(kind=NoteKind.SENT_BACK).select_related("by")
    return notes.order_by("-at", "-pk").first()


# ---- reading what is said ----


@dataclass(frozen=True)
class SaidFigure:
    """A figure as read: of which part, as typed, and what was understood of it."""

    component: str
    typed: str
    says: str


@dataclass(frozen=True)
class Reading:
    """Everything that an update says, and what locks it."""

    answer: str
    figures: list[SaidFigure]
    light: str
    light_words: str
    texts: list[tuple[str, str]]
    findings: list[Found]
    progress: Verdict | None
    travel: Verdict | None
    said_by: str
    lock: Lock | None
    since: datetime | date | None
    may: frozenset[str]


def reading_of(gathered: Gathered, today: date, parts: frozenset[Part]) -> Reading:
    """The update for whoever may read it and not write it now."""
    update = gathered.update
    lock = lock_of(update, today)
    return Reading(
        answer=_answer(update),
        figures=_figures(gathered),
        light=update.judged,
        light_words=NotRated(update.not_rated).words if update.not_rated else "",
        texts=_texts(update),
        findings=found_in(update, gathered.explanations),
        progress=light_of(update),
        travel=arrow_of(update),
        said_by=_said_by(update),
        lock=lock,
        since=lock.since if lock else None,
        may=_may(update, lock, parts),
    )


def _answer(update: Update) -> str:
    match Answer(update.answer):
        case Answer.FIGURES:
            return ""
        case Answer.NOT_YET if update.available_on:
            return f"Not yet available. Expected by {day_text(update.available_on)}."
        case other:
            return f"{other.value.capitalize()}."


def _figures(gathered: Gathered) -> list[SaidFigure]:
    definition = gathered.definition
    if definition is None:
        return []
    return [SaidFigure(one.component, one.original, said(figure_said(one), definition)) for one in gathered.figures]


def _texts(update: Update) -> list[tuple[str, str]]:
    rows = [
        ("Done on", day_text(update.done_on) if update.done_on else ""),
        ("Why the light differs from the computed one", update.difference),
        ("What happened", update.what_happened),
        ("Why", update.why),
        ("What happens next", update.what_next),
        ("Next action", update.action),
        ("Who does it", update.action_who),
        ("By when", day_text(update.action_by) if update.action_by else ""),
    ]
    return [(label, text) for label, text in rows if text]


def _said_by(update: Update) -> str:
    return (
        ", for ".join(str(part) for part in (update.submitted_by, update.author) if part) if update.submitted_by else ""
    )


def _may(update: Update, lock: Lock | None, parts: frozenset[Part]) -> frozenset[str]:
    """Which of the doings that stand on their own pages this person may go to."""
    declared = update.part_of.declared_at is not None
    found = set()
    if not declared and allowed(update.state, UpdateAction.APPROVE, parts):
        found.add("approve")
    if not declared and allowed(update.state, UpdateAction.SEND_BACK, parts):
        found.add("send_back")
    if lock and lock.kind is LockKind.CLOSED and Part.PERFORMANCE in parts:
        found.add("let_late")
    if allowed(update.state, UpdateAction.RESTATE, parts) and update.measure_id:
        found.add("restate")
    return frozenset(found)


# ---- what is next ----


def next_owed(within: Reach, done: Update, today: date) -> Update | None:
    """The next update that somebody still owes, the nearest deadline first; none that they only help with."""
    rows = Update.objects.filter(of_own_lines(within, shared=False), state__in=EDITABLE, part_of__declared_at=None)
    rows = rows.filter(part_of__round__opens__lte=today, part_of__round__performance_by__gte=today)
    rows = rows.exclude(pk=done.pk).exclude(measure__dropped_on__isnull=False)
    rows = rows.exclude(milestone__dropped_on__isnull=False)
    ordered = rows.select_related("measure", "milestone").order_by("part_of__round__officers_by", "pk")
    ordered = ordered.only("measure__ref", "measure__title", "milestone__ref", "milestone__title")
    return ordered.first()
