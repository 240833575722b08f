"""A Report as flat tables, one row a fact: what the workbook and the CSV bundle both write.

Rows name the part of the paper and the line that they belong to, so that tables can be joined, sorted and read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.model import labels
from goldenthread.model.budget import BudgetColumn, BudgetRole, Convention, Statement
from goldenthread.model.figures import Absence
from goldenthread.model.report import Attachment, Declaration, Judgements, Objective, Officer, Report, StrategicIssues
from goldenthread.writers import table_columns as columns
from goldenthread.writers.line_tables import definition_rows, figure_rows, placed_lines, shown_rows, update_rows
from goldenthread.writers.table_columns import TableColumn
from goldenthread.writers.table_text import listed, period_text
from goldenthread.writers.text_tables import marked_words, narrative

Fact = str | int | Decimal
Row = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table of facts. `key` names the columns that tell its rows apart. A row holds only the facts that are said."""

    name: str
    title: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]


def flat_tables(report: Report) -> tuple[FlatTable, ...]:
    """Every table of the report, those without rows included."""
    lines = tuple(placed_lines(report))
    text_key = ("part", "line", "item", "position")
    shapes: tuple[tuple[str, str, tuple[TableColumn, ...], tuple[str, ...], Iterable[Row]], ...] = (
        ("report", "About the report", columns.REPORT, (), _report_rows(report)),
        ("sections", "Parts of the paper, in order", columns.SECTIONS, ("part",), _section_rows(report)),
        ("objectives", "Objectives", columns.OBJECTIVES, ("part",), _objective_rows(report)),
        ("figures", "Figures", columns.FIGURES, ("line", "column", "figure"), figure_rows(lines)),
        ("updates", "Updates", columns.UPDATES, ("line",), update_rows(lines)),
        ("progress_and_travel", "Progress and travel as printed", columns.SHOWN, ("line", "column"), shown_rows(lines)),
        ("definitions", "Definitions of measures", columns.DEFINITIONS, ("line",), definition_rows(lines)),
        ("narrative", "Running text", columns.NARRATIVE, text_key, narrative(report)),
        (
            "marked_words",
            "Words in bold or italic, and links",
            columns.MARKED_WORDS,
            (*text_key, "start"),
            marked_words(report),
        ),
        ("statements", "Budget statements", columns.STATEMENTS, ("part", "row", "column"), _statement_rows(report)),
        ("strategic_issues", "Strategic issues", columns.STRATEGIC_ISSUES, ("part", "row"), _issue_rows(report)),
        ("judgements", "Judgements of inspections", columns.JUDGEMENTS, ("part", "row"), _judgement_rows(report)),
        ("symbols", "What the symbols mean", columns.SYMBOLS, (), _symbol_rows(report)),
        ("officers", "Key to officers", columns.OFFICERS, (), _plain_rows(report.officers)),
        ("attachments", "Attachments named in the paper", columns.ATTACHMENTS, (), _plain_rows(report.attachments)),
    )
    return tuple(FlatTable(name, title, of, key, _said(rows)) for name, title, of, key, rows in shapes)


