"""The rows of rounds and updates in the words of the history: what each is called, what hangs on what, and who may look.

Whoever may read an update may read its history. Nothing of a round can be deleted, but for days on which the council is closed.
"""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest

from goldenthread.web.accounts.models import Directorate
from goldenthread.web.history.kinds import Book, Kind, Page, Part, Values, plain, register
from goldenthread.web.history.words import day
from goldenthread.web.plans.history_access import address_of
from goldenthread.web.plans.history_parts import by, itself
from goldenthread.web.plans.models import Measure, Milestone
from goldenthread.web.returns import access
from goldenthread.web.returns.models import (
    ClosedDay,
    Evidence,
    Explanation,
    Message,
    Question,
    Return,
    ReturnSection,
    Round,
    Update,
    UpdateFigure,
    UpdateNote,
    UpdatesWorkbook,
)

ACTIONS = {
    "returns.open_round": "opened the round",
    "returns.refresh_round": "brought the round up to date with the plans",
    "returns.declare": "declared the quality of the data",
    "returns.undeclare": "withdrew the declaration",
    "returns.approve": "approved updates",
    "returns.lock": "tabled updates",
    "returns.chase": "wrote to those who owe something",
    "returns.nudge": "nudged those who are late",
    "returns.apply_workbook": "answered by workbook",
    "returns.keep_workbook": "sent a workbook of updates back",
    "returns.set_workbook_aside": "set a workbook of updates aside",
    "returns.send_workbook": "had a workbook e-mailed",
}


def _see_round(request: HttpRequest, pk: int) -> str:
    access.round_for(request, pk)
    return address_of("round", pk)


def _see_return(request: HttpRequest, pk: int) -> str:
    access.return_for(request, pk)
    return address_of("return", pk)


def _see_update(request: HttpRequest, pk: int) -> str:
    access.update_for(request, pk)
    return address_of("update", pk)


def _nobody(request: HttpRequest, values: Values) -> str:
    raise Http404


def _of_update(pk: int) -> Q:
    return Q(update_id=pk)


def _of_return(pk: int) -> Q:
    return Q(part_of_id=pk)


def _update_called(values: Values, book: Book) -> str:
    if values["measure_id"] is not None:
        return f"the update of the measure {book.name(Measure, values['measure_id'])}"
    return f"the update of the milestone {book.name(Milestone, values['milestone_id'])}"


def _figure_called(values: Values, book: Book) -> str:
    return f"the figure for {values['component']}" if values["component"] else "the figure"


_HANGS_ON_UPDATE = ("id", "update_id")

