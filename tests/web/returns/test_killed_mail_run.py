"""A real worker, killed with SIGKILL in the middle of 20 messages and started again: nobody gets two, and nobody who had none
begun goes without. And as it is on a developer's machine, messages are files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from goldenthread.web.accounts.models import Holding, Person, Post
from goldenthread.web.returns.chasing.sending import LOST_AFTER, Standing, queue, standing_of
from goldenthread.web.returns.models import Message, MessageKind, MessageState
from tests.web.conftest import Cast, plain_sql
from tests.web.plans.builders import make_measure
from tests.web.returns.builders import make_update
from tests.web.running import clean_environment, until
from tests.web.world import make_world

MANY = 20


@pytest.fixture
def queued(transactional_db: None, cast: Cast) -> Iterator[list[str]]:
    """Twenty officers with a measure each, and an invitation waiting for each; their addresses."""
    world = make_world(cast)
    Message.objects.all().delete()
    for number in range(MANY):
        person = Person.objects.create(name=f"Officer {number}", email=f"officer{number}@example.gov.uk")
        post = Post.objects.create(title=f"Manager {number}", directorate=world["directorate"])
        Holding.objects.create(person=person, post=post, since=date(2021, 1, 1))
        make_update(world["return"], make_measure(world["objective"], ref=f"PED02 {number}", owner=post))
        queue(world["round"], person, MessageKind.INVITATION, "", "Updates", None, timezone.now())
    yield [f"officer{number}@example.gov.uk" for number in range(MANY)]
    plain_sql("DELETE FROM procrastinate_jobs")  # Django does not empty the tables of jobs
    plain_sql("DELETE FROM procrastinate_workers")


@contextmanager
def worker(folder: Path, settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of the application on the test's database; killed at the end."""
    known: dict[str, Any] = connection.settings_dict
    user = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}@" if known["USER"] else ""
    environment = clean_environment(
        DATABASE_URL=f"postgresql://{user}/{known['NAME']}?host={quote(str(known['HOST']))}",
        GOLDENTHREAD_DATA=str(folder),
        DJANGO_SETTINGS_MODULE=settings,
        SLOW_MAIL_NOTES=str(folder / "notes"),
    )
    words = [sys.executable, "-m", "goldenthread.web.jobs.worker", str(os.getpid())]
    process = subprocess.Popen(words, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("killed_at", ["began", "took"])
def test_killed_in_the_middle_of_a_mail_run(queued: list[str], tmp_path: Path, killed_at: str) -> None:
    notes = tmp_path / "notes"

    def noted(word: str) -> list[str]:
        lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
        return [line.removeprefix(f"{word} ") for line in lines if line.startswith(word) and line.split()[1] in queued]

    with worker(tmp_path, "tests.web.returns.slow_mail_settings") as first:
        until(lambda: len(noted(killed_at)) == MANY // 3)
        first.send_signal(signal.SIGKILL)
        first.wait()
    begun, taken = noted("began"), noted("took")
    cut_off = begun[-1]
    assert len(begun) == MANY // 3
    assert (cut_off in taken) is (killed_at == "took")
    assert Message.objects.get(to__email=cut_off).state == MessageState.SENDING
    with worker(tmp_path, "tests.web.returns.slow_mail_settings"):
        until(lambda: not Message.objects.filter(state=MessageState.WAITING).exists())
        until(lambda: Message.objects.filter(state=MessageState.SENT).count() == MANY - 1)
    assert sorted(noted("began")) == sorted(queued)
    assert sorted(noted("took")) == sorted(address for address in queued if address in taken or address != cut_off)
    row = Message.objects.get(to__email=cut_off)
    assert row.state == MessageState.SENDING
    assert row.sent_at is not None
    assert standing_of(row, row.sent_at + LOST_AFTER + timedelta(seconds=1)) is Standing.UNKNOWN


def test_messages_are_files_where_no_mail_server_is_named(queued: list[str], tmp_path: Path) -> None:
    """Django puts two of the same moment into one file."""
    with worker(tmp_path, "goldenthread.web.settings"):
        until(lambda: Message.objects.filter(state=MessageState.SENT).count() == MANY)
    written = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "mail").iterdir())
    assert sorted(re.findall(r"^To: (.*)$", written, re.MULTILINE)) == sorted(queued)
    subjects = re.findall(r"^Subject: (.*)$", written, re.MULTILINE)
    assert subjects == ["1 update for Quarter 2, 2021/22 by Thursday 8 January"] * MANY
