"""An edition keeps a paper for good: what it says, locks and refuses, and that it prints the same for ever (R7.7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from goldenthread.model.figures import Role
from goldenthread.model.report import report_to_json
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Figure, Measure, Plan
from goldenthread.web.reports.actions.editions import freeze, next_number
from goldenthread.web.reports.assemble import report_of
from goldenthread.web.reports.contents import contents_of
from goldenthread.web.reports.editions import Tampered, report_in
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.actions.restating import Asked, restate_update
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.models import Return, Update, UpdateFigure, UpdateState
from goldenthread.web.returns.states import Part
from tests.web.conftest import Cast, plain_sql
from tests.web.plans.editing.pages import events_of
from tests.web.reports.builders import COUNCIL, FROZEN, LATER, MEETING, Quarter, frozen, make_quarter, make_ready


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_ready(cast)


def restate(quarter: Quarter, by: Any, value: str = "93.1", reason: str = "A school sent its register late") -> None:
    """The measure's figure restated on 3 February 2022."""
    figure = Figure.objects.get(tabled_in__startswith="edition 1")
    doing = Doing(by=by, at=LATER, parts=frozenset({Part.PERFORMANCE}), reason=reason)
    quarter.updates[0].refresh_from_db()
    asked = Asked(figure.pk, figure.version, {"value": Decimal(value), "original": f"{value}%"})
    restate_update(quarter.updates[0], [asked], doing)


def current(report: Any) -> str:
    cell = report.measures[0].cell(Role.CURRENT)
    return str(cell.text)


def test_an_edition_is_the_reports_own_text_with_its_fingerprint(quarter: Quarter, cast: Cast) -> None:
    made = report_of(contents_of(quarter.by_priority), COUNCIL)
    edition = frozen(quarter.by_priority, cast["performance officer"])
    edition.refresh_from_db()
    assert edition.report == report_to_json(made)
    assert edition.sha256 == sha256(edition.report.encode()).hexdigest()
    assert report_in(edition) == made
    assert (edition.number, edition.tabled_on, edition.title) == (1, MEETING, made.title)
    assert (edition.frozen_by, edition.frozen_at, edition.why) == (cast["performance officer"], FROZEN, "")
    assert [one.update for one in edition.updates.order_by("pk")] == quarter.updates


def test_it_locks_its_updates_and_says_which_edition_did(quarter: Quarter, cast: Cast) -> None:
    frozen(quarter.by_priority, cast["performance officer"])
    called = "edition 1 of “Priority-based report: Children and young people, Quarter 2 2021/22”, 22 November 2021"
    assert {(one.state, one.locked_in, one.locked_at) for one in Update.objects.all()} == {
        (UpdateState.LOCKED, called, FROZEN)
    }


def test_it_restates_what_an_earlier_paper_tabled_for_the_same_window(quarter: Quarter, cast: Cast) -> None:
    Figure.objects.filter(value=Decimal("93.5")).update(
        value=Decimal("91"), tabled_in="the first quarter's", tabled_on=MEETING
    )
    frozen(quarter.by_priority, cast["performance officer"])
    figure = Figure.objects.get(tabled_in="the first quarter's")
    assert (figure.value, figure.markers) == (Decimal("93.5"), ["r"])
    assert figure.earlier.get().value == Decimal("91")


def test_it_marks_the_figures_of_the_quarter_as_tabled_and_no_others(quarter: Quarter, cast: Cast) -> None:
    frozen(quarter.by_priority, cast["performance officer"])
    tabled = Figure.objects.exclude(tabled_in="")
    assert [(one.value, one.tabled_on) for one in tabled] == [(Decimal("93.5"), MEETING)]
    assert Figure.objects.filter(tabled_in="").count() == 2


def test_the_history_says_who_froze_it(quarter: Quarter, cast: Cast) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    (event,) = events_of(Edition, edition.pk)
    said = event.pgh_context.metadata
    assert (said["action"], said["actor"]) == ("reports.freeze", cast["performance officer"].pk)


@pytest.mark.parametrize(
    "state", [UpdateState.NOT_STARTED, UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.SENT_BACK]
)
def test_it_is_refused_while_an_update_is_not_approved(state: UpdateState, quarter: Quarter, cast: Cast) -> None:
    Update.objects.filter(pk=quarter.updates[1].pk).update(state=state)
    with pytest.raises(Refused, match="only what is approved and declared"):
        frozen(quarter.by_priority, cast["performance officer"])
    _nothing_is_kept(quarter)


def test_it_is_refused_while_a_return_is_not_declared(quarter: Quarter, cast: Cast) -> None:
    Return.objects.update(declared_at=None, declaration="")
    with pytest.raises(Refused, match="only what is approved and declared"):
        frozen(quarter.by_directorate, cast["performance officer"])
    _nothing_is_kept(quarter)


def _nothing_is_kept(quarter: Quarter) -> None:
    assert Edition.objects.count() == 0
    assert not Update.objects.filter(state=UpdateState.LOCKED).exists()
    assert not Figure.objects.exclude(tabled_in="").exists()


