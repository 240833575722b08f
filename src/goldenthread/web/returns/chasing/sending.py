"""A message is queued once, begun once and sent at most once (ADR 0023).

It is committed as being sent before it goes out. A worker that dies in between leaves it so: nobody knows whether it arrived,
and it goes out again only when a performance officer says so. What certainly did not go out is tried again by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from enum import Enum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.chasing.letters import Letter, letter_of
from goldenthread.web.returns.models import Message, MessageKind, MessageState, Round

log = logging.getLogger(__name__)

SEND_MESSAGE: Final = "returns.send_message"
NOTHING_OWED: Final = (
    "Not sent: by then there was nothing more to ask for, a newer message said it, or the person had left."
)
LOST_AFTER: Final = timedelta(minutes=10)
"""How long a message may be on its way before nobody knows whether it arrived."""
PAUSES: Final = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
"""How long to wait before each new try of what certainly did not go out; after the last it has failed."""
_LONGEST_SUBJECT: Final = 200


class Standing(Enum):
    """Where a message is, for whoever looks at the list."""

    WAITING = "waits to be sent"
    SENDING = "being sent"
    SENT = "sent"
    UNKNOWN = "not known whether it arrived"
    FAILED = "could not be sent"
    NOT_NEEDED = "not needed any more"


def standing_of(message: Message, at: datetime) -> Standing:
    """Where it is at that moment."""
    match message.state:
        case MessageState.SENT:
            return Standing.SENT
        case MessageState.FAILED:
            return Standing.NOT_NEEDED if message.trouble == NOTHING_OWED else Standing.FAILED
        case MessageState.SENDING:
            return Standing.UNKNOWN if _since(message) < at - LOST_AFTER else Standing.SENDING
        case _:
            return Standing.WAITING


def may_go_again(message: Message, at: datetime) -> bool:
    """Whether somebody may have it sent again: it failed, nobody knows whether it arrived, or its job has got lost."""
    standing = standing_of(message, at)
    waits_long = standing is Standing.WAITING and _since(message) < at - LOST_AFTER
    return waits_long or standing in (Standing.UNKNOWN, Standing.FAILED)


def _since(message: Message) -> datetime:
    return message.sent_at or message.made_at


def queue(
    round: Round, to: Person, kind: MessageKind, occasion: str, subject: str, by: Person | None, at: datetime
) -> Message | None:
    """The message, with the job that sends it, in the caller's transaction; None where it was queued before.

    What it says is written when it is sent (letters.py), from what is owed then.
    """
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            round=round,
            to=to,
            kind=kind,
            occasion=occasion,
            defaults={"subject": one_line(subject), "by": by, "made_at": at},
        )
        if is_new:
            _defer(message.pk)
    return message if is_new else None


def one_line(text: str) -> str:
    """A subject that is one line, whatever somebody called a round: a line's end would begin another header."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SUBJECT else f"{words[: _LONGEST_SUBJECT - 1]}…"


def again(message: Message, by: Person, at: datetime) -> None:
    """A new try that somebody asked for. Refused while it may still be on its way, and when it has arrived."""
    with transaction.atomic(), recorded(by=by, action="returns.send_again"):
        row = Message.objects.select_for_update().get(pk=message.pk)
        if not may_go_again(row, at):
            raise Refused(f"This message is “{standing_of(row, at).value}”, so it is not sent again.")
        row.state, row.trouble, row.sent_at = MessageState.WAITING, "", None
        row.save()
        _defer(row.pk)


def send(pk: int, at: datetime, tried: int = 0) -> None:
    """One try. `sent_at` is when it began, and in the end when it went out."""
    message = Message.objects.select_related("round", "to", "by").filter(pk=pk, state=MessageState.WAITING).first()
    if message is None:
        return  # somebody has it already
    letter = letter_of(message, at)
    if not _begin(message, letter, at):
        return
    if letter is None:
        _end(pk, MessageState.FAILED, trouble=NOTHING_OWED)
        return
    try:
        with _open_connection() as connection:
            _mail(message, letter, connection).send()
    except _NotSent as error:
        _try_later(pk, str(error), at, tried)
    except (SMTPException, OSError, ValueError) as error:
        log.warning("Message %s: %s: %s", pk, type(error).__name__, _words(error))  # no address in a log
        _settle(pk, error, at, tried)
    else:
        _end(pk, MessageState.SENT, sent_at=timezone.now())


