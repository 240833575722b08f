"""Confirming what a workbook changes: two people on one update, all or nothing, and who did it; and having one e-mailed."""

from __future__ import annotations

import io
import sys
import time
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goldenthread.web.accounts.reach import reach_of
from goldenthread.web.returns.actions import writing
from goldenthread.web.returns.chasing.sending import send as send_message
from goldenthread.web.returns.models import Message, Round, Update, UpdateFigure, UpdatesWorkbook
from goldenthread.web.returns.windows import observed
from goldenthread.web.returns.workbook.actions import NotAsSeen, apply_workbook
from tests.web.conftest import TODAY, Cast, SignIn, StrictClient
from tests.web.history.reading import sentences
from tests.web.plans.large import large_plans
from tests.web.returns.builders import make_return, make_round, make_update_figure
from tests.web.returns.workbook.books import cell, confirm, downloaded, fill, row_of, seen, send, sent_with
from tests.web.returns.workbook.conftest import Owed

NOT_AS_SEEN = "Somebody changed an update while you were looking. Nothing was saved: look through it again."


def _row(update: Update) -> Update:
    return Update.objects.get(pk=update.pk)


# ---- two people ----


@pytest.fixture
def both_changed(owed: Owed, officer: StrictClient) -> str:
    """The page of a workbook whose figure and words somebody else has changed on the page since it was downloaded."""
    book = downloaded(officer, owed.round)
    fill(book, owed.plain, Figure="94.1%", What_happened="Fewer were ill.", Progress="Amber")
    Update.objects.filter(pk=owed.plain.pk).update(state="draft", what_happened="A bus route was cut.")
    make_update_figure(owed.plain, "91", original="91%")
    return send(officer, owed.round, book).content.decode()


def test_both_versions_are_shown_and_one_is_chosen(owed: Owed, officer: StrictClient, both_changed: str) -> None:
    assert "As it is in the update now: 91%" in both_changed
    assert "As in the workbook: 94.1%" in both_changed
    assert "When the workbook was downloaded, it was: (nothing)" in both_changed
    confirm(officer, owed.round, both_changed, **{"keep-0": "update", "keep-1": "workbook"})
    row = _row(owed.plain)
    assert (row.figures.get().original, row.what_happened, row.judged) == ("91%", "Fewer were ill.", "amber")


def test_nothing_is_taken_until_each_is_chosen(owed: Owed, officer: StrictClient, both_changed: str) -> None:
    page = confirm(officer, owed.round, both_changed, **{"keep-0": "update"})
    assert "Choose what what happened of “PED01 01 Attendance at school” should say." in page
    assert _row(owed.plain).judged == ""
    assert UpdatesWorkbook.objects.exists()


def test_what_somebody_else_changed_and_the_workbook_did_not_is_left(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    fill(book, owed.plain, Figure="94.1%")
    Update.objects.filter(pk=owed.plain.pk).update(state="draft", what_happened="A bus route was cut.")
    confirm(officer, owed.round, send(officer, owed.round, book).content.decode())
    row = _row(owed.plain)
    assert (row.what_happened, row.figures.get().original) == ("A bus route was cut.", "94.1%")


def test_who_looks_while_somebody_saves_looks_again(owed: Owed, officer: StrictClient) -> None:
    page = sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure="94.1%"))
    Update.objects.filter(pk=owed.plain.pk).update(state="draft", why="It rained.")
    after = confirm(officer, owed.round, page)
    assert NOT_AS_SEEN in after
    assert not UpdateFigure.objects.filter(update=owed.plain).exists()
    confirm(officer, owed.round, after)
    assert _row(owed.plain).figures.get().original == "94.1%"


def test_confirming_twice_does_it_once(owed: Owed, officer: StrictClient) -> None:
    page = sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure="94.1%"))
    confirm(officer, owed.round, page)
    version = _row(owed.plain).version
    assert "No workbook waits to be looked through." in confirm(officer, owed.round, page)
    assert _row(owed.plain).version == version


