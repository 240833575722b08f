"""Each kind of message is due on its day and on no other, each at most once, whatever days and workers come between."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.web.accounts.models import Holding, Person
from goldenthread.web.returns.chasing import sending
from goldenthread.web.returns.chasing.chase import chase
from goldenthread.web.returns.chasing.due import Due, due
from goldenthread.web.returns.chasing.owed import Holder, Overseers, Owed, overseers, owed_in
from goldenthread.web.returns.models import ClosedDay, Message, MessageKind, MessageState, Round, Update, UpdateState
from tests.web.conftest import Cast
from tests.web.world import make_world

OLA, TONI, DREW, PAT, JO = 1, 2, 3, 4, 5
PEOPLE, PLACES = 10, 20
WHO = Overseers(directors={PEOPLE: (DREW,)}, performance={PEOPLE: (PAT,), None: (JO,)})
K = MessageKind

QUARTER_2 = Round(
    title="Quarter 2",
    opens=date(2021, 10, 1),  # a Friday
    officers_by=date(2021, 10, 8),  # a Friday
    directors_by=date(2021, 10, 13),  # a Wednesday
    performance_by=date(2021, 10, 22),  # a Friday
)
CHRISTMAS = Round(
    title="Quarter 3",
    opens=date(2021, 12, 13),
    officers_by=date(2021, 12, 29),  # Monday 27 and Tuesday 28 are bank holidays, and so is Monday 3 January
    directors_by=date(2022, 1, 5),
    performance_by=date(2022, 1, 7),
)


def owed(number: int = 1, state: UpdateState = UpdateState.NOT_STARTED, **fields: Any) -> Owed:
    """An update of People that Ola answers for."""
    ola = (Holder(OLA, "Ola Brook"),)
    chosen: dict[str, Any] = {
        "directorate": PEOPLE,
        "place": "People",
        "post": 7,
        "post_title": "Manager",
        "holders": ola,
    }
    return Owed(update=number, name=f"M{number}", state=state, **(chosen | fields))


def days(of: Round, updates: Sequence[Owed], closed: Collection[date] = (), who: Overseers = WHO) -> Iterator[Due]:
    """What a worker sends that runs every single day, from a month before the round to a month after it."""
    sent = set()
    day = of.opens - timedelta(days=30)
    while day < of.performance_by + timedelta(days=30):
        for one in due(of, updates, who, day, closed):
            key = (one.person, one.kind, one.occasion)
            if key not in sent:
                sent.add(key)
                yield replace(one, occasion=str(day))
        day += timedelta(days=1)


def sent_to(person: int, kinds: Collection[MessageKind], found: Iterator[Due]) -> list[tuple[str, MessageKind]]:
    """The days on which somebody gets messages of these kinds."""
    return [(one.occasion, one.kind) for one in found if one.person == person and one.kind in kinds]


def of_kind(kind: MessageKind, updates: Sequence[Owed], day: int) -> list[Due]:
    """What is due of a kind on a day of October."""
    return [one for one in due(QUARTER_2, updates, WHO, date(2021, 10, day), ()) if one.kind is kind]


OFFICERS = (K.INVITATION, K.REMINDER, K.OVERDUE)
DIRECTORS = (K.APPROVAL, K.APPROVAL_OVERDUE)


# ---- officers ----


def test_officer_who_never_answers() -> None:
    assert sent_to(OLA, tuple(K), days(QUARTER_2, [owed()])) == [
        ("2021-10-01", K.INVITATION),
        ("2021-10-05", K.REMINDER),
        ("2021-10-07", K.REMINDER),
        ("2021-10-11", K.OVERDUE),
        ("2021-10-14", K.OVERDUE),
    ]


def test_bank_holidays_and_weekends_are_no_working_days() -> None:
    assert sent_to(OLA, tuple(K), days(CHRISTMAS, [owed()])) == [
        ("2021-12-13", K.INVITATION),
        ("2021-12-22", K.REMINDER),
        ("2021-12-24", K.REMINDER),
        ("2021-12-30", K.OVERDUE),
        ("2022-01-05", K.OVERDUE),
    ]


def test_days_on_which_the_council_is_closed_are_none_either() -> None:
    closed = [date(2021, 12, 24), date(2021, 12, 30), date(2021, 12, 31)]
    assert sent_to(OLA, tuple(K), days(CHRISTMAS, [owed()], closed)) == [
        ("2021-12-13", K.INVITATION),
        ("2021-12-21", K.REMINDER),
        ("2021-12-23", K.REMINDER),
        ("2022-01-04", K.OVERDUE),
        ("2022-01-07", K.OVERDUE),
    ]


def test_round_that_opens_on_a_saturday_is_announced_on_monday() -> None:
    of = Round(
        title="Quarter 2",
        opens=date(2022, 10, 1),
        officers_by=date(2022, 10, 14),
        directors_by=date(2022, 10, 19),
        performance_by=date(2022, 10, 21),
    )
    assert sent_to(OLA, OFFICERS, days(of, [owed()]))[:2] == [("2022-10-03", K.INVITATION), ("2022-10-11", K.REMINDER)]


def test_short_round_has_no_reminder_on_the_day_of_its_invitation() -> None:
    of = Round(
        title="Q",
        opens=date(2021, 10, 5),
        **{name: date(2021, 10, 8) for name in ("officers_by", "directors_by", "performance_by")},
    )
    assert sent_to(OLA, OFFICERS, days(of, [owed()])) == [("2021-10-05", K.INVITATION), ("2021-10-07", K.REMINDER)]


@pytest.mark.parametrize("state", [UpdateState.SUBMITTED, UpdateState.APPROVED, UpdateState.LOCKED])
def test_who_has_answered_is_not_written_to(state: UpdateState) -> None:
    assert sent_to(OLA, tuple(K), days(QUARTER_2, [owed(state=state, submitted_on=date(2021, 10, 1))])) == []


@pytest.mark.parametrize("state", [UpdateState.DRAFT, UpdateState.SENT_BACK])
def test_draft_and_what_was_sent_back_are_no_answers(state: UpdateState) -> None:
    assert len(sent_to(OLA, OFFICERS, days(QUARTER_2, [owed(state=state)]))) == 5


def test_what_was_let_late_is_asked_for_after_the_round_has_closed() -> None:
    """The round closes on Friday 22 October; they have until Friday 29 October, and the other until 2 November."""
    updates = [
        owed(1, late_until=date(2021, 10, 29)),
        owed(2, late_until=date(2021, 11, 2)),
        owed(3),
        owed(4, UpdateState.SUBMITTED, submitted_on=date(2021, 10, 6), late_until=date(2021, 10, 29)),
    ]
    after = [one for one in days(QUARTER_2, updates) if one.occasion > "2021-10-22"]
    assert [(one.person, one.occasion, one.kind, one.subject) for one in after] == [
        (OLA, "2021-10-25", K.OVERDUE, "2 updates for Quarter 2 may still be answered until Friday 29 October"),
        (OLA, "2021-10-28", K.OVERDUE, "2 updates for Quarter 2 may still be answered until Friday 29 October"),
        (OLA, "2021-11-01", K.OVERDUE, "1 update for Quarter 2 may still be answered until Tuesday 2 November"),
    ]


def test_somebody_in_two_posts_gets_one_message_with_both() -> None:
    """Two posts in two directorates, and one of them shared with somebody else."""
    toni = (Holder(OLA, "Ola Brook"), Holder(TONI, "Toni West"))
    updates = [
        owed(1),
        owed(2, post=8, directorate=PLACES, place="Places", holders=toni),
        owed(3, UpdateState.APPROVED),
    ]
    found = [one for one in due(QUARTER_2, updates, WHO, date(2021, 10, 5), ()) if one.kind in OFFICERS]
    assert [(one.person, one.subject) for one in found] == [
        (OLA, "2 updates for Quarter 2 by Friday 8 October"),
        (TONI, "1 update for Quarter 2 by Friday 8 October"),
    ]


def test_subject_after_the_deadline_says_that_it_has_passed() -> None:
    found = due(QUARTER_2, [owed(1), owed(2)], WHO, date(2021, 10, 12), ())
    assert [one.subject for one in found if one.person == OLA] == [
        "2 updates for Quarter 2 were due on Friday 8 October"
    ]


def test_post_that_nobody_holds_makes_no_message() -> None:
    vacant = [owed(holders=()), owed(2, post=None, post_title="", holders=())]
    found = list(days(QUARTER_2, vacant))
    assert {one.person for one in found} == {DREW, PAT, JO}
    assert {one.kind for one in found} == {K.DIGEST, K.ESCALATION}


def test_deadline_that_was_moved_has_reminders_of_its_own() -> None:
    first = {(one.kind, one.occasion) for one in due(QUARTER_2, [owed()], WHO, date(2021, 10, 5), ())}
    moved = Round(
        title="Quarter 2",
        opens=QUARTER_2.opens,
        officers_by=date(2021, 10, 12),
        directors_by=date(2021, 10, 13),
        performance_by=date(2021, 10, 22),
    )
    second = {(one.kind, one.occasion) for one in due(moved, [owed()], WHO, date(2021, 10, 7), ())}
    assert {kind for kind, _ in first} == {kind for kind, _ in second} == {K.REMINDER}
    assert not first & second


# ---- directors ----


def test_director_hears_the_day_after_something_was_submitted_and_before_the_deadline_and_after() -> None:
    waits = owed(state=UpdateState.SUBMITTED, submitted_on=date(2021, 10, 4))
    assert sent_to(DREW, DIRECTORS, days(QUARTER_2, [waits])) == [
        ("2021-10-05", K.APPROVAL),
        ("2021-10-12", K.APPROVAL),
        ("2021-10-14", K.APPROVAL_OVERDUE),
        ("2021-10-19", K.APPROVAL_OVERDUE),
    ]


def test_at_most_once_a_day_and_only_when_something_is_new() -> None:
    both = [owed(n, UpdateState.SUBMITTED, submitted_on=date(2021, 10, n)) for n in (4, 5, 5, 6)]
    on = {
        day: [one for one in due(QUARTER_2, both, WHO, date(2021, 10, day), ()) if one.kind is K.APPROVAL]
        for day in (5, 6, 7, 8)
    }
    assert [len(each) for each in on.values()] == [1, 1, 1, 1]
    assert len({on[5][0].occasion, on[6][0].occasion, on[7][0].occasion}) == 3
    assert on[8][0].occasion == on[7][0].occasion  # nothing new: it was sent before
    assert on[5][0].subject == "4 updates for Quarter 2 to approve by Wednesday 13 October"


def test_what_is_submitted_today_is_announced_tomorrow() -> None:
    today = owed(state=UpdateState.SUBMITTED, submitted_on=date(2021, 10, 5))
    assert of_kind(K.APPROVAL, [today], 5) == []


def test_escalation_two_working_days_after_the_officers_deadline_once() -> None:
    assert sent_to(DREW, (K.ESCALATION,), days(QUARTER_2, [owed()])) == [("2021-10-12", K.ESCALATION)]
    assert sent_to(DREW, (K.ESCALATION,), days(CHRISTMAS, [owed()])) == [("2021-12-31", K.ESCALATION)]
    answered = owed(state=UpdateState.SUBMITTED, submitted_on=date(2021, 10, 8))
    assert sent_to(DREW, (K.ESCALATION,), days(QUARTER_2, [answered])) == []


def test_escalation_counts_the_officers_of_the_directorate_alone() -> None:
    places = owed(3, post=9, directorate=PLACES, place="Places")
    found = due(QUARTER_2, [owed(1), owed(2), places], WHO, date(2021, 10, 12), ())
    assert [(one.person, one.subject) for one in found if one.kind is K.ESCALATION] == [
        (DREW, "1 officer has not answered for Quarter 2")
    ]


def test_digest_on_the_first_working_day_of_each_week_until_all_is_approved() -> None:
    mondays = [("2021-10-04", K.DIGEST), ("2021-10-11", K.DIGEST), ("2021-10-18", K.DIGEST)]
    for person in (DREW, PAT, JO):
        assert sent_to(person, (K.DIGEST,), days(QUARTER_2, [owed()])) == mondays
        assert sent_to(person, (K.DIGEST,), days(QUARTER_2, [owed(state=UpdateState.APPROVED)])) == []
    assert sent_to(PAT, (K.DIGEST,), days(CHRISTMAS, [owed()])) == [
        ("2021-12-13", K.DIGEST),
        ("2021-12-20", K.DIGEST),
        ("2021-12-29", K.DIGEST),  # a Wednesday: Monday and Tuesday were bank holidays
        ("2022-01-04", K.DIGEST),  # a Tuesday
    ]


def test_digest_is_of_what_somebody_oversees() -> None:
    updates = [owed(1), owed(2, UpdateState.APPROVED), owed(3, post=9, directorate=PLACES, place="Places")]
    found = {
        one.person: one.subject for one in due(QUARTER_2, updates, WHO, date(2021, 10, 4), ()) if one.kind is K.DIGEST
    }
    assert found == {
        DREW: "Quarter 2: 1 of 2 updates answered",
        PAT: "Quarter 2: 1 of 2 updates answered",
        JO: "Quarter 2: 1 of 3 updates answered",
    }


# ---- whatever days come between ----

STATES = st.sampled_from(list(UpdateState))
DAYS = st.integers(0, 21)


@given(st.lists(DAYS, unique=True).map(sorted), st.lists(STATES, min_size=1, max_size=4))
def test_missed_days_bring_no_flood(ran_on: list[int], states: list[UpdateState]) -> None:
    """However few mornings a worker runs: never two of a kind to one person on one day, never more than with one every day."""
    updates = [owed(n, state, submitted_on=date(2021, 10, 4)) for n, state in enumerate(states)]
    always = {
        (one.person, one.kind, one.occasion)
        for n in range(22)
        for one in due(QUARTER_2, updates, WHO, QUARTER_2.opens + timedelta(days=n), ())
    }
    seen: set[tuple[int, MessageKind, str]] = set()
    for number in ran_on:
        found = due(QUARTER_2, updates, WHO, QUARTER_2.opens + timedelta(days=number), ())
        assert len({(one.person, one.kind) for one in found}) == len(found)
        assert sum(one.kind in OFFICERS for one in found if one.person == OLA) <= 1
        seen |= {(one.person, one.kind, one.occasion) for one in found}
    assert seen <= always


def test_three_days_missed_are_made_up_for_by_one_message() -> None:
    """No worker ran from Tuesday 5 to Thursday 7 October."""
    assert [one.kind for one in due(QUARTER_2, [owed()], WHO, date(2021, 10, 8), ()) if one.person == OLA] == [
        K.REMINDER
    ]


# ---- from the record ----


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    """A measure and a milestone of the officer's in the second quarter."""
    world = make_world(cast)
    Message.objects.all().delete()
    names = ("opens", "officers_by", "directors_by", "performance_by")
    Round.objects.filter(pk=world["round"].pk).update(
        **{name: getattr(QUARTER_2, name) for name in names},
        despatch_by=date(2021, 10, 25),
        meeting_on=date(2021, 11, 2),
    )
    world["round"].refresh_from_db()
    return world


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(8), tzinfo=UTC)


