"""A message is queued once, sent at most once, says only what is owed when it goes, and never ends in silence."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections, transaction
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.chasing import sending
from goldenthread.web.returns.chasing.jobs import send_message
from goldenthread.web.returns.chasing.sending import NOTHING_OWED, PAUSES, SEND_MESSAGE, Standing, queue, standing_of
from goldenthread.web.returns.models import (
    Message,
    MessageKind,
    MessageState,
    NoteKind,
    Round,
    Update,
    UpdateNote,
    UpdateState,
)
from tests.web.conftest import Cast, plain_sql
from tests.web.world import make_world

AT = datetime(2021, 10, 4, 8, 0, tzinfo=UTC)
BACKEND = f"{__name__}.Unwilling"
INVITATION = MessageKind.INVITATION


class Unwilling(EmailBackend):
    """A mail server that does what `opens` and `takes` say, in the words of Python's own."""

    opens: Exception | None = None
    takes: Exception | None = None

    def open(self) -> bool:
        if Unwilling.opens:
            raise Unwilling.opens
        return True

    def send_messages(self, messages: Any) -> int:
        if Unwilling.takes:
            raise Unwilling.takes
        return super().send_messages(messages)


@pytest.fixture
def unwilling(settings: Any) -> Iterator[type[Unwilling]]:
    settings.EMAIL_BACKEND = BACKEND
    yield Unwilling
    Unwilling.opens = Unwilling.takes = None


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    """A measure and a milestone of the officer's, asked for by Friday 8 October."""
    world = make_world(cast)
    Message.objects.all().delete()
    days = {"officers_by": date(2021, 10, 8), "directors_by": date(2021, 10, 13), "performance_by": date(2021, 10, 15)}
    Round.objects.filter(pk=world["round"].pk).update(
        **days, despatch_by=date(2021, 10, 18), meeting_on=date(2021, 10, 26)
    )
    world["round"].refresh_from_db()
    return world


def queued(world: dict[str, Any], kind: MessageKind = INVITATION, part: str = "person", **given: Any) -> Message:
    """A message to the officer, or to whoever is given."""
    chosen = {"round": world["round"], "to": world[part], "kind": kind, "occasion": "", "subject": "Updates"}
    message = queue(**(chosen | {"by": None, "at": AT} | given))
    assert message
    return message


def now(message: Message) -> Message:
    """The message as it stands."""
    return Message.objects.get(pk=message.pk)


def jobs() -> list[ProcrastinateJob]:
    """The jobs that send, the oldest first."""
    return list(ProcrastinateJob.objects.filter(task_name=SEND_MESSAGE).order_by("pk"))


@pytest.fixture
def jobs_of_its_own(transactional_db: None) -> Iterator[None]:
    """Django does not empty the tables of jobs after a test that commits."""
    yield
    plain_sql("DELETE FROM procrastinate_jobs")


# ---- queued ----


def test_queued_once_with_its_job(world: dict[str, Any]) -> None:
    message = queued(world)
    assert [job.args for job in jobs()] == [{"message": message.pk, "tried": 0}]
    again = queue(world["round"], world["person"], INVITATION, "", "Other words", None, AT)
    assert again is None
    assert Message.objects.count() == len(jobs()) == 1


def test_another_occasion_kind_or_person_is_another_message(world: dict[str, Any], cast: Cast) -> None:
    queued(world)
    queued(world, occasion="2021-W41")
    queued(world, MessageKind.REMINDER)
    queued(world, to=cast["director"])
    assert Message.objects.count() == 4


@pytest.mark.usefixtures("jobs_of_its_own")
def test_job_and_message_stand_or_fall_with_what_the_caller_does(world: dict[str, Any]) -> None:
    with transaction.atomic():
        queued(world)
        assert (Message.objects.count(), len(jobs())) == (1, 1)
        transaction.set_rollback(True)
    assert (Message.objects.count(), jobs()) == (0, [])


