"""The Report as a value: frozen, compared by value, and what its titles and parts say of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from pydantic import ValidationError

from goldenthread.model.budget import BudgetCell, BudgetRole
from goldenthread.model.figures import Absence, Cell, Column, Figure, Marker, Role
from goldenthread.model.plan import MeasureLine, MilestoneLine
from goldenthread.model.report import Narrative, NarrativeRole, Objective, Report, is_declaration, narrative_role
from tests.strategies import reports


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Introduction", NarrativeRole.INTRODUCTION),
        ("KEY DEVELOPMENTS", NarrativeRole.KEY_DEVELOPMENTS),
        ("Key Development", NarrativeRole.KEY_DEVELOPMENTS),
        ("Emerging Issues", NarrativeRole.EMERGING_ISSUES),
        ("Progress against high priority equality actions", NarrativeRole.EQUALITY),
        ("Progress against objectives", NarrativeRole.OVERVIEW),
        ("Performance Overview", NarrativeRole.OVERVIEW),
        ("Financial Statements", NarrativeRole.FINANCE),
        ("Appendices", NarrativeRole.APPENDICES),
        ("Overall aim", NarrativeRole.AIM),
        ("Reintroduction of charges", NarrativeRole.OTHER),
        ("Virtual School", NarrativeRole.OTHER),
        ("", NarrativeRole.OTHER),
    ],
)
def test_a_title_says_what_its_section_is_about(title: str, role: NarrativeRole) -> None:
    """The sections that councils' papers share, whatever their number or case."""
    assert narrative_role(title) is Narrative(title=title).role is role


@pytest.mark.parametrize(
    ("title", "declares"),
    [
        ("Data quality statement", True),
        ("Application of Data Quality", True),
        ("Declaration", True),
        ("Quality of care", False),
    ],
)
def test_the_data_quality_statement_is_known_by_its_title(title: str, declares: bool) -> None:
    """No other mark on paper tells it from a narrative."""
    assert is_declaration(title) is declares


@given(reports())
def test_lines_are_those_of_the_objectives_in_the_order_of_the_paper(report: Report) -> None:
    """Order is content; a line is either a measure or a milestone."""
    lines = [line for section in report.sections if isinstance(section, Objective) for line in section.lines]
    assert list(report.lines) == lines
    assert [line for line in lines if isinstance(line, MeasureLine)] == list(report.measures)
    assert [line for line in lines if isinstance(line, MilestoneLine)] == list(report.milestones)


@given(reports())
def test_a_line_is_known_by_objective_reference_and_occurrence(report: Report) -> None:
    """The identity of a line: a reference that is used again has a higher occurrence."""
    keys = [
        (objective.ref, line.line, line.ref, line.occurrence)
        for objective in report.objectives
        for line in objective.lines
    ]
    assert len(keys) == len(set(keys))


def test_a_report_cannot_be_changed() -> None:
    """What was tabled stays as tabled."""
    line = MeasureLine(title="Visits")
    with pytest.raises(ValidationError, match="frozen"):
        line.title = "Other visits"  # type: ignore[misc]


def test_a_cell_cannot_hold_a_figure_and_be_without_one() -> None:
    """R1.2: what stands in place of a number leaves no number beside it."""
    column = Column(heading="Current", role=Role.CURRENT)
    with pytest.raises(ValidationError, match="cannot both hold a figure and be suppressed"):
        Cell(column=column, original="[c] 4", figures=(Figure(value=Decimal(4)),), absence=Absence.SUPPRESSED)


def test_the_first_cell_of_a_role_is_found() -> None:
    """Columns are a list with roles; a line may have none of a role."""
    cells = tuple(Cell(column=Column(heading=name, role=Role.TARGET)) for name in ("2016/17", "2017/18"))
    line = MilestoneLine(cells=cells)
    assert line.cell(Role.TARGET) == cells[0]
    assert line.cell(Role.CURRENT) is None


# (the reason, its shorthand in open data): handbook 1.1
SHORTHAND = {
    Absence.NOT_APPLICABLE: "[z]",
    Absence.NOT_AVAILABLE: "[x]",
    Absence.NOT_YET_DUE: "[x]",
    Absence.TO_BE_CONFIRMED: "[x]",
    Absence.SEE_COMMENTARY: "[x]",
    Absence.SUPPRESSED: "[c]",
    Absence.NO_SYMBOL: "[x]",
    Absence.BLANK: "[x]",
    Absence.NOT_PLACED: "[x]",
}


@pytest.mark.parametrize("absence", Absence)
def test_each_reason_has_its_published_shorthand(absence: Absence) -> None:
    """R1.1: the Analysis Function's markers, each in its own square brackets."""
    assert absence.marker.shorthand == SHORTHAND[absence]


def test_markers_have_words_that_differ() -> None:
    """R1.4: a key can explain each of them."""
    assert len({marker.words for marker in Marker}) == len(Marker)


def test_a_blank_budget_cell_is_not_nought() -> None:
    """Handbook 8.1: nought is a number, a blank is none."""
    assert BudgetCell(original="0", value=Decimal(0)) != BudgetCell(original="0")


def test_a_budget_s_levels_and_variances_have_roles_of_their_own() -> None:
    """R8.4: a "Forecast Outturn" column that holds variances must be able to say so."""
    assert {role.value for role in BudgetRole} >= {"forecast outturn", "forecast variance", "actual", "variance"}
