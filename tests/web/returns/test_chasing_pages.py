"""The pages of completeness and of messages, and the buttons that write to somebody: the six questions of each."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils.html import strip_tags

from goldenthread.web.accounts.models import Holding, Person, Post
from goldenthread.web.returns.chasing import sending
from goldenthread.web.returns.models import Message, MessageKind, MessageState, Round, Update, UpdateNote, UpdateState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_objective, make_plan
from tests.web.plans.large import large_plans
from tests.web.returns.builders import make_message, make_return, make_update
from tests.web.world import make_world

TUESDAY = datetime(2021, 10, 12, 9, 0, tzinfo=UTC)
"""Two working days after the officers' deadline."""


def says(response: Any) -> str:
    """What a page says, without its marks."""
    return " ".join(strip_tags(re.sub("<br>|<form", r" \g<0>", response.content.decode())).split())


def row_of(response: Any, start: str) -> list[str]:
    """The cells of the row of a table whose first cell begins so."""
    for row in re.findall(r"<tr class=\"govuk-table__row\">(.*?)</tr>", response.content.decode(), re.DOTALL):
        cells = [
            " ".join(strip_tags(cell).split()) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        if cells and cells[0].startswith(start):
            return cells
    raise AssertionError(f"no row begins with {start}")


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    """The officer of People has a measure and a milestone, that of Places one measure; on Tuesday all are late."""
    world = make_world(cast)
    Message.objects.all().delete()
    Round.objects.filter(pk=world["round"].pk).update(
        officers_by=date(2021, 10, 8),
        directors_by=date(2021, 10, 13),
        performance_by=date(2021, 10, 15),
        despatch_by=date(2021, 10, 18),
        meeting_on=date(2021, 10, 26),
    )
    world["round"].refresh_from_db()
    places = make_plan(cast.directorates["Places"])
    measure = make_measure(make_objective(places, ref="PLA01"), ref="PLA01 01", owner=cast.posts["other officer"])
    world["places update"] = make_update(make_return(world["round"], places), measure)
    return world


def completeness(sign_in: SignIn, world: dict[str, Any], part: str = "head of performance") -> Any:
    """The page, as that part of the cast sees it on Tuesday."""
    with time_machine.travel(TUESDAY, tick=False):
        return sign_in(part).get(reverse("round_completeness", args=[world["round"].pk]))


def nudge(sign_in: SignIn, world: dict[str, Any], part: str = "director", at: datetime = TUESDAY, **given: Any) -> str:
    """What is said after a nudge."""
    with time_machine.travel(at, tick=False):
        answer = sign_in(part).post(reverse("round_nudge", args=[world["round"].pk]), given, follow=True)
    assert answer.status_code == 200, answer.status_code
    return says(answer)


class TestCompleteness:
    """What is owed, answered, approved and late, of those whom somebody oversees."""

    def test_numbers_by_directorate_and_officer(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        Update.objects.filter(pk=world["milestone_update"].pk).update(state=UpdateState.APPROVED)
        make_message(
            world["round"],
            cast["officer"],
            kind=MessageKind.OVERDUE,
            state=MessageState.SENT,
            sent_at=datetime(2021, 10, 11, 7, 10, tzinfo=UTC),
        )
        page = completeness(sign_in, world)
        assert "1 of 3 updates are answered and 1 is approved. 2 are late." in says(page)
        assert row_of(page, "People") == ["People", "2", "1", "1", "1"]
        assert row_of(page, "Places") == ["Places", "1", "0", "0", "1"]
        assert row_of(page, "Divisional Manager, Early Help") == [
            "Divisional Manager, Early Help, PeopleOla Brook",
            "2", "1", "1", "1", "2 working days", "11 October, reminder after the deadline",
            "Nudge Ola Brook, Divisional Manager, Early Help",
        ]  # fmt: skip
        assert row_of(page, "Divisional Manager, Highways")[5:7] == ["2 working days", "Not yet"]

    def test_nothing_is_late_on_the_day_of_the_deadline(self, sign_in: SignIn, world: dict[str, Any]) -> None:
        with time_machine.travel(datetime(2021, 10, 8, 22, 0, tzinfo=UTC), tick=False):
            page = sign_in("director").get(reverse("round_completeness", args=[world["round"].pk]))
        assert row_of(page, "People") == ["People", "2", "0", "0", "0"]
        assert "Nudge all who are late" not in says(page)
        assert "Nudge Ola Brook" in says(page)

    @pytest.mark.parametrize("part", ["director", "performance officer"])
    def test_only_their_own_directorate(self, sign_in: SignIn, world: dict[str, Any], part: str) -> None:
        page = says(completeness(sign_in, world, part))
        assert "0 of 2 updates are answered" in page
        assert "Toni West" not in page
        assert "Places" not in page

    def test_vacant_post_and_directorate_without_a_director(
        self, sign_in: SignIn, world: dict[str, Any], cast: Cast
    ) -> None:
        cast["officer"].holdings.update(until=date(2021, 10, 1))
        type(world["milestone"]).objects.update(owner=None)
        page = completeness(sign_in, world)
        assert "People, Divisional Manager, Early Help: 1 update, 0 answered" in says(page)
        assert "People, No post is named: 1 update, 0 answered" in says(page)
        assert "Nobody directs Places, so nobody can approve what is submitted there." in says(page)
        assert row_of(page, "Divisional Manager, Early Help")[0].endswith("Nobody holds this post")
        assert row_of(page, "Divisional Manager, Early Help")[-1] == "–"

    def test_round_that_asks_nothing_says_what_to_do(self, sign_in: SignIn, world: dict[str, Any]) -> None:
        Update.objects.filter(part_of__round=world["round"]).delete()
        assert "Nothing is asked of the directorates that you oversee" in says(completeness(sign_in, world))

    def test_no_address_of_anybody_stands_on_it(self, sign_in: SignIn, world: dict[str, Any]) -> None:
        assert "@" not in says(completeness(sign_in, world))

    def test_few_queries_for_a_large_council(
        self, sign_in: SignIn, world: dict[str, Any], cast: Cast, django_assert_max_num_queries: Any
    ) -> None:
        _large(world, cast)
        visitor = sign_in("head of performance")
        with time_machine.travel(TUESDAY, tick=False), django_assert_max_num_queries(15):
            page = visitor.get(reverse("round_completeness", args=[world["round"].pk]))
        assert "0 of 603 updates are answered" in says(page)
        assert says(page).count("2 working days") == 202
        for number in range(200):
            make_message(world["round"], Person.objects.get(email=f"p{number}@example.gov.uk"))
        with time_machine.travel(TUESDAY, tick=False), django_assert_max_num_queries(15):
            page = visitor.get(reverse("round_messages", args=[world["round"].pk]))
        assert "200 messages, the latest first" in says(page)


def _large(world: dict[str, Any], cast: Cast) -> None:
    """600 measures that 200 officers answer for."""
    people = cast.directorates["People"]
    plan = large_plans(people, 600, years=(2022,))[0]
    officers = Person.objects.bulk_create(Person(name=f"Officer {n}", email=f"p{n}@example.gov.uk") for n in range(200))
    posts = Post.objects.bulk_create(
        Post(title=f"Officer post {n}", role="responsible officer", directorate=people) for n in range(200)
    )
    Holding.objects.bulk_create(
        Holding(person=person, post=post, since=date(2021, 1, 1)) for person, post in zip(officers, posts, strict=True)
    )
    owed = world["return"]
    span = {"period_kind": "quarter", "period_start": date(2021, 7, 1), "period_end": date(2021, 9, 30)}
    measures = list(plan.measures.order_by("pk"))
    for number, measure in enumerate(measures):
        measure.owner = posts[number % 200]
    type(measures[0]).objects.bulk_update(measures, ["owner"])
    Update.objects.bulk_create(Update(part_of=owed, measure=measure, **span) for measure in measures)


class TestNudge:
    """Officers are asked once a day, by who oversees them."""

    def test_writes_to_the_holder_with_what_they_owe(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        said = nudge(sign_in, world, post=cast.posts["officer"].pk)
        assert "Ola Brook is nudged by e-mail." in said
        assert "Nudged today" in said
        (message,) = Message.objects.all()
        assert (message.to, message.by, message.kind) == (cast["officer"], cast["director"], MessageKind.NUDGE)
        sending.send(message.pk, TUESDAY)
        assert mail.outbox[0].subject == "2 updates for Quarter 2, 2021/22 were due on Friday 8 October"
        assert "Drew Hall asks you for these updates" in str(mail.outbox[0].body)

    def test_once_a_day_and_again_tomorrow(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        post = cast.posts["officer"].pk
        nudge(sign_in, world, post=post)
        said = nudge(sign_in, world, "head of performance", post=post)
        assert "Nobody is nudged: they were nudged today already, or owe nothing any more." in said
        assert Message.objects.count() == 1
        nudge(sign_in, world, at=TUESDAY + timedelta(days=1), post=post)
        assert Message.objects.count() == 2

    def test_all_who_are_late(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        assert "2 people are nudged by e-mail." in nudge(sign_in, world, "head of performance")
        assert {one.to for one in Message.objects.all()} == {cast["officer"], cast["other officer"]}

    def test_all_who_are_late_are_nobody_before_the_deadline(self, sign_in: SignIn, world: dict[str, Any]) -> None:
        nudge(sign_in, world, at=datetime(2021, 10, 8, 9, 0, tzinfo=UTC))
        assert Message.objects.count() == 0

    def test_only_in_their_own_directorate(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        nudge(sign_in, world)
        assert [one.to for one in Message.objects.all()] == [cast["officer"]]
        with time_machine.travel(TUESDAY, tick=False):
            address = reverse("round_nudge", args=[world["round"].pk])
            answer = sign_in("director").post(address, {"post": cast.posts["other officer"].pk})
        assert answer.status_code == 404

    @pytest.mark.parametrize("post", ["nonsense", "-1", "999999999999999999999999", "0"])
    def test_post_that_is_none(self, sign_in: SignIn, world: dict[str, Any], post: str) -> None:
        with time_machine.travel(TUESDAY, tick=False):
            answer = sign_in("director").post(reverse("round_nudge", args=[world["round"].pk]), {"post": post})
        assert answer.status_code == 404
        assert Message.objects.count() == 0

    def test_who_has_answered_is_not_nudged(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        Update.objects.update(state=UpdateState.SUBMITTED)
        assert "Nobody is nudged" in nudge(sign_in, world, post=cast.posts["officer"].pk)
        assert Message.objects.count() == 0

    def test_round_that_is_closed(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        said = nudge(sign_in, world, at=datetime(2021, 10, 16, 9, 0, tzinfo=UTC), post=cast.posts["officer"].pk)
        assert "Quarter 2, 2021/22 takes no answers today, so nobody is asked for any." in said
        assert Message.objects.count() == 0

    def test_what_was_let_late_can_be_asked_for_after_that(
        self, sign_in: SignIn, world: dict[str, Any], cast: Cast
    ) -> None:
        Update.objects.filter(pk=world["update"].pk).update(late_until="2021-10-20")
        said = nudge(sign_in, world, at=datetime(2021, 10, 16, 9, 0, tzinfo=UTC), post=cast.posts["officer"].pk)
        assert "Ola Brook is nudged by e-mail." in said
        assert Message.objects.get().subject.startswith("1 update for Quarter 2, 2021/22 was due on")

    @pytest.mark.parametrize(("part", "code"), [("officer", 403), ("contributor", 403), ("member", 404)])
    def test_not_for_officers(self, sign_in: SignIn, world: dict[str, Any], part: str, code: int) -> None:
        assert sign_in(part).post(reverse("round_nudge", args=[world["round"].pk])).status_code == code
        assert Message.objects.count() == 0


def messages_page(sign_in: SignIn, world: dict[str, Any], part: str = "performance officer", **search: str) -> Any:
    """The list of who was written to, as it is on Tuesday."""
    with time_machine.travel(TUESDAY, tick=False):
        return sign_in(part).get(reverse("round_messages", args=[world["round"].pk]), search)


class TestMessages:
    """Who got what, when, and what became of it."""

    def test_each_with_what_became_of_it(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        went = {"sent_at": TUESDAY - timedelta(minutes=11)}
        for number, (state, trouble) in enumerate(
            [
                (MessageState.SENT, ""),
                (MessageState.SENDING, ""),
                (MessageState.FAILED, "The mail server refused it: no such mailbox"),
                (MessageState.FAILED, sending.NOTHING_OWED),
            ]
        ):
            make_message(
                world["round"],
                cast["officer"],
                occasion=str(number),
                subject=f"S{number}",
                state=state,
                trouble=trouble,
                **went,
            )
        page = messages_page(sign_in, world)
        rows = re.findall(r"S\d .*?(?=Ola Brook (?:Nudge|$)|Each message)", says(page))
        assert [row[:60] for row in rows] == [
            "S3 12 October 2021, 09:49 not needed any more Not sent: by t",
            "S2 12 October 2021, 09:49 could not be sent The mail server ",
            "S1 12 October 2021, 09:49 not known whether it arrived Send ",
            "S0 12 October 2021, 09:49 sent ",
        ]
        assert page.content.decode().count("Send again") == 2

    def test_a_line_sent_back_is_named_to_who_oversees_its_directorate(
        self, sign_in: SignIn, world: dict[str, Any], cast: Cast
    ) -> None:
        """Somebody with posts in two directorates is written to about both."""
        Holding.objects.create(person=cast["officer"], post=cast.posts["other officer"], since=date(2021, 1, 1))
        update = Update.objects.filter(part_of=world["return"]).order_by("pk")[0]
        note = UpdateNote.objects.create(update=update, kind="sent back", text="Look.", by=cast["director"], at=TUESDAY)
        back = {"kind": MessageKind.SENT_BACK, "occasion": str(note.pk), "subject": "Sent back: a line of People"}
        message = make_message(world["round"], cast["officer"], **back)
        seen = {
            part: "a line of People" in says(messages_page(sign_in, world, part))
            for part in ("performance officer", "head of performance", "director", "other performance officer")
        }
        assert [part for part, sees in seen.items() if not sees] == ["other performance officer"]
        again = sign_in("other performance officer").post(reverse("message_again", args=[message.pk]))
        assert again.status_code == 404

    def test_searched_by_reason_and_name(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        make_message(world["round"], cast["officer"], subject="One")
        make_message(world["round"], cast["contributor"], subject="Two", kind=MessageKind.DIGEST)
        assert "2 messages" in says(messages_page(sign_in, world))
        assert "Two" in says(messages_page(sign_in, world, kind="weekly digest"))
        assert "One" not in says(messages_page(sign_in, world, kind="weekly digest"))
        assert "1 message," in says(messages_page(sign_in, world, search="ola"))
        assert "No message is found." in says(messages_page(sign_in, world, search="nobody"))
        assert "2 messages" in says(messages_page(sign_in, world, kind="nonsense"))

    def test_nobody_was_written_to_yet(self, sign_in: SignIn, world: dict[str, Any]) -> None:
        assert "Invitations go out by themselves on the morning of Friday 1 October 2021" in says(
            messages_page(sign_in, world)
        )

    def test_only_people_of_their_own_directorate(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        make_message(world["round"], cast["other officer"], subject="To Places")
        assert "To Places" not in says(messages_page(sign_in, world))
        assert "To Places" in says(messages_page(sign_in, world, "head of performance"))

    def test_director_reads_and_sends_nothing_again(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        message = make_message(world["round"], cast["officer"])
        page = messages_page(sign_in, world, "director")
        assert "could not be sent" in says(page)
        assert "Send again" not in says(page)
        assert sign_in("director").post(reverse("message_again", args=[message.pk])).status_code == 403
        message.refresh_from_db()
        assert message.state == MessageState.FAILED

    def test_pages(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        for number in range(51):
            make_message(world["round"], cast["officer"], occasion=str(number))
        assert len(re.findall("Send again", messages_page(sign_in, world, page="2").content.decode())) == 1


class TestSendAgain:
    """What failed, or what nobody knows of, goes out again when a performance officer says so."""

    def test_it_goes_out(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        message = make_message(
            world["round"], cast["officer"], state=MessageState.SENDING, sent_at=TUESDAY - timedelta(minutes=11)
        )
        with time_machine.travel(TUESDAY, tick=False):
            answer = sign_in("performance officer").post(reverse("message_again", args=[message.pk]), follow=True)
        assert "The message to Ola Brook is sent again." in says(answer)
        sending.send(message.pk, TUESDAY)
        assert [one.to for one in mail.outbox] == [["officer@example.gov.uk"]]

    def test_not_while_it_is_being_sent(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        message = make_message(world["round"], cast["officer"], state=MessageState.SENDING, sent_at=TUESDAY)
        with time_machine.travel(TUESDAY + timedelta(minutes=9), tick=False):
            answer = sign_in("performance officer").post(reverse("message_again", args=[message.pk]), follow=True)
        assert "This message is “being sent”, so it is not sent again." in says(answer)
        message.refresh_from_db()
        assert message.state == MessageState.SENDING

    def test_of_another_directorate_is_not_there(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        message = make_message(world["round"], cast["other officer"])
        assert sign_in("performance officer").post(reverse("message_again", args=[message.pk])).status_code == 404

    def test_history_says_who_did_it(self, sign_in: SignIn, world: dict[str, Any], cast: Cast) -> None:
        message = make_message(world["round"], cast["officer"])
        sign_in("performance officer").post(reverse("message_again", args=[message.pk]))
        event = Message.pgh_event_model.objects.filter(pgh_obj=message).latest("pgh_id")  # type: ignore[attr-defined]
        assert event.state == MessageState.WAITING
        assert event.pgh_context.metadata["actor_name"] == "Pat Reed"
