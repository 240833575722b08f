"""Jobs that were cut off are tried again, three times in all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from goldenthread.web.jobs.abandoned import put_back
from tests.web.conftest import plain_sql

NOW = datetime(2021, 5, 10, 9, 30, tzinfo=UTC)


def job(status: str, attempts: int = 0) -> int:
    """A job that stands so."""
    plain_sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts) VALUES ('default', 'any', %s, %s)",
        status,
        attempts,
    )
    return int(ProcrastinateJob.objects.latest("pk").pk)


def standing(pk: int) -> tuple[str, int]:
    """How a job stands, and how often it was tried."""
    row = ProcrastinateJob.objects.get(pk=pk)
    return row.status, row.attempts


@pytest.mark.usefixtures("db")
def test_only_what_was_under_way_is_put_back() -> None:
    doing, waiting, done = job("doing"), job("todo"), job("succeeded")
    assert put_back(NOW) == 1
    assert standing(doing) == ("todo", 1)
    assert standing(waiting) == ("todo", 0)
    assert standing(done) == ("succeeded", 0)


@pytest.mark.usefixtures("db")
def test_third_try_that_is_cut_off_was_the_last() -> None:
    """What takes its worker with it each time must not hold up all others for ever."""
    second, third = job("doing", attempts=1), job("doing", attempts=2)
    assert put_back(NOW) == 2
    assert standing(second) == ("todo", 2)
    assert standing(third) == ("failed", 3)
