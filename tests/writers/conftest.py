"""One report, made by hand, that holds every part of the model: what each writer must be able to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, sync_playwright

from goldenthread.model.budget import (
    BudgetCell,
    BudgetColumn,
    BudgetLine,
    BudgetRole,
    Convention,
    MoneyUnit,
    Statement,
)
from goldenthread.model.cells import read_cells
from goldenthread.model.figures import Absence, Cell, Column, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Action,
    Arrow,
    Calendar,
    CalendarPart,
    Commentary,
    Definition,
    Due,
    Input,
    Known,
    Light,
    MeasureLine,
    MilestoneLine,
    Polarity,
    PolarityPart,
    Progress,
    Ratio,
    Reason,
    TimeBasis,
    TimeBasisPart,
    Travel,
    UnitPart,
    Verdict,
)
from goldenthread.model.report import (
    ArrowDefinition,
    Attachment,
    Declaration,
    Judgement,
    Judgements,
    LightDefinition,
    Narrative,
    Objective,
    Officer,
    Report,
    ReportKind,
    RuleSet,
    StrategicIssue,
    StrategicIssues,
)
from goldenthread.model.text import Paragraph, Picture, SmallTable, Span, list_item, paragraph
from tests.writers.browsing import CHROMIUM, FLAGS

QUARTER = Period.financial_quarter(2021, 2)

LAST = Column(heading="2020/21 actual", role=Role.LAST_ACTUAL, period=Period.financial_year(2020))
TARGET = Column(heading="2021/22 target", role=Role.TARGET, period=Period.financial_year(2021))
CURRENT = Column(heading="Quarter 2 position", role=Role.CURRENT, period=QUARTER)
PROGRESS = Column(heading="Progress", role=Role.PROGRESS)
TRAVEL = Column(heading="Direction of travel", role=Role.TRAVEL)

GOOD_ATTENDANCE = "Increase the percentage of school places taken up by two-year-olds who are eligible"
REFERRALS = "Reduce the rate of referrals to children's social care per 10,000 children (snapshot)"


def _cells(title: str, last: str, target: str, current: str) -> tuple[Cell, ...]:
    return read_cells(((LAST, last), (TARGET, target), (CURRENT, current)), title, QUARTER)


def _shown(absence: Absence | None = None, words: str = "") -> tuple[Cell, Cell]:
    """The cells of progress and travel: the light and the arrow themselves are the line's."""
    return (
        Cell(column=PROGRESS, original=words if absence is None else "", absence=absence),
        Cell(column=TRAVEL, absence=absence),
    )


def _rated_measure() -> MeasureLine:
    return MeasureLine(
        ref="EX01 01",
        title=GOOD_ATTENDANCE,
        responsible=("Head of Early Years",),
        definition=Definition(
            unit=UnitPart(value=Unit.PERCENT),
            polarity=PolarityPart(value=Polarity.HIGHER),
            time_basis=TimeBasisPart(value=TimeBasis.SNAPSHOT),
            calendar=CalendarPart(value=Calendar.ACADEMIC),
            ratio=Ratio(numerator="places taken up", denominator="children who are eligible", multiplier=100),
        ),
        cells=(*_cells(GOOD_ATTENDANCE, "71%", "75%", "68.5% (prov)"), *_shown()),
        progress=Progress(
            judged=Light.AMBER,
            computed=Verdict(
                light=Light.RED,
                sentence="68.5% is 6.5 points below the annual target of 75%.",
                rule="annual target",
                version="1",
                inputs=(Input(name="current", value="68.5"), Input(name="target", value="75")),
            ),
        ),
        travel=Travel(
            judged=Arrow.WORSE,
            computed=Verdict(
                absence=Absence.NOT_APPLICABLE,
                sentence="The figure for the same period last year is not in this report.",
                rule="same period last year",
                version="1",
            ),
        ),
        commentary=Commentary(
            by=("Head of Early Years", "Family Information Manager"),
            date=dt.date(2021, 10, 14),
            blocks=(
                Paragraph(
                    spans=(
                        Span(text="Take-up fell over the summer, as it does each year. See also "),
                        Span(text="EX01 02", strong=True),
                        Span(text=" and "),
                        Span(text="the childcare sufficiency report", link="https://www.example.gov.uk/childcare"),
                        Span(text="."),
                    )
                ),
                list_item("Letters have gone to 412 families."),
                list_item("Health visitors raise it at the two-year check.", level=2),
            ),
        ),
        action=Action(what="Telephone the families who did not answer", who="Head of Early Years", by_when="Dec-2021"),
    )


def _compound_measure() -> MeasureLine:
    title = "Attendance: percentage of sessions attended"
    compound = "LA 92.5% Pri 95.6% Sec 89.3% Spec 71.3% (2020/21)"
    return MeasureLine(
        ref="EX01 02",
        title=title,
        cells=(
            *_cells(title, compound, "LA 95% Pri 96% Sec 94% Spec 90%", "Refer comment"),
            *_shown(None, "On target"),
        ),
        progress=Progress(judged=Light.GREEN),
        travel=Travel(judged=Arrow.BETTER),
        commentary=Commentary(blocks=(paragraph("The autumn census will give the first comparable figure."),)),
    )


