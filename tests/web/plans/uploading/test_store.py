"""From reports to the rows of a plan: every objective, line, target and figure, exactly as the paper says it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goldenthread.readers import read
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.models import Plan
from goldenthread.web.plans.uploading.settling import everything_proposed
from goldenthread.web.plans.uploading.store import store

EXAMPLES = Path(__file__).parents[4] / "examples"
NOW = datetime(2021, 5, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> Directorate:
    return Directorate.objects.create(name="People")


def load(name: str, directorate: Directorate) -> Plan:
    report = read(EXAMPLES / name).report
    return store(report, directorate=directorate, settlement=everything_proposed(report), by=None, at=NOW)


def test_example_plan_is_stored_whole(people: Directorate) -> None:
    plan = load("plan-2021-22.json", people)
    assert (plan.objectives.count(), plan.measures.count(), plan.milestones.count()) == (6, 38, 28)


def test_quarterly_report_is_stored_with_its_targets_and_last_years_actual(people: Directorate) -> None:
    plan = load("2021-22-q1.json", people)
    assert plan.measures.count() == 38