def test_line_end_in_a_rounds_title_makes_no_header(world: dict[str, Any]) -> None:
    Round.objects.filter(pk=world["round"].pk).update(title="Quarter 2\r\nBcc: press@example.org")
    Update.objects.filter(pk=world["milestone_update"].pk).update(state=UpdateState.APPROVED)
    message = queued(world, subject="A\nB" * 200)
    assert message.subject.startswith("A BA B")
    assert len(message.subject) == 200
    sending.send(message.pk, AT)
    (sent,) = mail.outbox
    assert sent.recipients() == ["officer@example.gov.uk"]
    assert sent.subject == "1 update for Quarter 2 Bcc: press@example.org by Friday 8 October"
    assert sent.message()["Bcc"] is None


# ---- sent ----


def test_sent_with_the_names_of_lines_and_their_addresses_alone(world: dict[str, Any], settings: Any) -> None:
    settings.ADDRESS = "https://gt.example.gov.uk"
    Update.objects.update(what_happened="A secret commentary", judged="red", computed={"progress": "red"})
    message = queued(world)
    sending.send(message.pk, AT)
    (sent,) = mail.outbox
    assert sent.to == ["officer@example.gov.uk"]
    assert sent.subject == "2 updates for Quarter 2, 2021/22 by Friday 8 October"
    body = str(sent.body)
    assert body.startswith("Hello Ola Brook,\n")
    for key, name in (
        ("update", "PED01 01 Attendance at school"),
        ("milestone_update", "PED01a Open the second family hub"),
    ):
        assert f"* {name}\n  https://gt.example.gov.uk/updates/{world[key].pk}/\n" in body
    assert "https://gt.example.gov.uk/my-updates/" in body
    assert "secret" not in body
    assert "red" not in body.split()
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    row = now(message)
    assert (row.state, row.subject, row.trouble) == (MessageState.SENT, sent.subject, "")
    assert row.sent_at is not None


def test_name_with_signs_of_html_stands_as_it_is(world: dict[str, Any]) -> None:
    world["measure"].title = "Children's <b>progress</b> & health\nof today"
    world["measure"].save()
    sending.send(queued(world).pk, AT)
    assert "* PED01 01 Children's <b>progress</b> & health of today\n" in str(mail.outbox[0].body)


def test_second_job_of_the_same_message_sends_nothing(world: dict[str, Any]) -> None:
    message = queued(world)
    sending.send(message.pk, AT)
    sending.send(message.pk, AT, tried=1)
    assert len(mail.outbox) == 1


def test_worker_that_died_while_sending_never_sends_it_again(world: dict[str, Any]) -> None:
    message = queued(world)
    Message.objects.update(state=MessageState.SENDING, sent_at=AT)
    sending.send(message.pk, AT + timedelta(hours=1))
    assert mail.outbox == []
    row = now(message)
    assert standing_of(row, AT + timedelta(minutes=9)) is Standing.SENDING
    assert standing_of(row, AT + timedelta(minutes=11)) is Standing.UNKNOWN


class Slow(EmailBackend):
    """A mail server that takes a while, and lets the test know that it has begun."""

    begun = threading.Event()

    def send_messages(self, messages: Any) -> int:
        Slow.begun.set()
        threading.Event().wait(0.3)
        return super().send_messages(messages)


