"""Whatever report is made into a plan, the plan's own report makes the same plan again."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from goldenthread.model.report import Report
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.assemble import report_of
from goldenthread.web.plans.uploading.settling import PlanAnswer, propose_plan
from tests.strategies import reports
from tests.web.plans.reading.stored import stored, what_it_says


@pytest.mark.usefixtures("db")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=reports())
def test_a_plans_report_makes_the_same_plan_again(report: Report) -> None:
    answer = propose_plan(report) or PlanAnswer(title="Business plan", first_year=2021)
    with transaction.atomic():
        people, again = (Directorate.objects.create(name=name) for name in ("People", "People again"))
        first = stored(report, people, answer)
        second = stored(
            report_of(first, council="Example Borough Council"),
            again,
            PlanAnswer(title=first.title, first_year=first.first_year, years=first.years),
        )
        before, after = what_it_says(first), what_it_says(second)
        transaction.set_rollback(True)
    for part, said in before.items():
        assert after[part] == said, part
