"""Opening, changing and completing a round, and the days on which the council is closed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.model.periods import Period
from goldenthread.model.plan import TimeBasis
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Plan, PlanState
from goldenthread.web.returns.actions.rounds import change_round, open_round, refresh_round
from goldenthread.web.returns.deadlines import deadlines_for
from goldenthread.web.returns.models import ClosedDay, Return, Round, Update, UpdateState
from goldenthread.web.returns.queries.rounds import proposed, quarter_of, quarters_offered
from tests.web.conftest import Cast, SignIn
from tests.web.look.soundness import assert_summary_reaches_fields
from tests.web.plans.builders import make_definition, make_measure, make_milestone, make_objective, make_plan
from tests.web.plans.large import large_plans
from tests.web.returns.builders import make_round

AT = datetime(2021, 10, 1, 9, 0, tzinfo=UTC)
Q2 = Period.financial_quarter(2021, 2)
OVERLAP = "Another round observes some of these days already. Choose a quarter that has none."
ORDER = "The deadlines must stand in this order:"


def values(quarter: Period = Q2, meeting: date = date(2022, 1, 24), **fields: Any) -> dict[str, Any]:
    days = deadlines_for(quarter, meeting, ()).days
    return {"title": "Quarter 2, 2021/22", "observed_from": quarter.start, "observed_to": quarter.end, **days, **fields}


def approved(cast: Cast, where: str = "People", **fields: Any) -> Plan:
    return make_plan(cast.directorates[where], state=PlanState.APPROVED, **fields)


# ---- opening: what is made ----


def test_a_round_asks_about_every_line_of_the_approved_plans(cast: Cast) -> None:
    people, places = approved(cast), approved(cast, "Places")
    objective = make_objective(people)
    measure, milestone = make_measure(objective), make_milestone(objective)
    make_measure(objective, ref="PED01 02", dropped_on=date(2021, 6, 1))
    make_milestone(objective, ref="PED01b", dropped_on=date(2021, 6, 1))
    make_measure(make_objective(places, ref="PLA01"), ref="PLA01 01")
    make_measure(make_objective(make_plan(cast.directorates["People"], title="A draft")))

    row = open_round(values(), by=cast["performance officer"], at=AT)

    assert (row.number, row.made_by, row.made_at) == (1, cast["performance officer"], AT)
    assert {(one.directorate.name, one.plan) for one in row.returns.all()} == {("People", people), ("Places", places)}
    asked = Update.objects.filter(part_of__plan=people)
    assert {one.line for one in asked} == {measure, milestone}
    assert {one.state for one in asked} == {UpdateState.NOT_STARTED}
    assert Update.objects.count() == 3
    assert open_round(values(Q2.next, date(2022, 5, 23)), by=cast["director"], at=AT).number == 2


@pytest.mark.parametrize(
    ("basis", "calendar", "kind", "start"),
    [
        (TimeBasis.ACADEMIC_YEAR_CUMULATIVE, "academic", "month", date(2021, 9, 1)),
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, "financial", "financial half-year", date(2021, 4, 1)),
        (TimeBasis.SNAPSHOT, "financial", "span", date(2021, 9, 30)),
        (TimeBasis.ROLLING_TWELVE_MONTHS, "financial", "rolling twelve months", date(2020, 10, 1)),
        (TimeBasis.PERIOD, "financial", "financial quarter", date(2021, 7, 1)),
        ("", "", "financial quarter", date(2021, 7, 1)),
    ],
)
def test_each_measure_has_its_own_window(cast: Cast, basis: str, calendar: str, kind: str, start: date) -> None:
    measure = make_measure(make_objective(approved(cast)))
    definition = make_definition(measure.series, time_basis=basis, calendar=calendar, number=2)
    measure.definition = definition
    measure.save()
    open_round(values(), by=cast["director"], at=AT)
    update = Update.objects.get()
    assert (update.period_kind, update.period_start, update.period_end) == (kind, start, date(2021, 9, 30))


def test_a_calendar_year_measure_has_the_calendar_year(cast: Cast) -> None:
    measure = make_measure(make_objective(approved(cast)))
    measure.definition = make_definition(measure.series, time_basis=TimeBasis.ANNUAL, calendar="calendar", number=2)
    measure.save()
    open_round(values(), by=cast["director"], at=AT)
    update = Update.objects.get()
    assert (update.period_start, update.period_end) == (date(2021, 1, 1), date(2021, 12, 31))


def test_of_two_plans_of_a_directorate_the_latest_is_asked_and_the_page_says_so(cast: Cast, sign_in: SignIn) -> None:
    approved(cast, title="Business plan 2019/20 to 2021/22", first_year=2019, years=3)
    later = approved(cast, title="Business plan 2021/22")
    approved(cast, title="Business plan 2022/23", first_year=2022)
    approved(cast, title="Business plan 2018/19 to 2020/21", first_year=2018, years=3)
    row = open_round(values(), by=cast["director"], at=AT)
    assert Return.objects.get().plan == later
    page = sign_in("performance officer").get(reverse("round", args=[row.pk])).content.decode()
    assert "Business plan 2019/20 to 2021/22. It is left out: the round asks about Business plan 2021/22." in page
    assert "Places has no approved plan that covers this quarter" in page
    assert "2018/19" not in page


def test_a_plan_of_another_year_is_not_asked_about(cast: Cast) -> None:
    make_measure(make_objective(approved(cast, first_year=2022)))
    open_round(values(), by=cast["director"], at=AT)
    assert not Return.objects.exists()
    january = values(Period.financial_quarter(2021, 4), date(2022, 6, 20))
    approved(cast, "Places", first_year=2021)
    open_round(january, by=cast["director"], at=AT)
    assert Return.objects.get().directorate.name == "Places"


def test_six_hundred_measures_take_no_more_statements_than_one(cast: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            open_round(values(), by=cast["director"], at=AT)
            made.append(Update.objects.count())
            transaction.set_rollback(True)
        return len(asked)

    made: list[int] = []
    make_measure(make_objective(approved(cast, "Places")))
    few = statements()
    large = large_plans(cast.directorates["People"], 600)[0]
    Plan.objects.filter(pk=large.pk).update(
        state=PlanState.APPROVED, approved_by="Board", approved_on=AT.date(), first_year=2021, years=1
    )
    assert statements() <= few + 4  # updates are made in lots of 500
    assert made[0] == 1
    assert made[1] > 600


# ---- refused ----


@pytest.mark.parametrize(
    ("quarter", "fields", "sentence"),
    [
        (Q2, {}, OVERLAP),
        (Q2, {"observed_from": date(2021, 9, 30), "observed_to": date(2021, 9, 30)}, OVERLAP),
        (Q2.next, {"directors_by": date(2021, 12, 1)}, ORDER),
        (Q2.next, {"despatch_by": date(2022, 5, 23)}, ORDER),
        (Q2.next, {"opens": date(2021, 12, 30)}, "Updates can be taken from the last day observed on, not before."),
    ],
)
def test_the_record_refuses_with_its_own_sentence(
    cast: Cast, quarter: Period, fields: dict[str, Any], sentence: str
) -> None:
    open_round(values(), by=cast["director"], at=AT)
    with pytest.raises(Refused, match=sentence.split(":", maxsplit=1)[0]):
        open_round(values(quarter, date(2022, 5, 23), **fields), by=cast["director"], at=AT)
    assert Round.objects.count() == 1


def test_the_database_itself_refuses_two_rounds_about_one_day(cast: Cast) -> None:
    make_round(cast["director"])
    with pytest.raises(IntegrityError, match="rounds_do_not_overlap"), transaction.atomic():
        make_round(
            cast["director"], observed_from=date(2021, 9, 30), observed_to=date(2021, 12, 31), opens=date(2022, 1, 4)
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_one_quarter_at_once_one_gets_the_sentence(cast: Cast, sign_in: SignIn) -> None:
    """Both have passed every check of the form before either saves."""
    make_measure(make_objective(approved(cast)))
    clients = [sign_in("performance officer"), sign_in("head of performance")]
    answers = _at_once([partial(client.post, reverse("round_add"), _sent()) for client in clients])
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert OVERLAP in refused.content.decode()
    assert (Round.objects.count(), Return.objects.count(), Update.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_open_two_quarters_at_once_get_two_numbers(cast: Cast) -> None:
    quarters = [values(), values(Q2.next, date(2022, 5, 23))]
    _at_once([partial(open_round, one, by=cast["director"], at=AT) for one in quarters])
    assert sorted(Round.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_who_add_what_is_missing_at_once_add_it_once(cast: Cast) -> None:
    objective = make_objective(approved(cast))
    row = open_round(values(), by=cast["director"], at=AT)
    for n in range(30):
        make_measure(objective, ref=f"PED01 {n:02}")
    added = _at_once([lambda: refresh_round(row, by=cast["director"], at=AT)] * 3)
    assert sorted(added) == [0, 0, 30]
    assert Update.objects.count() == 30


def _at_once(doings: list[Callable[[], Any]]) -> list[Any]:
    gate, answers = threading.Barrier(len(doings)), []

    def run(doing: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            answers.append(doing())
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(answers) == len(doings)
    return answers


# ---- completing it ----


def test_what_a_plan_gained_is_added_and_nothing_else_touched(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(approved(cast))
    make_measure(objective)
    row = open_round(values(), by=cast["director"], at=AT)
    Update.objects.update(state=UpdateState.DRAFT, what_happened="Two more schools joined.")
    before = Update.objects.values().get()
    make_measure(objective, ref="PED01 02")
    make_milestone(objective)
    make_milestone(objective, ref="PED01b", dropped_on=date(2021, 10, 2))
    make_measure(make_objective(approved(cast, "Places"), ref="PLA01"))
    address = reverse("round", args=[row.pk])
    client = sign_in("performance officer")
    assert "2 lines of these plans have no update in this round yet." in client.get(address).content.decode()

    response = client.post(reverse("round_refresh", args=[row.pk]), follow=True)

    assert "3 updates are added." in response.content.decode()
    assert Update.objects.count() == 4
    assert Update.objects.values().get(pk=before["id"]) == before
    assert Return.objects.count() == 2
    again = client.post(reverse("round_refresh", args=[row.pk]), follow=True).content.decode()
    assert "Nothing was missing" in again
    assert Update.objects.count() == 4


def test_a_declared_return_stays_closed(cast: Cast) -> None:
    objective = make_objective(approved(cast))
    row = open_round(values(), by=cast["director"], at=AT)
    Return.objects.update(declared_at=AT, declared_by=cast["director"], declaration="All figures are final.")
    make_measure(objective)
    assert refresh_round(row, by=cast["director"], at=AT) == 0
    assert not Update.objects.exists()


# ---- the pages ----


def _sent(**fields: str) -> dict[str, str]:
    return {
        "quarter": "2021-2",
        "title": "Quarter 2, 2021/22",
        "opens": "1/10/2021",
        "officers_by": "30/12/2021",
        "directors_by": "7/1/2022",
        "performance_by": "12/1/2022",
        "despatch_by": "14/1/2022",
        "meeting_on": "24/1/2022",
    } | fields


def test_the_list_says_what_to_do_next(cast: Cast, sign_in: SignIn) -> None:
    assert "Open the first round" in sign_in("performance officer").get(reverse("rounds")).content.decode()
    officer = sign_in("officer").get(reverse("rounds")).content.decode()
    assert "you get an e-mail with a link to your updates" in officer
    assert "Open" not in officer
    assert "No plan is approved yet" in sign_in("performance officer").get(reverse("round_add")).content.decode()


def test_a_round_is_opened_without_scripts(cast: Cast, sign_in: SignIn) -> None:
    make_measure(make_objective(approved(cast)), owner=cast.posts["officer"])
    ClosedDay.objects.create(day=date(2022, 1, 13), why="Offices are closed")
    client = sign_in("performance officer")
    asked = client.get(reverse("round_add")).content.decode()
    assert asked.index("Quarter 1 2021/22") < asked.index("Quarter 4 2021/22")

    days = client.get(reverse("round_add"), {"quarter": "2021-2", "meeting_on": "24/1/2022"}).content.decode()
    assert 'value="14/01/2022"' in days
    assert 'value="11/01/2022"' in days  # the 13th is left out
    assert "Counted back, this is Tuesday 11 January 2022. 2 working days before the papers go out" in days
    assert 'value="Quarter 2, 2021/22"' in days

    response = client.post(reverse("round_add"), _sent(officers_by="20/12/2021", own_approval="on"), follow=True)

    row = Round.objects.get()
    assert response.redirect_chain == [(reverse("round", args=[row.pk]), 302)]
    page = response.content.decode()
    assert "The round is open. It asks for 1 update." in page
    assert "Monday 20 December 2021" in page
    assert (row.observed_from, row.observed_to) == (Q2.start, Q2.end)
    assert row.officers_by == date(2021, 12, 20)
    assert row.own_approval
    history = client.get(reverse("record_history", args=["round", row.pk])).content.decode()
    assert "Pat Reed made the round “Quarter 2, 2021/22”." in history
    listed = sign_in("officer").get(reverse("rounds")).content.decode()
    assert "0 of 1" in listed
    assert "0 of 0" in sign_in("other officer").get(reverse("rounds")).content.decode()


@pytest.mark.parametrize(
    ("quarter", "meeting", "sentence"),
    [
        ("2021-2", "", "Give the day of the meeting, for example 24/1/2022."),
        ("2021-2", "soon", "Give the day of the meeting as day, month and year"),
        ("2021-2", "30/9/2021", "The quarter ends on Thursday 30 September 2021. Give a meeting after that day."),
        ("2021-2", "24/1/2032", "This is more than a year after the quarter"),
        ("2021-2", "24/1/0202", "Give a day between 2000 and 2100."),
        ("2035-1", "24/1/2022", "Select a valid choice"),
        ("", "24/1/2022", "Choose the quarter."),
    ],
)
def test_what_cannot_be_a_quarter_or_a_meeting(
    cast: Cast, sign_in: SignIn, quarter: str, meeting: str, sentence: str
) -> None:
    approved(cast)
    client = sign_in("performance officer")
    response: Any = client.get(reverse("round_add"), {"quarter": quarter, "meeting_on": meeting})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert_summary_reaches_fields(response)


def test_too_little_time_is_said_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    approved(cast)
    client = sign_in("performance officer")
    page = client.get(reverse("round_add"), {"quarter": "2021-2", "meeting_on": "18/10/2021"}).content.decode()
    assert "There is too little time between the end of the quarter and this meeting." in page
    approved(cast, "Places", first_year=2028)
    page = client.get(reverse("round_add"), {"quarter": "2028-3", "meeting_on": "20/2/2029"}).content.decode()
    assert "Bank holidays are known here for 2012 to" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"directors_by": "1/12/2021"}, ORDER),
        ({"opens": "29/9/2021"}, "Updates can be taken from the last day observed on, not before."),
        ({"title": ""}, "Give the round a title"),
        ({"despatch_by": "tomorrow"}, "Give the day as day, month and year"),
        ({"meeting_on": "1/7/2021"}, "Give a meeting after that day."),
        ({"officers_by": ""}, "Enter something for"),
    ],
)
def test_bad_days_are_refused_at_the_form_and_nothing_is_opened(
    cast: Cast, sign_in: SignIn, fields: dict[str, str], sentence: str
) -> None:
    make_measure(make_objective(approved(cast)))
    response = sign_in("performance officer").post(reverse("round_add"), _sent(**fields))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert 'value="30/12/2021"' in response.content.decode() or "officers_by" in fields
    assert not Round.objects.exists()
    assert not Return.objects.exists()


def test_a_taken_quarter_is_refused_with_the_records_sentence(cast: Cast, sign_in: SignIn) -> None:
    approved(cast)
    open_round(values(), by=cast["director"], at=AT)
    client = sign_in("performance officer")
    assert "Quarter 2 2021/22 (has a round already)" in client.get(reverse("round_add")).content.decode()
    assert OVERLAP in client.post(reverse("round_add"), _sent()).content.decode()
    assert client.post(reverse("round_add"), _sent(quarter="=1+1")).status_code == 302
    assert Round.objects.count() == 1


def test_the_days_can_be_counted_again_from_another_meeting(cast: Cast, sign_in: SignIn) -> None:
    approved(cast)
    sent = _sent(meeting_on="8/2/2022", count="again", title="My round")
    page = sign_in("performance officer").post(reverse("round_add"), sent).content.decode()
    assert 'value="31/01/2022"' in page
    assert 'value="My round"' in page
    assert not Round.objects.exists()


def test_a_round_is_changed_and_keeps_its_quarter(cast: Cast, sign_in: SignIn) -> None:
    row = open_round(values(), by=cast["director"], at=AT)
    client = sign_in("other performance officer")
    address = reverse("round_edit", args=[row.pk])
    assert 'value="30/12/2021"' in client.get(address).content.decode()
    counted = client.post(address, _sent(seen="1", meeting_on="8/2/2022", count="again"))
    assert 'value="31/01/2022"' in counted.content.decode()
    row.refresh_from_db()
    assert row.meeting_on == date(2022, 1, 24)

    response = client.post(address, _sent(seen="1", officers_by="20/12/2021", quarter="2021-3"), follow=True)

    assert "The round is changed." in response.content.decode()
    row.refresh_from_db()
    assert (row.officers_by, row.observed_to, row.version) == (date(2021, 12, 20), date(2021, 9, 30), 2)
    refused = client.post(address, _sent(seen="2", officers_by="20/1/2022"))
    assert ORDER in refused.content.decode()
    row.refresh_from_db()
    assert row.officers_by == date(2021, 12, 20)


def test_the_second_of_two_who_change_a_round_sees_both_versions(cast: Cast, sign_in: SignIn) -> None:
    row = open_round(values(), by=cast["director"], at=AT)
    change_round(row, {"officers_by": date(2021, 12, 22)}, seen=1, by=cast["head of performance"])
    client = sign_in("performance officer")
    address = reverse("round_edit", args=[row.pk])
    both = client.post(address, _sent(seen="1", officers_by="20/12/2021", was='{"officers_by": ["30/12/2021"]}'))
    page = both.content.decode()
    assert "Choose which version to keep" in page
    assert "Jo Lane changed this" in page
    assert "20/12/2021" in page
    assert "22/12/2021" in page
    row.refresh_from_db()
    assert row.officers_by == date(2021, 12, 22)

    chosen = _sent(seen="2", officers_by="20/12/2021", choosing="officers_by", was='{"officers_by": ["22/12/2021"]}')
    assert "Choose which version to keep of" in client.post(address, chosen).content.decode()
    assert client.post(address, chosen | {"keep-officers_by": "mine"}).status_code == 302
    row.refresh_from_db()
    assert row.officers_by == date(2021, 12, 20)


def test_a_round_shows_each_only_the_returns_that_are_theirs(cast: Cast, sign_in: SignIn) -> None:
    make_measure(make_objective(approved(cast, title="The plan of People")))
    make_measure(make_objective(approved(cast, "Places", title="The plan of Places"), ref="PLA01"))
    row = open_round(values(), by=cast["director"], at=AT)
    pages = {
        part: sign_in(part).get(reverse("round", args=[row.pk])).content.decode()
        for part in ("director", "head of performance", "officer", "other performance officer")
    }
    assert [part for part, page in pages.items() if "The plan of People" in page] == ["director", "head of performance"]
    assert "The plan of Places" in pages["other performance officer"]
    assert "The plan of" not in pages["officer"]
    assert "Change the deadlines" not in pages["director"]
    assert "Why this day" in pages["officer"]


def test_a_round_tells_how_long_is_left(cast: Cast, sign_in: SignIn) -> None:
    row = make_round(cast["director"], officers_by=date(2021, 12, 1))
    page = sign_in("officer").get(reverse("round", args=[row.pk])).content.decode()
    assert "passed" in page
    assert "working days</td>" in page
    assert "This round is" in page
    assert "open" in page


def test_every_page_of_rounds_asks_few_questions(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    """Three rounds of a large plan, for somebody who is asked for a second factor too."""
    settings.SECOND_FACTOR_REQUIRED = True
    Authenticator.objects.create(user=cast["head of performance"], type=Authenticator.Type.TOTP, data={})
    large_plans(cast.directorates["People"], 100)
    rows = [
        open_round(values(quarter, meeting), by=cast["director"], at=AT)
        for quarter, meeting in (
            (Q2, date(2022, 1, 24)),
            (Q2.next, date(2022, 5, 23)),
            (Q2.shifted(2), date(2022, 8, 8)),
        )
    ]
    client = sign_in("head of performance")
    pages = (
        reverse("rounds"),
        reverse("round", args=[rows[0].pk]),
        reverse("round_edit", args=[rows[0].pk]),
        reverse("round_add"),
        f"{reverse('round_add')}?quarter=2022-3&meeting_on=23/1/2023",
        reverse("closed_days"),
    )
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        assert len(asked) <= 15, (page, len(asked))


# ---- days on which the council is closed ----


def test_closed_days_are_added_once_and_taken_out(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    address = reverse("closed_days")
    assert "No day is in the list yet." in client.get(address).content.decode()
    page = client.post(address, {"day": "29/12/2026", "why": "Between the years"}, follow=True).content.decode()
    assert "Tuesday 29 December 2026 is added." in page
    assert "no working day before" not in page
    again: Any = client.post(address, {"day": "29/12/2026", "why": "Twice"})
    assert "This day is in the list already." in again.content.decode()
    assert_summary_reaches_fields(again)
    sunday = client.post(address, {"day": "27/12/2026", "why": "A Sunday"}, follow=True).content.decode()
    assert "It was no working day before either." in sunday
    for bad in ({"day": "", "why": "x"}, {"day": "31/2/2026", "why": "x"}, {"day": "1/3/2026", "why": ""}):
        refused: Any = client.post(address, bad)
        assert_summary_reaches_fields(refused)
    assert ClosedDay.objects.count() == 2

    row = ClosedDay.objects.get(why="Between the years")
    gone = client.post(reverse("closed_day_remove", args=[row.pk]), follow=True).content.decode()
    assert "Tuesday 29 December 2026 is taken out." in gone
    twice = client.post(reverse("closed_day_remove", args=[row.pk]), follow=True).content.decode()
    assert "That day is not in the list any more." in twice
    assert ClosedDay.objects.count() == 1


# ---- which quarters are offered ----


def test_the_quarter_after_the_last_round_is_proposed(cast: Cast) -> None:
    approved(cast)
    offered = quarters_offered()
    assert [one.key for one in offered] == ["2021-1", "2021-2", "2021-3", "2021-4"]
    assert proposed(offered, date(2021, 8, 1)) == "2021-1"
    assert proposed(offered, date(2021, 10, 1)) == "2021-2"
    assert proposed(offered, date(2021, 4, 1)) == "2021-1"
    open_round(values(), by=cast["director"], at=AT)
    assert proposed(quarters_offered(), date(2026, 10, 1)) == "2021-3"
    assert proposed([], date(2026, 10, 1)) == ""


@pytest.mark.parametrize("text", ["", "2021", "2021-5", "2021-0", "٢٠٢١-1", "9999-1", "21-1", "2021-1-1", "-1"])
def test_what_is_no_key_of_a_quarter(text: str) -> None:
    assert quarter_of(text) is None
    assert quarter_of("2021-2") == Q2
    assert quarter_of("2021-4") == Period.financial_quarter(2021, 4)
