"""My updates: what somebody owes, in the order of the deadlines; and all of it, as they ask, for who oversees it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.web.accounts.models import Holding, Post
from goldenthread.web.plans.models import MeasureContribution, Plan, PlanState
from goldenthread.web.returns.actions.rounds import refresh_round
from goldenthread.web.returns.models import Explanation, Round, Update, UpdateState
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import NOW, make_measure, make_milestone, make_objective, make_plan
from tests.web.plans.large import large_plans
from tests.web.plans.reading.page import Page
from tests.web.returns.builders import make_return, make_round, make_update
from tests.web.returns.deciding import Quarter, make_quarter

GREEN_BY_RULE = {
    "progress": {"light": "green", "sentence": "It is above its target.", "rule": "progress", "version": "1"},
    "travel": {"arrow": "better", "sentence": "It is higher than last year.", "rule": "travel", "version": "1"},
}


def found(severity: str, key: str = "a") -> dict[str, str]:
    return {"key": key, "check": "NUM01", "severity": severity, "says": "Odd.", "remedy": "Look.", "part": "Current"}


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_quarter(cast)


def rows(page: Page, caption: str = "Your updates") -> list[list[str]]:
    return page.tables()[caption][1:]


def names(page: Page, caption: str = "Your updates") -> list[str]:
    return [row[0].split(" / ")[0] for row in rows(page, caption)]


def opened(client: StrictClient, **asked: Any) -> Page:
    return Page(client.get("/my-updates/", asked))


def put(update: Update, **values: Any) -> None:
    Update.objects.filter(pk=update.pk).update(**values)


def days_from_now(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


# ---- an officer ----


def test_an_officer_sees_their_own_with_state_and_lights(quarter: Quarter, sign_in: SignIn) -> None:
    put(
        quarter.update,
        state=UpdateState.DRAFT,
        judged="",
        computed=GREEN_BY_RULE,
        findings=[found("error"), found("note", "b")],
    )
    page = opened(sign_in("officer"))
    first, second = rows(page)
    assert first[0].startswith("PED01 01 Attendance at school / Quarter 2, 2021/22")
    assert first[1].startswith("Draft / ")
    assert first[1].endswith("days left")
    assert first[2:] == ["None", "Computed: Green / ↑ Better", "1 error, 1 note"]
    assert second[1] == "Submitted"
    assert second[3] == "Amber"
    assert page.links()["PED01 01 Attendance at school"] == f"/updates/{quarter.update.pk}/"


def test_how_many_findings_are_explained(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.update, findings=[found("error"), found("warning", "b")])
    one: dict[str, Any] = {
        "check_id": "NUM01",
        "says": "Odd.",
        "words": "It is right.",
        "by": quarter.cast["officer"],
        "at": NOW,
    }
    Explanation.objects.create(update=quarter.update, key="a", **one)
    assert rows(opened(sign_in("officer")))[0][4] == "1 error, 1 warning; 1 explained"
    Explanation.objects.create(update=quarter.update, key="b", **one)
    assert rows(opened(sign_in("officer")))[0][4] == "1 error, 1 warning; all explained"


def test_a_contributor_sees_what_is_shared_marked_as_such(quarter: Quarter, sign_in: SignIn) -> None:
    MeasureContribution.objects.create(measure=quarter.measure, post=quarter.cast.posts["contributor"])
    ((name, *_),) = rows(opened(sign_in("contributor")))
    assert name == "PED01 01 Attendance at school / Quarter 2, 2021/22, shared with you"


def test_nobody_sees_somebody_elses(quarter: Quarter, sign_in: SignIn) -> None:
    page = opened(sign_in("other officer"))
    assert "You owe nothing at the moment." in page.words
    assert "Attendance" not in page.words
    assert "All updates" not in opened(sign_in("officer")).words


@pytest.mark.parametrize("part", ["finance officer", "member", "administrator"])
def test_who_takes_no_part_is_refused(quarter: Quarter, sign_in: SignIn, part: str) -> None:
    assert sign_in(part).get("/my-updates/").status_code == 403


def test_it_is_only_read_and_asks_for_sign_in(quarter: Quarter, sign_in: SignIn, client: StrictClient) -> None:
    assert sign_in("officer").post("/my-updates/").status_code == 405
    assert client.get("/my-updates/").status_code == 302


def test_what_is_to_do_comes_first_and_open_rounds_before_others(cast: Cast, sign_in: SignIn) -> None:
    """By hand: the open round due in 3 days, then the one due in 9, then what is answered, then the round that opens later."""
    plan = make_plan(cast.directorates["People"], state=PlanState.APPROVED)
    objective = make_objective(plan)
    due = {"due in 9": (-1, 9), "due in 3": (-1, 3), "opens later": (5, 6)}
    for quarter_of_year, (title, (opens, by)) in enumerate(due.items()):
        days = {
            "opens": days_from_now(opens),
            "officers_by": days_from_now(by),
            "directors_by": days_from_now(by + 1),
            "performance_by": days_from_now(by + 2),
            "despatch_by": days_from_now(by + 3),
            "meeting_on": days_from_now(by + 10),
            "observed_from": date(2021, 3 * quarter_of_year + 1, 1),
            "observed_to": date(2021, 3 * quarter_of_year + 3, 28),
        }
        owed = make_return(make_round(cast["performance officer"], title=title, **days), plan)
        make_update(owed, make_measure(objective, ref=title, title="", owner=cast.posts["officer"]))
        if title == "due in 3":
            line = make_measure(objective, ref="answered", title="", owner=cast.posts["officer"])
            make_update(owed, line, state=UpdateState.SUBMITTED)
    page = opened(sign_in("officer"))
    assert names(page) == ["due in 3", "due in 9", "answered", "opens later"]
    assert [row[1].split(" / ")[-1] for row in rows(page)[:2]] == ["3 days left", "9 days left"]
    assert rows(page)[3][1].startswith("Not started / Opens on")


@pytest.mark.parametrize(
    ("days", "says"), [(-2, "2 days late"), (-1, "1 day late"), (0, "Due today"), (1, "1 day left")]
)
def test_how_late_it_is(cast: Cast, sign_in: SignIn, days: int, says: str) -> None:
    quarter = make_quarter(cast, opens=date(2021, 10, 1), officers_by=days_from_now(days))
    put(quarter.update, state=UpdateState.NOT_STARTED)
    assert rows(opened(sign_in("officer")))[0][1] == f"Not started / {says}"


def test_what_is_over_is_left_out_but_for_who_may_be_late(cast: Cast, sign_in: SignIn) -> None:
    quarter = make_quarter(
        cast,
        officers_by=date(2021, 10, 8),
        directors_by=date(2021, 10, 12),
        performance_by=date(2021, 10, 15),
        despatch_by=date(2021, 10, 18),
        meeting_on=date(2021, 10, 26),
    )
    put(quarter.other, state=UpdateState.NOT_STARTED, late_until=days_from_now(2))
    page = opened(sign_in("officer"))
    assert names(page) == ["PED01a Open the second family hub"]
    assert "May be late until" in rows(page)[0][1]


def test_what_was_dropped_is_not_asked_for(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.update, state=UpdateState.DRAFT)
    type(quarter.measure).objects.filter(pk=quarter.measure.pk).update(dropped_on=date(2021, 9, 1))
    assert names(opened(sign_in("officer"))) == ["PED01a Open the second family hub"]


def test_last_quarters_light_stands_beside_it(quarter: Quarter, sign_in: SignIn) -> None:
    """A milestone of a later plan is the same by what it continues, a measure by its series."""
    first = make_round(
        quarter.cast["performance officer"],
        title="Quarter 1",
        observed_from=date(2021, 4, 1),
        observed_to=date(2021, 6, 30),
    )
    old_plan = make_plan(quarter.cast.directorates["People"], title="Old plan", first_year=2020)
    objective = make_objective(old_plan)
    owed = make_return(first, old_plan)
    old_measure = make_measure(objective, series=quarter.measure.series, definition=quarter.measure.definition)
    old_milestone = make_milestone(objective)
    type(old_milestone).objects.filter(pk=quarter.milestone.pk).update(continues=old_milestone)
    make_update(owed, old_measure, judged="red", state=UpdateState.LOCKED, computed=GREEN_BY_RULE)
    make_update(owed, old_milestone, not_rated="not_due", state=UpdateState.LOCKED)
    measure, milestone = rows(opened(sign_in("officer")))
    assert measure[2] == "Red / ↑ Better"
    assert milestone[2] == "Not yet due"


# ---- a director, a performance officer ----


def test_a_director_sees_what_waits_for_them(quarter: Quarter, sign_in: SignIn) -> None:
    page = opened(sign_in("director"))
    assert page.links()["Quarter 2, 2021/22, People"] == f"/returns/{quarter.owed.pk}/"
    assert "Quarter 2, 2021/22, People: 2 updates, " in page.words
    put(quarter.update, state=UpdateState.APPROVED)
    put(quarter.other, state=UpdateState.APPROVED)
    assert "Nothing waits for your approval." in opened(sign_in("director")).words


def test_what_waits_for_another_director_is_not_shown_to_one_who_also_keeps_performance(
    quarter: Quarter, sign_in: SignIn
) -> None:
    post = Post.objects.create(
        title="Director of Places", role="director", directorate=quarter.cast.directorates["Places"]
    )
    Holding.objects.create(person=quarter.cast["head of performance"], post=post, since=date(2021, 1, 1))
    page = opened(sign_in("head of performance"))
    assert "Nothing waits for your approval." in page.words
    assert len(rows(page, "All updates")) == 2


def test_overseers_see_all_of_theirs(quarter: Quarter, sign_in: SignIn) -> None:
    for part in ("director", "performance officer", "head of performance"):
        assert len(rows(opened(sign_in(part)), "All updates")) == 2
    assert "There is no update yet." in opened(sign_in("other performance officer")).words


def test_they_ask_for_some(quarter: Quarter, sign_in: SignIn) -> None:
    post = quarter.cast.posts["director"]
    mine = make_update(quarter.owed, make_measure(quarter.measure.objective, ref="MINE", title="", owner=post))
    put(mine, findings=[found("note")])
    client = sign_in("performance officer")

    def ask(**asked: Any) -> list[str]:
        return names(opened(client, **asked), "All updates")

    assert len(ask()) == 3
    assert ask(state="submitted") == ["PED01 01 Attendance at school", "PED01a Open the second family hub"]
    assert ask(officer=post.pk) == ["MINE"]
    assert ask(findings="on") == ["MINE"]
    assert len(ask(round=quarter.round.pk)) == 3
    Round.objects.update(officers_by=days_from_now(-1), opens=date(2021, 10, 1))
    assert ask(late="on") == ["MINE"]
    assert "No update is like this." in opened(client, state="approved").words


def test_the_head_of_performance_asks_by_directorate(quarter: Quarter, sign_in: SignIn) -> None:
    plan = make_plan(quarter.cast.directorates["Places"], state=PlanState.APPROVED)
    make_update(make_return(quarter.round, plan), make_measure(make_objective(plan), ref="ROAD", title=""))
    client = sign_in("head of performance")
    assert len(rows(opened(client), "All updates")) == 3
    page = opened(client, directorate=plan.directorate_id)
    assert names(page, "All updates") == ["ROAD"]
    assert "Directorate" not in opened(sign_in("performance officer")).words


@pytest.mark.parametrize("asked", [{"state": "lost"}, {"round": "x"}, {"officer": "999999"}, {"state": "'; --"}])
def test_what_is_in_no_list_is_said_and_shows_all(quarter: Quarter, sign_in: SignIn, asked: dict[str, str]) -> None:
    page = opened(sign_in("performance officer"), **asked)
    assert "There is a problem" in page.words
    assert len(rows(page, "All updates")) == 2


@pytest.mark.parametrize("number", ["2", "0", "x", "999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(quarter: Quarter, sign_in: SignIn, number: str) -> None:
    assert len(rows(opened(sign_in("performance officer"), page=number), "All updates")) == 2


# ---- however many there are ----


def test_few_queries_and_pages_with_600_measures(cast: Cast, sign_in: SignIn) -> None:
    last = large_plans(cast.directorates["People"], 600)[-1]
    Plan.objects.exclude(pk=last.pk).update(state=PlanState.DRAFT)
    last.measures.update(owner=cast.posts["officer"])
    for title, year, start in (("Quarter 3", 2023, 10), ("Quarter 4", 2024, 1)):
        days = {
            "observed_from": date(year, start, 1),
            "observed_to": date(year, start + 2, 28),
            "opens": date(2024, 4, 1),
        }
        refresh_round(
            make_round(cast["performance officer"], title=title, **days), by=cast["performance officer"], at=NOW
        )
    Update.objects.update(findings=[found("error")], computed=GREEN_BY_RULE)
    assert Update.objects.count() > 1200
    for part in ("officer", "director", "performance officer"):
        client = sign_in(part)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = opened(client)
        assert len(asked) <= 15, [one["sql"][:200] for one in asked]
        shown = rows(page) if part == "officer" else rows(page, "All updates")
        assert len(shown) == 100
        assert page.links()["Next page"].endswith("page=2")
    second = rows(opened(sign_in("performance officer"), page=2, state="not started"), "All updates")
    assert len(second) == 100


def test_markup_is_text(quarter: Quarter, sign_in: SignIn) -> None:
    type(quarter.measure).objects.update(title="<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in opened(sign_in("performance officer")).words