def _said(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({name: fact for name, fact in row.items() if fact != ""} for row in rows)


# ---- the paper and its parts ----


def _report_rows(report: Report) -> Iterator[Row]:
    facts = (
        (labels.REPORT_TYPE, report.kind.value),
        ("Title", report.title),
        (labels.COUNCIL, report.council),
        (labels.DIRECTORATE, report.directorate),
        *((labels.DEPARTMENTS, department) for department in report.departments),
        (labels.PRIORITY, report.priority),
        (labels.PERIOD, period_text(report.period)),
    )
    yield from ({"property": name, "value": value} for name, value in facts if value)


def _section_rows(report: Report) -> Iterator[Row]:
    for part, section in enumerate(report.sections, 1):
        row: dict[str, Fact] = {"part": part, "kind": section.part, "title": section.title}
        if not isinstance(section, Objective):
            row["number"] = section.number
        if isinstance(section, Declaration):
            row["declared_by"] = section.by
            row["declared_on"] = section.on.isoformat() if section.on else ""
        yield row


def _objective_rows(report: Report) -> Iterator[Row]:
    for part, section in enumerate(report.sections, 1):
        if isinstance(section, Objective):
            yield {
                "part": part,
                "ref": section.ref,
                "title": section.title,
                "priorities": listed(section.priorities),
                "responsible": listed(section.responsible),
                "linked_indicators": section.linked_indicators,
            }


def _issue_rows(report: Report) -> Iterator[Row]:
    for part, section in enumerate(report.sections, 1):
        for number, row in enumerate(section.rows if isinstance(section, StrategicIssues) else (), 1):
            yield {**row.model_dump(), "part": part, "row": number}


def _judgement_rows(report: Report) -> Iterator[Row]:
    for part, section in enumerate(report.sections, 1):
        for number, row in enumerate(section.rows if isinstance(section, Judgements) else (), 1):
            yield {**row.model_dump(), "part": part, "row": number}


def _symbol_rows(report: Report) -> Iterator[Row]:
    for light in report.rule_set.lights:
        symbol = light.light.value if light.light else Absence.NO_SYMBOL.value
        yield {"kind": "light", "symbol": symbol, "milestone": light.milestone, "measure": light.measure}
    for arrow in report.rule_set.arrows:
        symbol = arrow.arrow.value if arrow.arrow else Absence.NOT_APPLICABLE.value
        yield {"kind": "arrow", "symbol": symbol, "measure": arrow.meaning}


def _plain_rows(values: Iterable[Officer | Attachment]) -> Iterator[Row]:
    yield from (value.model_dump() for value in values)


# ---- budget statements ----


def _statement_rows(report: Report) -> Iterator[Row]:
    """A row for each number. What a statement says of itself stands on each of its rows, and on one of its own if it has none."""
    for part, section in enumerate(report.sections, 1):
        if isinstance(section, Statement):
            about: dict[str, Fact] = {
                "part": part,
                "statement": section.title,
                "as_at": section.as_at.isoformat() if section.as_at else "",
                "unit": section.unit.value if section.unit else "",
                "convention": section.convention.value if section.convention else "",
            }
            rows = tuple(_amount_rows(section))
            yield from ({**about, **row} for row in rows or ({},))


def _amount_rows(statement: Statement) -> Iterator[dict[str, Fact]]:
    headings = tuple(_heading(number, column) for number, column in enumerate(statement.columns, 1))
    if not statement.lines:
        yield from headings
    for number, line in enumerate(statement.lines, 1):
        label: dict[str, Fact] = {"row": number, "section": line.section, "label": line.label}
        if not line.cells:
            yield label
        for index, cell in enumerate(line.cells):
            row = {**label, **(headings[index] if index < len(headings) else {"column": index + 1})}
            row["original"] = cell.original
            if cell.value is not None:
                role = statement.columns[index].role if index < len(headings) else BudgetRole.OTHER
                row |= {"value": cell.value, **_adverse(statement.convention, role, cell.value)}
            yield row


def _heading(number: int, column: BudgetColumn) -> dict[str, Fact]:
    return {"column": number, "heading": column.heading, "role": column.role.value}


def _adverse(convention: Convention | None, role: BudgetRole, value: Decimal) -> dict[str, Fact]:
    """A variance with adverse as plus, and in words (R8.3); nothing where the statement does not say what its signs mean."""
    if convention is None or role not in (BudgetRole.VARIANCE, BudgetRole.FORECAST_VARIANCE):
        return {}
    adverse = -value if convention is Convention.OVERSPEND_IN_BRACKETS else value
    if not adverse:
        return {"variance_adverse": Decimal(0), "adverse_or_favourable": "neither"}
    return {"variance_adverse": adverse, "adverse_or_favourable": "adverse" if adverse > 0 else "favourable"}
