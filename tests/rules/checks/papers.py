"""Small papers of an example council, made in a few words, for the cases of the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from goldenthread.model.budget import BudgetCell, BudgetColumn, BudgetLine, BudgetRole, Convention, MoneyUnit, Statement
from goldenthread.model.cells import read_cells
from goldenthread.model.figures import Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Action,
    AnyLine,
    Arrow,
    Commentary,
    Due,
    Light,
    MeasureLine,
    MilestoneLine,
    Progress,
    Travel,
)
from goldenthread.model.reading import Reading
from goldenthread.model.report import AnySection, Narrative, Objective, Officer, Report, ReportKind
from goldenthread.model.text import paragraph
from goldenthread.model.wording import propose_definition

Q1 = Period.financial_quarter(2021, 1)
Q2 = Period.financial_quarter(2021, 2)
YEAR = Period.financial_year(2021)


class Setting(NamedTuple):
    """What a check is run on."""

    report: Report
    previous: Report | None = None
    plan: Report | None = None
    reading: Reading | None = None


class Case(NamedTuple):
    """Papers in which a check finds something, and papers in which it must not."""

    wrong: Sequence[Setting | Report]
    right: Sequence[Setting | Report]


_ROLES = {
    "last": ("20/21 Actual", Role.LAST_ACTUAL),
    "target": ("21/22 Target", Role.TARGET),
    "current": ("Current", Role.CURRENT),
    "latest": ("Latest", Role.LATEST),
    "forecast": ("Forecast", Role.FORECAST),
    "travel": ("Direction of Travel", Role.TRAVEL),
    "progress": ("Quarterly Progress", Role.PROGRESS),
}


def measure(
    ref: str = "PED01 01",
    title: str = "Increase the percentage of visits made on time",
    *,
    cells: Mapping[str | Column, str] | None = None,
    light: Light | None = None,
    arrow: Arrow | None = None,
    commentary: str | Sequence[str] = (),
    by: Sequence[str] = (),
    action: str = "",
    within: Period = Q1,
    **more: Any,
) -> MeasureLine:
    """A measure as a reader would give it. `cells`: text by "last", "target", "current" …, or by a Column of its own."""
    texts = [(_column(name), text) for name, text in (cells or {}).items()]
    return MeasureLine(
        ref=ref,
        title=title,
        cells=read_cells(texts, title, within),
        definition=more.pop("definition", None) or propose_definition(title),
        progress=Progress(judged=light),
        travel=Travel(judged=arrow),
        commentary=_commentary(commentary, by),
        action=Action(what=action) if action else None,
        **more,
    )


def milestone(
    ref: str = "PED01a",
    title: str = "Open the new family hub",
    *,
    due: str = "March 2022",
    progress: str = "",
    light: Light | None = None,
    commentary: str | Sequence[str] = (),
    by: Sequence[str] = (),
    responsible: Sequence[str] = (),
    action: str = "",
    **more: Any,
) -> MilestoneLine:
    """A milestone as a reader would give it."""
    column = Column(heading="Quarterly Progress", role=Role.PROGRESS)
    return MilestoneLine(
        ref=ref,
        title=title,
        responsible=tuple(responsible),
        cells=read_cells([(column, progress)], title, Q1) if progress else (),
        progress=Progress(judged=light),
        due=Due(original=due, period=find_period(due)) if due else None,
        commentary=_commentary(commentary, by),
        action=Action(what=action) if action else None,
        **more,
    )


def _column(name: str | Column) -> Column:
    if isinstance(name, Column):
        return name
    heading, role = _ROLES[name]
    return Column(heading=heading, role=role, period=find_period(heading))


def _commentary(text: str | Sequence[str], by: Sequence[str]) -> Commentary | None:
    words = [text] if isinstance(text, str) else list(text)
    if not words and not by:
        return None
    return Commentary(by=tuple(by), blocks=tuple(paragraph(one) for one in words))


def objective(*lines: AnyLine, ref: str = "PED01", title: str = "Help families early", **more: Any) -> Objective:
    """An objective and its lines."""
    return Objective(ref=ref, title=title, lines=lines, **more)


def narrative(title: str, *paragraphs: str, number: str = "", items: Sequence[Narrative] = ()) -> Narrative:
    """A narrative section of plain paragraphs."""
    return Narrative(
        number=number, title=title, blocks=tuple(paragraph(text) for text in paragraphs), items=tuple(items)
    )


def statement(
    rows: Sequence[tuple[str, str, Sequence[int | str | None]]],
    roles: Sequence[BudgetRole] = (
        BudgetRole.ANNUAL_BUDGET,
        BudgetRole.BUDGET_TO_DATE,
        BudgetRole.ACTUAL,
        BudgetRole.VARIANCE,
        BudgetRole.FORECAST_VARIANCE,
    ),
    *,
    title: str = "Revenue budget as at 30 September 2021",
    as_at: date | None = date(2021, 9, 30),
    unit: MoneyUnit | None = MoneyUnit.THOUSANDS,
    convention: Convention | None = Convention.OVERSPEND_IN_BRACKETS,
    commentary: Sequence[str] = (),
    headings: Sequence[str] = (),
) -> Statement:
    """A budget statement; each row is its block ("Expenditure"), its label, and its numbers."""
    columns = tuple(
        BudgetColumn(heading=headings[i] if headings else role.value.capitalize(), role=role)
        for i, role in enumerate(roles)
    )
    lines = tuple(
        BudgetLine(
            section=block,
            label=label,
            cells=tuple(
                BudgetCell(
                    original="" if value is None else str(value),
                    value=value if value is None else Decimal(str(value)),
                )
                for value in values
            ),
        )
        for block, label, values in rows
    )
    return Statement(
        title=title,
        as_at=as_at,
        unit=unit,
        convention=convention,
        columns=columns,
        lines=lines,
        commentary=tuple(paragraph(text) for text in commentary),
    )


def report(
    *parts: AnySection | AnyLine,
    title: str = "Children and young people: priority-based report, Quarter 1 2021/22",
    kind: ReportKind = ReportKind.PRIORITY,
    period: Period | None = Q1,
    officers: Sequence[Officer] = (),
    **more: Any,
) -> Report:
    """A report of these sections; loose lines are put into one objective, and references used again are counted."""
    lines = tuple(part for part in parts if isinstance(part, MeasureLine | MilestoneLine))
    sections: list[AnySection] = [part for part in parts if not isinstance(part, MeasureLine | MilestoneLine)]
    if lines:
        sections.append(objective(*_counted(lines)))
    return Report(
        kind=kind,
        title=title,
        council=more.pop("council", "Example Borough Council"),
        period=period,
        sections=tuple(sections),
        officers=tuple(officers),
        **more,
    )


def _counted(lines: Sequence[AnyLine]) -> tuple[AnyLine, ...]:
    seen: dict[str, int] = {}
    counted: list[AnyLine] = []
    for line in lines:
        seen[line.ref] = seen.get(line.ref, 0) + 1
        counted.append(line.model_copy(update={"occurrence": seen[line.ref] if line.ref else 1}))
    return tuple(counted)