def test_the_older_page_is_refused(quarter: Quarter, cast: Cast) -> None:
    """Publishing rule of the peer: the caller sends what it read, and an older one is refused."""
    frozen(quarter.by_priority, cast["performance officer"])
    with pytest.raises(Refused, match="Somebody else froze this paper"):
        freeze(quarter.by_priority, COUNCIL, number=1, why="Again", by=cast["performance officer"], at=FROZEN)
    assert Edition.objects.count() == 1


def test_a_second_edition_needs_its_reason_and_has_its_own_number(quarter: Quarter, cast: Cast) -> None:
    first = frozen(quarter.by_priority, cast["performance officer"])
    with pytest.raises(Refused, match="Say why the paper is issued again"):
        frozen(quarter.by_priority, cast["performance officer"])
    restate(quarter, cast["performance officer"])
    second = frozen(
        quarter.by_priority, cast["performance officer"], why="The figure for attendance was restated.", at=LATER
    )
    assert (second.number, next_number(quarter.by_priority)) == (2, 3)
    assert current(report_in(first)) == "93.5%"
    assert current(report_in(second)) == "93.1% [r]"
    assert {one.locked_in[:9] for one in Update.objects.all()} == {"edition 1"}


def test_the_departmental_paper_tables_what_the_other_has_locked(quarter: Quarter, cast: Cast) -> None:
    frozen(quarter.by_priority, cast["performance officer"])
    other = frozen(quarter.by_directorate, cast["performance officer"])
    assert (other.number, other.updates.count()) == (1, 2)
    assert Figure.objects.exclude(tabled_in="").get().tabled_in.startswith("edition 1 of “Priority-based report")


def test_a_restatement_and_a_changed_plan_leave_the_edition_as_it_was(quarter: Quarter, cast: Cast) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    before = Edition.objects.get().report
    restate(quarter, cast["performance officer"])
    Measure.objects.update(title="Another title", ref="X1")
    Plan.objects.update(departments=["Another department"])
    quarter.priority.title = "Another priority"
    quarter.priority.save()
    after = Edition.objects.get(pk=edition.pk)
    assert after.report == before
    report = report_in(after)
    assert (current(report), report.measures[0].title, report.priority) == (
        "93.5%",
        "Attendance at school",
        "Children and young people",
    )
    assert UpdateFigure.objects.get().value == Decimal("93.5")


def test_a_paper_made_after_the_restatement_shows_it_marked(quarter: Quarter, cast: Cast) -> None:
    frozen(quarter.by_priority, cast["performance officer"])
    restate(quarter, cast["performance officer"])
    report = report_of(contents_of(quarter.by_priority), COUNCIL)
    cell = report.measures[0].cell(Role.CURRENT)
    assert cell is not None
    assert (cell.text, [one.value for one in cell.figures], list(cell.figures[0].markers)) == (
        "93.1% [r]",
        [Decimal("93.1")],
        ["r"],
    )


def test_nobody_can_change_or_delete_an_edition(quarter: Quarter, cast: Cast) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    with pytest.raises(DatabaseError, match="editions_stay"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(title="Another")
    with pytest.raises(DatabaseError, match="editions_stay"), transaction.atomic():
        plain_sql("DELETE FROM reports_edition WHERE id = %s", edition.pk)


def test_nobody_can_change_or_delete_what_an_edition_tables(quarter: Quarter, cast: Cast) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    with pytest.raises(DatabaseError, match="edition_updates_stay"), transaction.atomic():
        edition.updates.all().delete()
    with pytest.raises(DatabaseError, match="edition_updates_stay"), transaction.atomic():
        plain_sql("UPDATE reports_editionupdate SET update_id = update_id + 1 WHERE edition_id = %s", edition.pk)


def test_an_edition_that_was_tampered_with_is_not_shown(quarter: Quarter, cast: Cast) -> None:
    """By somebody who switches the triggers off, as only the owner of the database can."""
    edition = frozen(quarter.by_priority, cast["performance officer"])
    tamper(edition)
    edition.refresh_from_db()
    with pytest.raises(Tampered, match="its text is not the one that was frozen on 12 November 2021"):
        report_in(edition)


def tamper(edition: Edition) -> None:
    plain_sql("SET CONSTRAINTS ALL IMMEDIATE")
    plain_sql("ALTER TABLE reports_edition DISABLE TRIGGER USER")
    plain_sql("UPDATE reports_edition SET report = replace(report, '93.5', '96.5') WHERE id = %s", edition.pk)
    plain_sql("ALTER TABLE reports_edition ENABLE TRIGGER USER")


def test_the_day_of_the_meeting_is_the_day_it_was_tabled_whatever_comes(quarter: Quarter, cast: Cast) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    quarter.round.meeting_on = date(2021, 12, 1)
    quarter.round.save()
    assert Edition.objects.get(pk=edition.pk).tabled_on == MEETING


def test_what_is_missing_is_listed_by_kind(cast: Cast) -> None:
    from goldenthread.web.reports.contents import updates_of
    from goldenthread.web.reports.missing import missing_of

    made = make_quarter(cast)
    Update.objects.filter(pk=made.updates[1].pk).update(state=UpdateState.SUBMITTED)
    missing = missing_of(updates_of(made.by_directorate))
    assert (missing.unanswered, missing.unapproved) == ((made.updates[0],), (made.updates[1],))
    assert missing.undeclared == (made.owed,)
    assert missing
