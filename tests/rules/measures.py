"""Measures and reports for tests of the rules, as an officer would type them."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.model.cells import read_cells
from goldenthread.model.figures import Column, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Calendar,
    CalendarPart,
    Definition,
    MeasureLine,
    Polarity,
    PolarityPart,
    TimeBasis,
    TimeBasisPart,
    UnitPart,
)
from goldenthread.model.report import AnySection, Objective, Report, ReportKind

Q1, Q2, Q4 = (Period.financial_quarter(2024, quarter) for quarter in (1, 2, 4))
YEAR, LAST_YEAR = Period.financial_year(2024), Period.financial_year(2023)

TARGET = Column(heading="24/25 Target", role=Role.TARGET, period=YEAR)
CURRENT = Column(heading="Current", role=Role.CURRENT)
LAST_ACTUAL = Column(heading="23/24 Actual", role=Role.LAST_ACTUAL, period=LAST_YEAR)
PREVIOUS = Column(heading="Previous quarter", role=Role.PREVIOUS)
FORECAST = Column(heading="Forecast", role=Role.FORECAST, period=YEAR)
PROGRESS = Column(heading="Progress", role=Role.PROGRESS)


def definition(
    polarity: Polarity | None = Polarity.HIGHER,
    basis: TimeBasis | None = TimeBasis.SNAPSHOT,
    unit: Unit | None = None,
    calendar: Calendar | None = None,
) -> Definition:
    """A definition whose parts are stated by the council."""
    return Definition(
        polarity=PolarityPart(value=polarity) if polarity else None,
        time_basis=TimeBasisPart(value=basis) if basis else None,
        unit=UnitPart(value=unit) if unit else None,
        calendar=CalendarPart(value=calendar) if calendar else None,
    )


def measure(
    current: str,
    target: str | None = None,
    *,
    how: Definition | None = None,
    title: str = "Number of homes improved",
    ref: str = "HS01 01",
    last: str | None = None,
    more: Mapping[Column, str] | None = None,
    within: Period | None = Q1,
) -> MeasureLine:
    """A measure whose cells print these texts; a column is there where a text is given."""
    texts = [(LAST_ACTUAL, last), (TARGET, target), (CURRENT, current), *(more or {}).items()]
    printed = [(column, text) for column, text in texts if text is not None]
    return MeasureLine(ref=ref, title=title, definition=how or definition(), cells=read_cells(printed, title, within))


def report(*lines: MeasureLine, period: Period = Q1, kind: ReportKind = ReportKind.PRIORITY) -> Report:
    """A report of these lines under one objective."""
    sections: tuple[AnySection, ...] = (Objective(ref="HS01", title="Better homes", lines=lines),)
    return Report(kind=kind, council="Example Borough Council", period=period, sections=sections)