def test_updates_with_their_posts_and_who_holds_them(world: dict[str, Any], cast: Cast) -> None:
    Update.objects.filter(pk=world["update"].pk).update(
        state=UpdateState.SUBMITTED, submitted_at=at(date(2021, 10, 4)), submitted_by=cast["officer"]
    )
    gone = Person.objects.create(name="Gone", email="gone@example.gov.uk", is_active=False, left_on=date(2021, 9, 1))
    later = Person.objects.create(name="Later", email="later@example.gov.uk")
    Holding.objects.create(person=gone, post=cast.posts["officer"], since=date(2021, 1, 1))
    Holding.objects.create(person=later, post=cast.posts["officer"], since=date(2021, 10, 6))
    measure, milestone = owed_in(world["round"], date(2021, 10, 5))
    assert measure == Owed(
        update=world["update"].pk,
        name="PED01 01 Attendance at school",
        directorate=world["directorate"].pk,
        place="People",
        state=UpdateState.SUBMITTED,
        post=cast.posts["officer"].pk,
        post_title="Divisional Manager, Early Help",
        holders=(Holder(cast["officer"].pk, "Ola Brook"),),
        submitted_on=date(2021, 10, 4),
    )
    assert (milestone.name, milestone.state) == ("PED01a Open the second family hub", UpdateState.NOT_STARTED)
    after = owed_in(world["round"], date(2021, 10, 6))
    assert [holder.name for holder in after[0].holders] == ["Later", "Ola Brook"]