register(
    [
        Kind(
            Round,
            "round",
            "rounds",
            tuple(
                plain(Round, name)
                for name in (
                    "title", "observed_from", "observed_to", "opens", "officers_by", "directors_by", "performance_by",
                    "despatch_by", "meeting_on", "own_approval",
                )
            ),
            untold=("id", "version", "number", "made_by_id", "made_at"),
            named=("title",),
            page=Page("round", (Part(Round, itself),), _see_round, _nobody),
        ),
        Kind(
            ClosedDay,
            "closed day",
            "closed days",
            (plain(ClosedDay, "day"), plain(ClosedDay, "why", "reason")),
            untold=("id",),
            calls=lambda values, book: f"the closed day {day(values['day'])}",
        ),
        Kind(
            Return,
            "return",
            "returns",
            (
                plain(Return, "round"),
                plain(Return, "directorate"),
                plain(Return, "plan"),
                plain(Return, "declaration"),
                plain(Return, "declared_by", "person who declared it"),
                plain(Return, "declared_post", "post that declared it"),
                plain(Return, "declared_at", "time of the declaration"),
            ),
            untold=("id", "version"),
            calls=lambda values, book: f"the return of {book.name(Directorate, values['directorate_id'])}",
            page=Page("return", (Part(Return, itself), Part(ReturnSection, _of_return)), _see_return, _nobody),
        ),
        Kind(
            ReturnSection,
            "section",
            "sections",
            (plain(ReturnSection, "text"),),
            untold=("id", "version", "part_of_id", "kind"),
            calls=lambda values, book: f"the section “{values['kind']}”",
            parent=by(Return, "part_of_id"),
        ),
        Kind(
            Update,
            "update",
            "updates",
            (
                plain(Update, "state"),
                plain(Update, "answer", "sort of answer"),
                plain(Update, "available_on", "day on which the figure is expected"),
                plain(Update, "done_on", "day on which it was done"),
                plain(Update, "judged", "progress"),
                plain(Update, "not_rated", "reason for no light"),
                plain(Update, "difference", "reason for another light than the computed one"),
                plain(Update, "what_happened", "words on what happened"),
                plain(Update, "why", "words on why"),
                plain(Update, "what_next", "words on what happens next"),
                plain(Update, "action", "next action"),
                plain(Update, "action_who", "who does the next action"),
                plain(Update, "action_by", "day by which the next action is done"),
                plain(Update, "author"),
                plain(Update, "submitted_by", "person who submitted it"),
                plain(Update, "submitted_at", "time at which it was submitted"),
                plain(Update, "approved_by", "person who approved it"),
                plain(Update, "approved_at", "time at which it was approved"),
                plain(Update, "own_approval", "approval by who entered it"),
                plain(Update, "locked_in", "edition that locked it"),
                plain(Update, "locked_at", "time at which it was locked"),
                plain(Update, "late_until", "last day for a late answer"),
            ),
            untold=(
                "id", "version", "part_of_id", "measure_id", "milestone_id", "period_kind", "period_start", "period_end",
            ),
            calls=_update_called,
            page=Page(
                "update",
                (
                    Part(Update, itself),
                    Part(UpdateFigure, _of_update),
                    Part(Explanation, _of_update),
                    Part(Evidence, _of_update),
                    Part(UpdateNote, _of_update),
                    Part(Question, _of_update),
                ),
                _see_update,
                _nobody,
            ),
        ),
        Kind(
            UpdateFigure,
            "figure",
            "figures",
            (
                plain(UpdateFigure, "original", ""),
                plain(UpdateFigure, "value", "number understood"),
                plain(UpdateFigure, "numerator"),
                plain(UpdateFigure, "denominator"),
                plain(UpdateFigure, "absence", "reason for no figure"),
                plain(UpdateFigure, "markers"),
                plain(UpdateFigure, "qualifier"),
                plain(UpdateFigure, "from_partner", "note that it comes from a partner"),
            ),
            untold=(*_HANGS_ON_UPDATE, "component", "position"),
            calls=_figure_called,
            parent=by(Update, "update_id"),
        ),
        Kind(
            Explanation,
            "explanation",
            "explanations",
            (plain(Explanation, "words", ""),),
            untold=(*_HANGS_ON_UPDATE, "check_id", "key", "says", "by_id", "at"),
            calls=lambda values, book: f"the explanation of “{values['says']}”",
            parent=by(Update, "update_id"),
        ),
        Kind(
            Evidence,
            "evidence file",
            "evidence files",
            (plain(Evidence, "name"), plain(Evidence, "size", "size in bytes")),
            untold=(*_HANGS_ON_UPDATE, "sha256", "file", "by_id", "at"),
            named=("name",),
            parent=by(Update, "update_id"),
        ),
        Kind(
            UpdateNote,
            "note",
            "notes",
            (plain(UpdateNote, "text", ""),),
            untold=(*_HANGS_ON_UPDATE, "kind", "by_id", "at"),
            calls=lambda values, book: f"the note “{values['kind']}”",
            parent=by(Update, "update_id"),
        ),
        Kind(
            Question,
            "question",
            "questions",
            (plain(Question, "text", ""),),
            untold=(*_HANGS_ON_UPDATE, "by_id", "at"),
            calls=lambda values, book: "a question",
            parent=by(Update, "update_id"),
        ),
        Kind(
            Message,
            "message",
            "messages",
            (
                plain(Message, "subject"),
                plain(Message, "state"),
                plain(Message, "trouble"),
                plain(Message, "sent_at", "time at which it was sent"),
                plain(Message, "to", "person written to"),
                plain(Message, "kind", "reason"),
                plain(Message, "occasion"),
                plain(Message, "by", "person who asked for it"),
            ),
            untold=("id", "round_id", "made_at"),
            named=("subject",),
            parent=by(Round, "round_id"),
        ),
        Kind(
            UpdatesWorkbook,
            "workbook sent back",
            "workbooks sent back",
            (
                plain(UpdatesWorkbook, "name"),
                plain(UpdatesWorkbook, "by", "person who sent it"),
                plain(UpdatesWorkbook, "at", "time at which it was sent"),
            ),
            untold=("id", "round_id"),
            named=("name",),
            parent=by(Round, "round_id"),
        ),
    ],
    actions=ACTIONS,
)  # fmt: skip
