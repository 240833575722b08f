"""The plans of the example council: the approved one of People, from its paper, and a draft of Place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from goldenthread.model.report import Report
from goldenthread.readers import read
from goldenthread.web.accounts.models import Directorate, Post
from goldenthread.web.plans.models import Measure, MeasureContribution, Plan, PlanState, Priority
from goldenthread.web.plans.uploading.settling import everything_proposed
from goldenthread.web.plans.uploading.store import store

_PACKED: Final = Path(__file__).parent / "papers"
_IN_SOURCE: Final = Path(__file__).parents[4] / "examples"

AIMS: Final = {
    "Children and Young People": "Every child in the borough grows up safe and well, learns, and has a say.",
    "Streets and Travel": "Everybody gets about safely, and finds the streets that they live in clean and in good repair.",
    "Health and Independence": "People live longer in good health, and at home for as long as they wish to.",
    "A Well-run Council": "Money is spent where it does most good, and residents can see what came of it.",
}


def load(places: Mapping[str, Directorate], at: datetime) -> None:
    """Make the priorities and both plans."""
    Priority.objects.bulk_create(
        Priority(title=title, aim=aim, position=n) for n, (title, aim) in enumerate(AIMS.items())
    )
    people = _store("plan-2021-22.json", places["People"], at)
    _share_with_contributor(people)
    _approve(people)
    _store("plan-place-2021-22.json", places["Place"], at)


def paper(name: str) -> Path:
    """One of the example papers: in the installed package, or in the source tree."""
    packed = _PACKED / name
    return packed if packed.exists() else _IN_SOURCE / name


def _store(name: str, directorate: Directorate, at: datetime) -> Plan:
    report: Report = read(paper(name)).report
    return store(report, directorate=directorate, settlement=everything_proposed(report), by=None, at=at)


def _share_with_contributor(plan: Plan) -> None:
    post = Post.objects.get(title="Data Analyst, Early Help")
    rows = Measure.objects.filter(plan=plan, owner__title="Divisional Manager, Early Help").order_by("pk")[:3]
    MeasureContribution.objects.bulk_create(MeasureContribution(measure=row, post=post) for row in rows)


def _approve(plan: Plan) -> None:
    plan.state, plan.approved_by, plan.approved_on = PlanState.APPROVED, "Executive Board", date(2021, 3, 25)
    plan.save(update_fields=["state", "approved_by", "approved_on"])
