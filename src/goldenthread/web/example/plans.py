"""The plans of the example council: the approved one of People, from its paper; and a draft of Place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from goldenthread.model.figures import Role
from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Report
from goldenthread.readers import read
from goldenthread.rules.windows import names_a_window
from goldenthread.web.accounts.models import Directorate, Person, Post
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.plans import move_plan
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.life import LifeAction
from goldenthread.web.plans.models import Component, Figure, Measure, MeasureContribution, Plan, Priority
from goldenthread.web.plans.uploading.measure_cells import said_by
from goldenthread.web.plans.uploading.settling import everything_proposed
from goldenthread.web.plans.uploading.store import store
from goldenthread.web.plans.uploading.store_measures import key_of, recorded_figures, row_of

_PACKED: Final = Path(__file__).parent / "papers"
_IN_SOURCE: Final = Path(__file__).parents[4] / "examples"
_APPROVED_ON: Final = date(2021, 3, 25)
_FIRST_QUARTER: Final = date(2021, 4, 1)

AIMS: Final = {
    "Children and Young People": "Every child in the borough grows up safe and well, learns, and has a say.",
    "Streets and Travel": "Everybody gets about safely, and finds the streets that they live in clean and in good repair.",
    "Health and Independence": "People live longer in good health, and at home for as long as they wish to.",
    "A Well-run Council": "Money is spent where it does most good, and residents can see what came of it.",
}


def load(places: Mapping[str, Directorate], people: Mapping[str, Person], at: datetime) -> Plan:
    """Make the priorities and both plans, and approve that of People, which is returned."""
    officer, director = people["performance.officer"], people["director"]
    with recorded(by=officer, action="example.load"):
        Priority.objects.bulk_create(
            Priority(title=title, aim=aim, position=n) for n, (title, aim) in enumerate(AIMS.items())
        )
    plan = _store("plan-2021-22.json", places["People"], officer, at)
    first, second = report_of("2021-22-q1.json"), report_of("2021-22-q2.json")
    with recorded(by=officer, action="example.load"):
        _share_with_contributor(plan)
        _name_parts(plan, first, second)
    _move(plan, LifeAction.SEND, Change(by=officer, at=at))
    _move(plan, LifeAction.APPROVE, Change(by=director, at=at, approver="Executive Board", approved_on=_APPROVED_ON))
    with recorded(by=officer, action="example.load"):
        _record_earlier(first, plan)
    _store("plan-place-2021-22.json", places["Place"], people["place.officer"], at)
    plan.refresh_from_db()
    return plan


def paper(name: str) -> Path:
    """One of the example papers: in the installed package, or in the source tree."""
    packed = _PACKED / name
    return packed if packed.exists() else _IN_SOURCE / name


def report_of(name: str) -> Report:
    """What one of the example papers says."""
    return read(paper(name)).report


def _store(name: str, directorate: Directorate, by: Person, at: datetime) -> Plan:
    report = report_of(name)
    with recorded(by=by, action="plans.make_from_paper"):
        return store(report, directorate=directorate, settlement=everything_proposed(report), by=by, at=at)


def _share_with_contributor(plan: Plan) -> None:
    post = Post.objects.get(title="Data Analyst, Early Help")
    rows = Measure.objects.filter(plan=plan, owner__title="Divisional Manager, Early Help").order_by("pk")[:3]
    MeasureContribution.objects.bulk_create(MeasureContribution(measure=row, post=post) for row in rows)


def _name_parts(plan: Plan, first: Report, second: Report) -> None:
    """The parts of a measure that both quarters report."""
    measures = {row.ref: row for row in Measure.objects.filter(plan=plan).exclude(definition__components__isnull=False)}
    later = {line.ref: parts_of(line) for line in second.measures}
    Component.objects.bulk_create(
        Component(definition_id=measures[line.ref].definition_id, name=name, position=n)
        for line in first.measures
        if line.ref in measures and parts_of(line) == later.get(line.ref)
        for n, name in enumerate(parts_of(line))
    )


def parts_of(line: MeasureLine) -> tuple[str, ...]:
    """The names of the parts that the current cell gives, those of a time left out."""
    cell = line.cell(Role.CURRENT)
    names = [figure.label for figure in cell.figures] if cell else []
    return tuple(name for name in names if name and not names_a_window(name))


def _move(plan: Plan, action: LifeAction, change: Change) -> None:
    plan.refresh_from_db()
    move_plan(plan=plan, action=action, targets=True, seen=plan.version, change=change)


def _record_earlier(report: Report, plan: Plan) -> None:
    """The figures of earlier periods that the report tells: its own quarter comes with the updates."""
    measures = {row.ref: row for row in Measure.objects.filter(plan=plan)}
    known = recorded_figures(measures.values())
    Figure.objects.bulk_create(
        Figure(series_id=measure.series_id, definition_id=measure.definition_id, **row_of(said, report.title))
        for line in report.measures
        if (measure := measures.get(line.ref))
        for said in said_by(line, report, plan.first_year).figures
        if key_of(said) not in known.get(measure.series_id, {}) and said.period.end < _FIRST_QUARTER
    )
