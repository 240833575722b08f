"""Six hundred measures: few queries on each page, and a plan made in seconds."""

from __future__ import annotations

import time
from typing import Any

import pytest

from goldenthread.model.report import Objective, Report
from goldenthread.web.plans.models import Measure, Upload
from goldenthread.web.plans.uploading import actions
from goldenthread.web.plans.uploading.settling import everything_proposed
from tests.web.conftest import Cast, SignIn
from tests.web.plans.large import large_plans
from tests.web.plans.uploading.papers import NOW, measure, small_plan, uploaded

MEASURES, OBJECTIVES = 600, 60


@pytest.fixture
def report() -> Report:
    """A plan for 2024/25 whose measures are those of the large plans before it, in other words by a little."""
    sections = tuple(
        Objective(
            ref=f"OBJ{n:02d}",
            title=f"Objective {n}",
            priorities=(f"Priority {n % 4}",),
            lines=tuple(
                measure(
                    f"OBJ{n:02d} {k + 1:02d}",
                    f"Increase the percentage of residents who are content with service {n * 10 + k}, as measured yearly",
                    responsible=(f"Manager {n}",),
                )
                for k in range(MEASURES // OBJECTIVES)
            ),
        )
        for n in range(OBJECTIVES)
    )
    return small_plan().model_copy(update={"sections": sections, "title": "A large plan"})


@pytest.fixture
def row(cast: Cast, report: Report) -> Upload:
    return uploaded(cast, report, settled=everything_proposed(report).model_dump(mode="json"))


PAGES = ("", "understood/", "owners/", "priorities/", "measures/", "measures/599/", "left-over/", "confirm/")


def test_pages_take_few_queries(row: Upload, cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    large_plans(cast.directorates["People"], MEASURES, years=(2020,))
    client = sign_in("performance officer")
    for page in PAGES:
        with django_assert_max_num_queries(15):
            assert client.get(f"/uploads/{row.pk}/{page}").status_code == 200


def test_six_hundred_measures_are_a_plan_in_seconds(
    row: Upload, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    begun = time.perf_counter()
    with django_assert_max_num_queries(60):
        plan = actions.confirm(upload=row, seen=row.version, by=cast["performance officer"], at=NOW)
    assert time.perf_counter() - begun < 20  # seconds on a busy machine; one or two on a quiet one
    assert Measure.objects.filter(plan=plan).count() == MEASURES