def test_dropped_line_is_not_owed_and_line_without_a_post_is_nobodys(world: dict[str, Any]) -> None:
    type(world["measure"]).objects.update(dropped_on=date(2021, 8, 1))
    type(world["milestone"]).objects.update(owner=None)
    (only,) = owed_in(world["round"], date(2021, 10, 5))
    assert (only.update, only.post, only.post_title, only.holders) == (world["milestone_update"].pk, None, "", ())


def test_overseers_are_those_of_the_day(cast: Cast) -> None:
    people, places = (cast.directorates[name].pk for name in ("People", "Places"))
    known = overseers(date(2021, 10, 5))
    assert known.directors == {people: (cast["director"].pk,)}
    assert known.performance == {
        people: (cast["performance officer"].pk,),
        places: (cast["other performance officer"].pk,),
        None: (cast["head of performance"].pk,),
    }
    cast["director"].holdings.update(until=date(2021, 10, 4))
    assert overseers(date(2021, 10, 5)).directors == {}


def test_a_morning_run_twice_queues_nothing_the_second_time(world: dict[str, Any], cast: Cast) -> None:
    assert chase(at(date(2021, 10, 1))) == 1
    assert chase(at(date(2021, 10, 1))) == chase(at(date(2021, 10, 4)) - timedelta(days=1)) == 0
    assert [(one.to, one.kind, one.by) for one in Message.objects.all()] == [(cast["officer"], K.INVITATION, None)]