def _unrated_measure() -> MeasureLine:
    return MeasureLine(
        ref="EX01 03",
        title=REFERRALS,
        cells=(
            *_cells(REFERRALS, "502", "500", "N/A"),
            Cell(column=PROGRESS, absence=Absence.NO_SYMBOL),
            Cell(column=TRAVEL, original="N/A", absence=Absence.NOT_APPLICABLE),
        ),
        progress=Progress(
            computed=Verdict(
                absence=Absence.NOT_AVAILABLE,
                reason=Reason.NO_FIGURE,
                sentence="Not rated (no figure): the rate of referrals is counted at the end of the year.",
                rule="annual target",
                version="1",
            )
        ),
        commentary=Commentary(
            by=("Divisional Manager, Children in Need",), blocks=(paragraph("Counted at year end."),)
        ),
    )


def _plain_measures() -> tuple[MeasureLine, ...]:
    rows = (
        ("EX02 01", "Number of children in care placed outside the borough", "58", "60", "61", Light.RED, Arrow.WORSE),
        ("EX02 02", "Cost of residential placements", "£11,377,280", "£250,000 reduction", "£6,120,400", None, None),
        (
            "EX02 01",
            "Percentage of care leavers in suitable accommodation",
            "96%",
            "95%",
            "97.2%",
            Light.GREEN,
            Arrow.SAME,
        ),
        ("", "Number of foster carers approved in the year", "12", "TBC", "9", Light.AMBER, Arrow.BETTER),
    )
    lines = []
    for ref, title, last, target, current, light, arrow in rows:
        shown = _shown(None if light else Absence.BLANK)
        lines.append(
            MeasureLine(
                ref=ref,
                occurrence=2 if title.startswith("Percentage of care leavers") else 1,
                title=title,
                cells=(*_cells(title, last, target, current), *shown),
                progress=Progress(judged=light),
                travel=Travel(judged=arrow),
                definition=Definition(
                    unit=UnitPart(value=Unit.COUNT, known=Known.PROPOSED, why="the words of the title")
                ),
            )
        )
    return tuple(lines)


def _milestones() -> tuple[MilestoneLine, ...]:
    progress = Cell(column=PROGRESS)
    return (
        MilestoneLine(
            ref="EX01a",
            title="Agree the early years sufficiency plan with partners",
            due=Due(original="September 2021", period=Period.month(2021, 9)),
            responsible=("Head of Early Years",),
            cells=(progress,),
            progress=Progress(judged=Light.GREEN),
        ),
        MilestoneLine(
            ref="EX01b",
            title="Open the second family hub",
            due=Due(original="March 2022", period=Period.month(2022, 3)),
            responsible=("Divisional Manager, Early Intervention", "Head of Early Years"),
            cells=(progress,),
            progress=Progress(judged=Light.AMBER),
        ),
        MilestoneLine(
            ref="EX01c",
            title="Review the offer of short breaks",
            source="Commissioning team",
            due=None,
            cells=(Cell(column=PROGRESS, absence=Absence.NOT_YET_DUE, original="Not due"),),
            commentary=Commentary(by=("Commissioning Manager",), blocks=(paragraph("Waiting on item EX01b."),)),
        ),
    )


def _objectives() -> tuple[Objective, Objective]:
    return (
        Objective(
            ref="EX01",
            title="Give every child the best start",
            priorities=("A good start in life", "Healthy communities"),
            responsible=("Operational Director, Education",),
            linked_indicators="EX01 01, EX01 02",
            narratives=(
                Narrative(title="Context", blocks=(paragraph("Two in five eligible families have moved since 2019."),)),
            ),
            lines=(*_milestones(), _rated_measure(), _compound_measure(), _unrated_measure()),
        ),
        Objective(ref="EX02", title="Keep children in care close to home", lines=_plain_measures()),
    )


def _narratives() -> tuple[Narrative, ...]:
    return (
        Narrative(
            number="1.0",
            title="Introduction",
            blocks=(
                Paragraph(
                    spans=(
                        Span(text="This report covers "),
                        Span(text="July to September 2021", strong=True),
                        Span(text=". Figures are "),
                        Span(text="as at 30 September", emphasis=True),
                        Span(text=" unless they say otherwise."),
                    )
                ),
            ),
        ),
        Narrative(
            number="2.0",
            title="Key developments",
            items=(
                Narrative(
                    number="2.1",
                    title="Family hubs",
                    blocks=(paragraph("The first hub opened in July; 1,204 families have used it."),),
                    items=(Narrative(number="2.1.1", title="Opening hours", blocks=(paragraph("Six days a week."),)),),
                ),
                Narrative(number="2.2", blocks=(paragraph("A numbered paragraph that has no heading of its own."),)),
            ),
        ),
        Narrative(
            number="3.0",
            title="Emerging issues",
            blocks=(
                paragraph("Demand for places, by area:"),
                SmallTable(header=("Area", "Places", "Waiting"), rows=(("North", "120", "14"), ("South", "95", ""))),
                Picture(description="A map of the borough with the two family hubs"),
            ),
        ),
        Narrative(number="4.0", title="Progress against high priority equality actions", blocks=(paragraph("None."),)),
    )


