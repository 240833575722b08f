"""A council's real plan, by the pages: what stands in the database is what was read out of the paper by hand (gold)."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.models import Measure, Plan
from tests.web.conftest import Cast, SignIn
from tests.web.plans.uploading.test_whole_path import confirm, settle_as_proposed, upload

SHARED = Path("/work/shared")
SEED = SHARED / "seeds" / "business_plan_2021-22.txt"
GOLD = SHARED / "gold" / "business_plan_2021-22.json"
YEARS = {"19/ 20 Target": 2019, "21/22 Target": 2021}
ACTUALS = {"19/20 Actual": "2019-04-01", "20/21 Actual": "2020-04-01"}

pytestmark = pytest.mark.skipif(not (SEED.exists() and GOLD.exists()), reason="the seed and its gold are not here")


@pytest.fixture
def gold() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return data


@pytest.fixture
def plan(cast: Cast, sign_in: SignIn) -> Plan:
    """The seed: uploaded, read by the job, every proposal accepted, a new post for each printed name, confirmed."""
    client = sign_in("performance officer")
    row = upload(client, cast, SEED)
    settle_as_proposed(client, row, owners="new")
    return confirm(client, row)


def test_every_number_of_the_gold_is_in_the_plan(plan: Plan, gold: dict[str, Any]) -> None:
    measures = list(plan.measures.prefetch_related("targets", "series__figures").select_related("objective", "owner"))
    assert plan.objectives.count() == len(gold["objectives"]) == 6
    assert len(measures) == len(gold["measures"]) == 38
    assert plan.milestones.count() == len(gold["milestones"]) == 28
    by_objective = Counter(one.objective.ref for one in measures)
    assert by_objective == Counter(one["objective"] for one in gold["measures"])
    for row, printed in zip(measures, gold["measures"], strict=True):
        assert row.ref == printed["ref"]
        for column, year in YEARS.items():
            found = [one.low for one in row.targets.all() if one.year == year and one.low is not None]
            assert sorted(found) == _numbers(printed, column), (row.ref, column)
        for column, start in ACTUALS.items():
            there = [one for one in row.series.figures.all() if one.period_start.isoformat() == start]
            assert sorted(one.value for one in there if one.value is not None) == _numbers(printed, column), row.ref


def _numbers(printed: dict[str, Any], column: str) -> list[Decimal]:
    """The numbers of a column that are of its own year: one that is printed with another date is a figure of that date."""
    values = [one for one in printed["values"].get(column) or [] if "dated_other_than_column_year" not in one["flags"]]
    return sorted(Decimal(str(one["number"])) for one in values if one["number"] is not None)


def test_figure_printed_with_another_date_is_of_that_date(plan: Plan) -> None:
    """The paper prints "50% (Aug 2018)" under 19/20."""
    figure = plan.measures.get(ref="PED05 05").series.figures.get(period_start="2018-08-01")
    assert (figure.value, figure.original) == (Decimal(50), "50% (Aug 2018)")


OWNERS_NOT_READ = {"PED01 01", "PED04 05"}
"""The reader finds no names in these two titles: there they stand among other words in one bracket."""


def test_every_owner_of_the_gold_owns_and_shares(plan: Plan, gold: dict[str, Any]) -> None:
    """The first printed name owns, the others contribute; a name is behind one post alone, whose title is no name."""
    title_of: dict[str, str] = {}
    for row, printed in zip(plan.measures.select_related("owner"), gold["measures"], strict=True):
        if row.ref in OWNERS_NOT_READ or not printed["responsible"]:
            assert row.owner is None, row.ref
            continue
        assert row.owner is not None, row.ref
        assert title_of.setdefault(printed["responsible"][0], row.owner.title) == row.owner.title
        assert row.contributions.count() == len(set(printed["responsible"])) - 1, row.ref
    assert len(set(title_of.values())) == len(title_of)
    assert not Post.objects.filter(title__in=title_of).exists()


def test_milestones_keep_their_due_dates(plan: Plan, gold: dict[str, Any]) -> None:
    for row, printed in zip(plan.milestones.all(), gold["milestones"], strict=True):
        assert row.title == printed["title_clean"]
        assert row.due == (printed["due_text"] or "")


def test_nothing_is_rated_on_what_nobody_said(plan: Plan) -> None:
    unknown = [one.ref for one in Measure.objects.filter(plan=plan, definition__time_basis="")]
    assert unknown  # the seed does not print it for every measure, and nobody has said it since