def test_closed_days_of_the_council_are_known(world: dict[str, Any]) -> None:
    ClosedDay.objects.create(day=date(2021, 10, 1), why="Training")
    assert chase(at(date(2021, 10, 1))) == 0


def test_only_open_rounds_are_chased(world: dict[str, Any]) -> None:
    assert chase(at(date(2021, 9, 30))) == chase(at(date(2021, 10, 25))) == 0
    assert world["round"].messages.count() == 0


def test_closed_round_is_chased_for_what_was_let_late_alone(world: dict[str, Any], cast: Cast) -> None:
    assert chase(at(date(2021, 10, 25))) == 0
    Update.objects.filter(pk=world["update"].pk).update(late_until=date(2021, 10, 29))
    assert chase(at(date(2021, 10, 25))) == 1
    assert chase(at(date(2021, 10, 26))) == 0
    message = Message.objects.get()
    assert (message.to, message.kind) == (cast["officer"], K.OVERDUE)
    sending.send(message.pk, at(date(2021, 10, 25)))
    (letter,) = mail.outbox
    assert letter.subject == "1 update for Quarter 2, 2021/22 may still be answered until Friday 29 October"
    assert "due on Friday 8 October, and can still be answered until Friday 29 October." in str(letter.body)
    assert "Attendance at school" in str(letter.body)
    assert "second family hub" not in str(letter.body)