def _strategic_issues() -> StrategicIssues:
    return StrategicIssues(
        number="6.0",
        title="Strategic issues",
        rows=(
            StrategicIssue(
                ref="1",
                issue="Too few local placements",
                baseline="58 children outside the borough",
                outcomes_year_1="No more than 60",
                outcomes_year_3="No more than 45",
                interventions="A fostering campaign; two new homes",
                indicators="EX02 01",
            ),
            StrategicIssue(ref="2", issue="School attendance after the pandemic", baseline="92.5%"),
        ),
    )


def _statement() -> Statement:
    columns = (
        BudgetColumn(heading="Annual budget", role=BudgetRole.ANNUAL_BUDGET),
        BudgetColumn(heading="Budget to date", role=BudgetRole.BUDGET_TO_DATE),
        BudgetColumn(heading="Actual to date", role=BudgetRole.ACTUAL),
        BudgetColumn(heading="Variance (overspend)", role=BudgetRole.VARIANCE),
    )
    rows = (
        ("Expenditure", "Employees", ("9,218", "4,573", "4,676", "(103)")),
        ("Expenditure", "Premises", ("274", "94", "94", "0")),
        ("Income", "Grants", ("-1,200", "-600", "-645", "45")),
        ("", "Net total", ("8,292", "4,067", "4,125", "(58)")),
    )
    return Statement(
        number="7.0",
        title="Revenue budget as at 30 September 2021",
        as_at=dt.date(2021, 9, 30),
        unit=MoneyUnit.THOUSANDS,
        convention=Convention.OVERSPEND_IN_BRACKETS,
        columns=columns,
        lines=tuple(
            BudgetLine(section=section, label=label, cells=tuple(_budget_cell(text) for text in texts))
            for section, label, texts in rows
        ),
        commentary=(paragraph("Employees: agency cover for six vacant posts."),),
    )


def _budget_cell(text: str) -> BudgetCell:
    number = text.replace(",", "").strip("()")
    value = Decimal(number)
    return BudgetCell(original=text, value=-value if text.startswith("(") else value)


def _rule_set() -> RuleSet:
    return RuleSet(
        lights=(
            LightDefinition(
                light=Light.GREEN,
                milestone="The milestone is on course to be met by its date.",
                measure="The annual target is on course to be met.",
            ),
            LightDefinition(
                light=Light.AMBER,
                milestone="It is uncertain whether the milestone will be met.",
                measure="It is uncertain whether the annual target will be met.",
            ),
            LightDefinition(
                light=Light.RED,
                milestone="It is highly likely that the milestone will not be met.",
                measure="The target will not be met unless something changes.",
            ),
        ),
        arrows=(
            ArrowDefinition(arrow=Arrow.BETTER, meaning="Better than the same period last year."),
            ArrowDefinition(arrow=Arrow.SAME, meaning="The same as the same period last year."),
            ArrowDefinition(arrow=Arrow.WORSE, meaning="Worse than the same period last year."),
            ArrowDefinition(arrow=None, meaning="Cannot be compared with last year."),
        ),
    )


def make_full_report() -> Report:
    """A priority-based report of Example Borough Council with every part of the model."""
    objective, other = _objectives()
    return Report(
        kind=ReportKind.PRIORITY,
        title="Children and young people: priority-based report",
        council="Example Borough Council",
        directorate="People",
        departments=("Education, Inclusion and Provision", "Children and Families"),
        priority="A good start in life",
        period=QUARTER,
        rule_set=_rule_set(),
        sections=(
            *_narratives(),
            objective,
            other,
            _strategic_issues(),
            Judgements(
                number="6.1",
                title="Inspection of children's services",
                rows=(
                    Judgement(judgement="Overall effectiveness", grade="Requires improvement"),
                    Judgement(judgement="Leadership", grade="Good"),
                ),
            ),
            _statement(),
            Declaration(
                number="8.0",
                title="Data quality statement",
                blocks=(paragraph("The figures were checked against the source systems named beside them."),),
                by="Strategic Director, People",
                on=dt.date(2021, 10, 29),
            ),
        ),
        officers=(
            Officer(initials="HEY", post="Head of Early Years"),
            Officer(initials="CM", post="Commissioning Manager"),
        ),
        attachments=(Attachment(name="Appendix 1: childcare sufficiency", mentioned_in="2.1"),),
    )


@pytest.fixture(scope="session")
def full_report() -> Report:
    """The report with every part (frozen, so one serves every test)."""
    return make_full_report()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield opened
        opened.close()
