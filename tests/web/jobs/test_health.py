"""/health/: one word when all is well, and one sentence when it is not; whoever asks, and however often."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError

from goldenthread.web.jobs import health
from tests.web.conftest import StrictClient, plain_sql


@pytest.fixture
def worker(db: None) -> None:
    plain_sql("INSERT INTO procrastinate_workers DEFAULT VALUES")


def answer(client: StrictClient) -> tuple[int, str]:
    """The status and the words."""
    response = client.get("/health/")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.content.decode()


@pytest.mark.usefixtures("worker")
def test_all_is_well(client: StrictClient, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):  # is the table of migrations there; its rows; the worker; the jobs
        assert answer(client) == (200, "well\n")


def test_it_only_reads(client: StrictClient) -> None:
    assert client.post("/health/").status_code == 405


@pytest.mark.usefixtures("db")
def test_no_worker(client: StrictClient) -> None:
    assert answer(client) == (503, "Nothing has worked on the jobs for a minute.\n")


@pytest.mark.usefixtures("db")
def test_silent_worker(client: StrictClient) -> None:
    plain_sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '61 seconds')")
    assert answer(client)[0] == 503


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize(("silent_for", "stalled"), [(None, True), (61, True), (10, False)])
def test_job_whose_worker_is_gone_silent_or_busy(client: StrictClient, silent_for: int | None, stalled: bool) -> None:
    if silent_for is not None:
        plain_sql(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')", silent_for
        )
    plain_sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id) "
        "SELECT 'default', 'any', 'doing', CASE WHEN %s THEN NULL ELSE max(id) END FROM procrastinate_workers",
        silent_for is None,
    )
    expected = (503, "Work has stopped in the middle of 1 job.\n") if stalled else (200, "well\n")
    assert answer(client) == expected


@pytest.mark.usefixtures("worker")
def test_migration_that_is_missing(client: StrictClient) -> None:
    plain_sql("DELETE FROM django_migrations WHERE app = 'plans' AND name = '0001_initial'")
    assert answer(client) == (
        503,
        "The database is 1 step behind this version. Start Golden Thread again: that brings it up to date.\n",
    )


@pytest.mark.usefixtures("worker")
def test_database_that_cannot_be_reached(client: StrictClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the driver says it. That it is so when a real server stops is tested in tests/test_cli_serve.py."""

    def fail() -> str:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "_missing_migrations", fail)
    assert answer(client) == (503, "The database cannot be reached.\n")