def test_who_saves_between_the_page_and_the_lock_is_not_overwritten(
    owed: Owed, cast: Cast, officer: StrictClient
) -> None:
    sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure="94.1%"))
    with pytest.raises(NotAsSeen, match="Somebody changed an update while you were looking"):
        apply_workbook(
            workbook=UpdatesWorkbook.objects.get(),
            within=reach_of(cast["officer"], TODAY),
            taken=(),
            mark="of another version",
            by=cast["officer"],
            at=timezone.now(),
        )
    assert _row(owed.plain).state == "not started"
    assert UpdatesWorkbook.objects.exists()


def test_a_forged_mark_saves_nothing(owed: Owed, officer: StrictClient) -> None:
    page = sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure="94.1%"))
    assert seen(page) != "0" * 16
    answer = officer.post(reverse("updates_workbook_differences", args=[owed.round.pk]), {"seen": "0" * 16})
    assert NOT_AS_SEEN in answer.content.decode()
    assert _row(owed.plain).state == "not started"


# ---- all or nothing ----


def test_what_stops_half_way_leaves_nothing(owed: Owed, officer: StrictClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(book: Any) -> None:
        fill(book, owed.plain, Figure="94.1%")
        fill(book, owed.milestone, Why="It rained.")

    page = sent_with(officer, owed.round, change)
    put, calls = writing._put, []

    def stops(*args: Any, **kwargs: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError("The database was stopped.")
        put(*args, **kwargs)

    monkeypatch.setattr(writing, "_put", stops)
    with pytest.raises(RuntimeError):
        officer.post(reverse("updates_workbook_differences", args=[owed.round.pk]), {"seen": seen(page)})
    assert len(calls) == 2
    assert [_row(one).state for one in (owed.plain, owed.milestone)] == ["not started", "not started"]
    assert not UpdateFigure.objects.filter(update=owed.plain).exists()
    monkeypatch.undo()
    assert "2 are kept as drafts" in confirm(officer, owed.round, page)


# ---- who did it ----


def test_the_history_says_who_entered_it_for_whom(owed: Owed, cast: Cast, keeper: StrictClient) -> None:
    book = downloaded(keeper, owed.round, f"?post={cast.posts['officer'].pk}")
    fill(book, owed.plain, Figure="95.5%", Progress="Green", What_happened="More came.", Ready_to_submit="Yes")
    confirm(keeper, owed.round, send(keeper, owed.round, book, "from Ola.xlsx").content.decode())
    row = _row(owed.plain)
    assert (row.state, row.submitted_by) == ("submitted", cast["performance officer"])
    assert row.author == "Divisional Manager, Early Help"
    told = " ".join(sentences(keeper, reverse("record_history", args=["update", row.pk])))
    assert "Entered for Divisional Manager, Early Help, from the workbook “from Ola.xlsx”" in told


# ---- by e-mail ----


def _send(client: StrictClient, of: Round, post: Any) -> str:
    answer = client.post(reverse("updates_workbook_send", args=[of.pk]), {"post": post}, follow=True)
    return str(answer.content.decode())


def test_the_officer_is_sent_a_workbook_that_can_be_sent_back(
    owed: Owed, cast: Cast, keeper: StrictClient, officer: StrictClient
) -> None:
    assert "The workbook is on its way to Ola Brook." in _send(keeper, owed.round, cast.posts["officer"].pk)
    message = Message.objects.get()
    assert (message.to, message.by, message.kind) == (cast["officer"], cast["performance officer"], "workbook")
    send_message(message.pk, timezone.now())
    (letter,) = mail.outbox
    assert letter.to == ["officer@example.gov.uk"]
    assert "send it back to Pat Reed" in letter.body
    ((name, content, kind),) = letter.attachments
    assert (name, kind) == (
        "quarter-2-2021-22-updates-ola-brook.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    keys = [row[0].value for row in book["Updates"].iter_rows(min_row=4)]
    assert len(keys) == 5
    assert row_of(book, f"update-{owed.plain.pk}")
    fill(book, owed.plain, Figure="94.1%")
    confirm(officer, owed.round, send(officer, owed.round, book).content.decode())
    assert _row(owed.plain).figures.get().original == "94.1%"


def test_nobody_is_sent_two_on_a_day(owed: Owed, cast: Cast, keeper: StrictClient) -> None:
    _send(keeper, owed.round, cast.posts["officer"].pk)
    assert "Ola Brook was sent a workbook today already" in _send(keeper, owed.round, cast.posts["officer"].pk)
    assert Message.objects.count() == 1


def test_who_has_answered_everything_is_sent_none(owed: Owed, cast: Cast, keeper: StrictClient) -> None:
    Update.objects.update(state="submitted")
    page = _send(keeper, owed.round, cast.posts["officer"].pk)
    assert "Divisional Manager, Early Help has answered everything, so no workbook was sent." in page
    assert not Message.objects.exists()


def test_a_post_that_nobody_holds_is_told(owed: Owed, cast: Cast, keeper: StrictClient) -> None:
    cast["officer"].holdings.update(until=date(2021, 2, 1))
    page = _send(keeper, owed.round, cast.posts["officer"].pk)
    assert "Nobody holds the post Divisional Manager, Early Help" in page
    assert "nobody to write to" in page


def test_a_post_has_to_be_chosen(owed: Owed, keeper: StrictClient) -> None:
    assert "Choose whom to send a workbook to" in _send(keeper, owed.round, "")


@pytest.mark.parametrize(
    ("part", "post", "code"),
    [
        ("officer", "officer", 403),
        ("director", "officer", 403),
        ("member", "officer", 404),
        ("other performance officer", "officer", 404),
        ("performance officer", "other officer", 404),
        ("performance officer", "member", 404),
    ],
)
def test_only_a_performance_officer_sends_it_to_who_owes(
    owed: Owed, cast: Cast, sign_in: SignIn, part: str, post: str, code: int
) -> None:
    answer = sign_in(part).post(reverse("updates_workbook_send", args=[owed.round.pk]), {"post": cast.posts[post].pk})
    assert answer.status_code == code
    assert not Message.objects.exists()


def test_sending_is_a_post(owed: Owed, keeper: StrictClient) -> None:
    for name in ("updates_workbook_send", "updates_workbook_set_aside"):
        assert keeper.get(reverse(name, args=[owed.round.pk])).status_code == 405


# ---- size ----


def test_a_hundred_changes_take_few_questions(cast: Cast, keeper: StrictClient) -> None:
    plan = large_plans(cast.directorates["People"], 100)[-1]
    of = make_round(
        cast["performance officer"],
        observed_from=date(2023, 7, 1), observed_to=date(2023, 9, 30), opens=date(2023, 10, 1), title="Quarter 2, 2023/24",
    )  # fmt: skip
    part_of = make_return(of, plan)
    window = {"period_kind": observed(of).kind, "period_start": of.observed_from, "period_end": of.observed_to}
    Update.objects.bulk_create(Update(part_of=part_of, measure=one, **window) for one in plan.measures.order_by("pk"))
    book = downloaded(keeper, of, f"?directorate={cast.directorates['People'].pk}")
    first = Update.objects.order_by("pk")[0]
    assert cell(book, first, "Figure").value is None
    for update in Update.objects.all():
        fill(book, update, Progress="Green", What_happened="All is well.", Ready_to_submit="Yes")
    assert "Will be submitted" in send(keeper, of, book).content.decode()
    with CaptureQueriesContext(connection) as asked:
        page = keeper.get(reverse("updates_workbook_differences", args=[of.pk])).content.decode()
    assert page.count("All is well.") == 100
    assert len(asked) <= 15
    began = time.perf_counter()
    assert "100 are kept as drafts" in confirm(keeper, of, page)
    sys.stdout.write(f"Saving a workbook of 100 updates: {time.perf_counter() - began:.1f} s\n")