@pytest.mark.usefixtures("jobs_of_its_own")
def test_two_workers_at_one_message(world: dict[str, Any], settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    message = queued(world)

    def work() -> None:
        try:
            sending.send(message.pk, AT)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert Slow.begun.is_set()
    assert len(mail.outbox) == 1
    assert now(message).state == MessageState.SENT


# ---- what is owed when it goes ----


def test_what_was_answered_meanwhile_is_not_asked_for(world: dict[str, Any]) -> None:
    message = queued(world)
    Update.objects.filter(pk=world["update"].pk).update(state=UpdateState.SUBMITTED)
    sending.send(message.pk, AT)
    assert mail.outbox[0].subject == "1 update for Quarter 2, 2021/22 by Friday 8 October"
    assert "Attendance" not in str(mail.outbox[0].body)


@pytest.mark.parametrize("gone", ["answered", "left", "other post", "closed", "dropped"])
def test_nothing_is_sent_where_nothing_is_owed_any_more(world: dict[str, Any], cast: Cast, gone: str) -> None:
    message, at = queued(world), AT
    match gone:
        case "answered":
            Update.objects.update(state=UpdateState.SUBMITTED)
        case "left":
            type(cast["officer"]).objects.filter(pk=cast["officer"].pk).update(is_active=False, left_on="2021-10-01")
        case "other post":
            cast["officer"].holdings.update(until="2021-10-03")
        case "closed":
            at = datetime(2021, 10, 16, 8, 0, tzinfo=UTC)
        case _:
            for line in (world["measure"], world["milestone"]):
                type(line).objects.update(dropped_on="2021-10-01")
    sending.send(message.pk, at)
    assert mail.outbox == []
    row = now(message)
    assert (row.state, row.trouble) == (MessageState.FAILED, NOTHING_OWED)
    assert standing_of(row, at) is Standing.NOT_NEEDED
    with pytest.raises(Refused):
        sending.again(row, cast["performance officer"], at + timedelta(days=1))


REMINDER = MessageKind.REMINDER


@pytest.mark.parametrize(
    ("older", "newer", "sent"),
    [
        (INVITATION, REMINDER, [REMINDER]),
        (REMINDER, MessageKind.NUDGE, [REMINDER, MessageKind.NUDGE]),
        (MessageKind.DIGEST, MessageKind.DIGEST, [MessageKind.DIGEST]),
    ],
)
def test_after_days_without_a_worker_the_newest_of_a_sort_says_it_all(
    world: dict[str, Any], cast: Cast, older: MessageKind, newer: MessageKind, sent: list[MessageKind]
) -> None:
    to = cast["performance officer" if older is MessageKind.DIGEST else "officer"]
    first = queued(world, older, to=to)
    second = queued(world, newer, to=to, occasion="later", at=AT + timedelta(days=1))
    for message in (first, second):
        sending.send(message.pk, AT + timedelta(days=2))
    assert [MessageKind(one.kind) for one in Message.objects.filter(state=MessageState.SENT).order_by("pk")] == sent


def test_newer_message_that_failed_stands_in_for_none(world: dict[str, Any]) -> None:
    first = queued(world)
    second = queued(world, REMINDER, at=AT + timedelta(days=1))
    Message.objects.filter(pk=second.pk).update(state=MessageState.FAILED, trouble="The mail server refused it")
    sending.send(first.pk, AT + timedelta(days=2))
    assert now(first).state == MessageState.SENT


@pytest.mark.parametrize("kind", [INVITATION, REMINDER])
def test_what_was_to_go_before_the_deadline_does_not_go_after_it(world: dict[str, Any], kind: MessageKind) -> None:
    """The message of that morning says that it is late."""
    message = queued(world, kind)
    sending.send(message.pk, datetime(2021, 10, 9, 8, 0, tzinfo=UTC))
    assert (mail.outbox, now(message).trouble) == ([], NOTHING_OWED)


def sent_back(world: dict[str, Any], cast: Cast, key: str = "update") -> str:
    """The occasion of a message about an update that the director has sent back."""
    Update.objects.filter(pk=world[key].pk).update(state=UpdateState.SENT_BACK)
    text = "The comment is read on the page alone"
    note = UpdateNote.objects.create(update=world[key], kind=NoteKind.SENT_BACK, text=text, by=cast["director"], at=AT)
    return str(note.pk)


def test_sent_back_tells_of_that_update_alone(world: dict[str, Any], cast: Cast) -> None:
    first, second = sent_back(world, cast), sent_back(world, cast, "milestone_update")
    for occasion in (first, second):
        sending.send(queued(world, MessageKind.SENT_BACK, to=cast["head of performance"], occasion=occasion).pk, AT)
    assert [one.subject for one in mail.outbox] == [
        "Sent back to you for Quarter 2, 2021/22: PED01 01 Attendance at school",
        "Sent back to you for Quarter 2, 2021/22: PED01a Open the second family hub",
    ]
    assert [f"/updates/{world['update'].pk}/" in str(one.body) for one in mail.outbox] == [True, False]
    assert not any("The comment is read" in str(one.body) for one in mail.outbox)


@pytest.mark.parametrize("gone", ["submitted again", "no note"])
def test_sent_back_is_not_told_any_more(world: dict[str, Any], cast: Cast, gone: str) -> None:
    message = queued(world, MessageKind.SENT_BACK, occasion=sent_back(world, cast))
    if gone == "no note":
        UpdateNote.objects.all().delete()
    else:
        Update.objects.filter(pk=world["update"].pk).update(state=UpdateState.SUBMITTED)
    sending.send(message.pk, AT)
    assert (mail.outbox, now(message).trouble) == ([], NOTHING_OWED)


def test_every_kind_has_its_words(world: dict[str, Any], cast: Cast) -> None:
    """Each kind is written, to whom it goes, from a round in which something of each sort waits."""
    note = sent_back(world, cast)
    Update.objects.filter(pk=world["milestone_update"].pk).update(state=UpdateState.SUBMITTED, submitted_at=AT)
    for kind in MessageKind:
        to = (
            "director"
            if kind in (MessageKind.APPROVAL, MessageKind.APPROVAL_OVERDUE, MessageKind.ESCALATION)
            else "officer"
        )
        to = "performance officer" if kind is MessageKind.DIGEST else to
        sending.send(queued(world, kind, to=cast[to], occasion=note, by=cast["performance officer"]).pk, AT)
    assert [message.state for message in Message.objects.all()] == [MessageState.SENT] * len(MessageKind)
    for one in mail.outbox:
        body = str(one.body)
        assert body.startswith("Hello ")
        assert "\n\n\n" not in body
        assert "http://localhost:8000/" in body
        assert body.endswith("Golden Thread, Example Borough Council. Questions? Ask the performance team.\n")
        assert not {"{%", "{{", "None", "&#x27;"} & set(body.split())


def test_workbook_goes_with_its_message(world: dict[str, Any]) -> None:
    """It is the one that somebody would download at that moment; without anything to answer none is sent."""
    sending.send(queued(world, MessageKind.WORKBOOK).pk, AT)
    ((name, content, kind),) = mail.outbox[0].attachments
    assert name.endswith(".xlsx")
    assert kind == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    cells = [cell.value for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert any("Attendance at school" in str(cell) for cell in cells)
    assert f"/rounds/{world['round'].pk}/workbook/" in str(mail.outbox[0].body)
    Update.objects.update(state=UpdateState.SUBMITTED)
    sending.send(queued(world, MessageKind.WORKBOOK, occasion="later").pk, AT)
    assert len(mail.outbox) == 1


# ---- what goes wrong ----


@pytest.mark.parametrize(
    ("opens", "takes"),
    [
        (ConnectionRefusedError("refused"), None),
        (None, SMTPDataError(451, b"try later")),
        (None, SMTPRecipientsRefused({"officer@example.gov.uk": (450, b"mailbox busy")})),
    ],
    ids=["no server", "busy", "mailbox busy"],
)
def test_what_certainly_did_not_go_out_is_tried_again_a_few_times(
    world: dict[str, Any], unwilling: type[Unwilling], opens: Exception | None, takes: Exception | None
) -> None:
    message = queued(world)
    unwilling.opens, unwilling.takes = opens, takes
    for tried in range(len(PAUSES)):
        sending.send(message.pk, AT, tried)
        row = now(message)
        assert (row.state, row.sent_at) == (MessageState.WAITING, None)
        assert row.trouble
        last = jobs()[-1]
        assert (last.args, last.scheduled_at) == ({"message": message.pk, "tried": tried + 1}, AT + PAUSES[tried])
    sending.send(message.pk, AT, len(PAUSES))
    assert now(message).state == MessageState.FAILED
    assert len(jobs()) == 1 + len(PAUSES)
    assert mail.outbox == []


def test_it_goes_when_the_server_is_back(world: dict[str, Any], unwilling: type[Unwilling]) -> None:
    message = queued(world)
    unwilling.opens = ConnectionRefusedError("refused")
    sending.send(message.pk, AT)
    unwilling.opens = None
    sending.send(message.pk, AT, 1)
    row = now(message)
    assert (row.state, row.trouble, len(mail.outbox)) == (MessageState.SENT, "", 1)


@pytest.mark.parametrize(
    ("takes", "says"),
    [
        (
            SMTPRecipientsRefused({"officer@example.gov.uk": (550, b"no such user")}),
            "The mail server refused it: 550 no such user",
        ),
        (SMTPDataError(554, b"no"), "refused it: 554 no"),
        (SMTPServerDisconnected("closed"), "so it may have arrived: closed"),
        (TimeoutError("timed out"), "so it may have arrived: timed out"),
    ],
    ids=["no such user", "refused", "cut off", "no answer"],
)
def test_what_was_refused_or_may_have_arrived_is_not_tried_again(
    world: dict[str, Any],
    unwilling: type[Unwilling],
    cast: Cast,
    takes: Exception,
    says: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = queued(world)
    unwilling.takes = takes
    sending.send(message.pk, AT)
    row = now(message)
    assert row.state == MessageState.FAILED
    assert says in row.trouble
    assert "@" not in row.trouble
    assert type(takes).__name__ in caplog.text
    assert "@" not in caplog.text
    assert len(jobs()) == 1
    unwilling.takes = None
    sending.again(row, cast["performance officer"], AT)
    sending.send(message.pk, AT)
    assert (now(message).state, now(message).trouble, len(mail.outbox)) == (MessageState.SENT, "", 1)


def test_letter_that_cannot_be_written_leaves_the_message_waiting(
    world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours comes before anything is said to have begun: its job is tried again, and mended, it goes out."""
    message = queued(world)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sending, "letter_of", fail)
    with pytest.raises(ZeroDivisionError):
        sending.send(message.pk, AT)
    assert now(message).state == MessageState.WAITING
    strategy = send_message.retry_strategy
    assert strategy
    tried = [
        Job(id=1, lock=None, queueing_lock=None, task_name=SEND_MESSAGE, queue="default", attempts=n) for n in (0, 4)
    ]
    again = [strategy.get_retry_decision(exception=ZeroDivisionError(), job=job) for job in tried]
    assert [decision is not None for decision in again] == [True, False]


# ---- sent again by somebody ----


@pytest.mark.parametrize(
    ("state", "minutes", "may"),
    [
        (MessageState.SENDING, 9, False),
        (MessageState.SENDING, 11, True),
        (MessageState.WAITING, 9, False),
        (MessageState.WAITING, 11, True),
        (MessageState.FAILED, 0, True),
        (MessageState.SENT, 600, False),
    ],
)
def test_again_only_where_it_cannot_be_on_its_way(
    world: dict[str, Any], cast: Cast, state: MessageState, minutes: int, may: bool
) -> None:
    message = queued(world)
    Message.objects.update(state=state, sent_at=AT, trouble="Something")
    if may:
        sending.again(message, cast["performance officer"], AT + timedelta(minutes=minutes))
        row = now(message)
        assert (row.state, row.trouble, row.sent_at, len(jobs())) == (MessageState.WAITING, "", None, 2)
    else:
        with pytest.raises(Refused):
            sending.again(message, cast["performance officer"], AT + timedelta(minutes=minutes))
        assert (now(message).state, len(jobs())) == (state, 1)