def _begin(message: Message, letter: Letter | None, at: datetime) -> bool:
    """Whether it is this worker's to send: committed before anything goes out, by one worker alone."""
    with transaction.atomic(), recorded(by=None, action="returns.send_message"):
        row = Message.objects.select_for_update(skip_locked=True).filter(pk=message.pk, state=MessageState.WAITING)
        if row.order_by("pk").first() is None:
            return False
        subject = one_line(letter.subject) if letter and letter.subject else message.subject
        Message.objects.filter(pk=message.pk).update(
            state=MessageState.SENDING, sent_at=at, trouble="", subject=subject
        )
        message.subject = subject
    return True


class _NotSent(Exception):
    """It certainly did not go out, and may another time."""


@contextmanager
def _open_connection() -> Iterator[BaseEmailBackend]:
    """What goes wrong before the connection is there is certainly no mail sent; what goes wrong in closing it changes nothing."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise _NotSent(f"The mail server could not be reached: {_words(error)}") from error
    try:
        yield connection
    finally:
        with suppress(SMTPException, OSError):
            connection.close()


def _mail(message: Message, letter: Letter, connection: BaseEmailBackend) -> EmailMessage:
    mail = EmailMessage(
        message.subject,
        letter.body,
        to=[message.to.email],
        headers={"Auto-Submitted": "auto-generated"},  # nobody's out-of-office reply comes back
        connection=connection,
    )
    for name, content, kind in letter.attachments:
        mail.attach(name, content, kind)
    return mail


def _settle(pk: int, error: Exception, at: datetime, tried: int) -> None:
    """An answer of the server that it does not take the mail is certain; a connection that broke is not."""
    codes = [code for code, _ in _answers(error)]
    if codes and all(400 <= code < 500 for code in codes):
        _try_later(pk, f"The mail server does not take it now: {_words(error)}", at, tried)
    elif codes or isinstance(error, ValueError):
        _end(pk, MessageState.FAILED, trouble=f"The mail server refused it: {_words(error)}")
    else:
        words = f"The connection to the mail server broke while it was sent, so it may have arrived: {_words(error)}"
        _end(pk, MessageState.FAILED, trouble=words)


def _answers(error: Exception) -> list[tuple[int, bytes | str]]:
    """What the server answered: a code and its words."""
    if isinstance(error, SMTPRecipientsRefused):
        return list(error.recipients.values())
    return [(error.smtp_code, error.smtp_error)] if isinstance(error, SMTPResponseException) else []


def _words(error: Exception) -> str:
    """What the server or the machine said, without the person's address: for whoever may see the list of messages."""
    answers = [
        (code, words if isinstance(words, str) else words.decode(errors="replace")) for code, words in _answers(error)
    ]
    said = " ".join(f"{code} {words}" for code, words in answers)
    return " ".join((said or str(error)).split())[:300] or type(error).__name__


def _try_later(pk: int, trouble: str, at: datetime, tried: int) -> None:
    if tried >= len(PAUSES):
        _end(pk, MessageState.FAILED, trouble=trouble)
        return
    with transaction.atomic():
        _end(pk, MessageState.WAITING, trouble=trouble, sent_at=None)
        _defer(pk, tried + 1, at + PAUSES[tried])


def _end(pk: int, state: MessageState, **fields: object) -> None:
    with transaction.atomic(), recorded(by=None, action="returns.send_message"):
        Message.objects.filter(pk=pk, state=MessageState.SENDING).update(state=state, **fields)


def _defer(pk: int, tried: int = 0, at: datetime | None = None) -> None:
    """The job, in the same transaction as the row: by Django's own connection, in the worker too, whose jobs use another."""
    jobs = JobManager(DjangoConnector())
    configure_task(name=SEND_MESSAGE, job_manager=jobs, schedule_at=at).defer(message=pk, tried=tried)