def test_new_holder_of_a_post_is_written_to_in_place_of_the_last(world: dict[str, Any], cast: Cast) -> None:
    chase(at(date(2021, 10, 1)))
    cast["officer"].holdings.update(until=date(2021, 10, 3))
    Holding.objects.create(person=cast["contributor"], post=cast.posts["officer"], since=date(2021, 10, 4))
    chase(at(date(2021, 10, 4)))
    invited = Message.objects.filter(kind=K.INVITATION).order_by("pk")
    assert [one.to for one in invited] == [cast["officer"], cast["contributor"]]


class _Killed(BaseException):
    """The worker died."""


class _Postman:
    """Takes the place of the mail server: notes what went out, and takes the worker with it before or after, when told to."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.dies = ""

    def __call__(self, message: Message, *_: object) -> _Postman:
        self.message = message
        return self

    def send(self) -> None:
        if self.dies == "before":
            raise _Killed
        self.sent.append(self.message.pk)
        if self.dies == "after":
            raise _Killed


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("morning"), DAYS),
        st.tuples(st.just("work"), st.sampled_from(["", "", "before", "after"])),
        st.tuples(st.just("answer"), st.booleans()),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nobody_is_ever_mailed_twice_about_one_thing(
    steps: list[tuple[str, Any]], world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever days come, in whatever order, and wherever a worker dies: its jobs are tried again, as a new worker does."""
    postman = _Postman()
    with transaction.atomic(), monkeypatch.context() as patched:
        patched.setattr(sending, "_mail", postman)
        now = at(QUARTER_2.opens)
        for step, how in steps:
            match step:
                case "morning":
                    now = at(QUARTER_2.opens + timedelta(days=how))
                    chase(now)
                case "answer":
                    state = UpdateState.SUBMITTED if how else UpdateState.SENT_BACK
                    Update.objects.filter(pk=world["update"].pk).update(state=state, submitted_at=now)
                case _:
                    postman.dies = how
                    _work(now)
        postman.dies = ""
        _work(now)
        assert len(postman.sent) == len(set(postman.sent))
        assert not Message.objects.filter(state=MessageState.WAITING).exists()
        kept = Message.objects.values_list("round", "to", "kind", "occasion")
        assert len(kept) == len(set(kept))
        transaction.set_rollback(True)
    assert mail.outbox == []


def _work(now: datetime) -> None:
    """Every message's job, those of messages that went out long ago too, until the worker dies."""
    for pk in Message.objects.order_by("pk").values_list("pk", flat=True):
        try:
            sending.send(pk, now)
        except _Killed:
            return
