"""The example council's papers: that they load, say what the real figures say, and share no sentence with the real papers."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from goldenthread.model.budget import Statement
from goldenthread.model.cells import is_understood, read_cells
from goldenthread.model.figures import Cell, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.model.plan import AnyLine, MeasureLine
from goldenthread.model.report import Report, ReportKind, report_from_json, report_to_json
from goldenthread.model.text import plain_text
from goldenthread.readers.columns import heading_of

EXAMPLES = Path(__file__).parent.parent / "examples"
SHARED = Path("/work/shared")
Q1, Q2, PLAN = "2021-22-q1.json", "2021-22-q2.json", "plan-2021-22.json"
ALL = (Q1, Q2, PLAN)
QUARTERS = (Q1, Q2)

# in halves, so that this file does not hold them itself
REAL_PLACES = [a + b for a, b in (("hal", "ton"), ("run", "corn"), ("wid", "nes"), ("mer", "sey"), ("liver", "pool"))]
REAL_PLACES += [a + b for a, b in (("war", "rington"), ("know", "sley"), ("che", "shire"), ("st hel", "ens"))]
REAL_PROJECTS = [
    a + b for a, b in (("ic", "art"), ("ecl", "ipse"), ("eds", "ential"), ("ash", "ley"), ("wood", "side"))
]
REAL_PROJECTS += [a + b for a, b in (("fair", "field"), ("ches", "nut"), ("the pau", "se"), ("duke of", " edin"))]

REAL_PAPERS_ABSENT = "the real papers are not on this machine, so nothing can be compared with them"


@cache
def example(name: str) -> Report:
    """One of the example papers."""
    return report_from_json((EXAMPLES / name).read_text(encoding="utf-8"))


def line_key(line: AnyLine) -> tuple[str, str, int]:
    """What one line of a paper is called there."""
    return line.line, line.ref, line.occurrence


def words(text: str) -> list[str]:
    """A text as bare words: what is left when nobody minds capitals and commas."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of that many words in a text."""
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def sentences(data: Any, key: str = "") -> Iterator[str]:
    """Every text of a paper that somebody composed: all but the cells, whose printed figures are facts."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from sentences(value, name) if name != "cells" else ()
    elif isinstance(data, list):
        for item in data:
            yield from sentences(item, key)
    elif isinstance(data, str):
        yield data


def shared(path: str) -> Path:
    """A file of the real papers; the test is skipped where they are absent."""
    if not (SHARED / path).exists():
        pytest.skip(REAL_PAPERS_ABSENT)
    return SHARED / path


@pytest.mark.parametrize("name", ALL)
def test_an_example_is_stored_as_it_would_be_written(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert report_to_json(report_from_json(text)) == text


@pytest.mark.parametrize(
    ("name", "kind", "period", "measures", "milestones"),
    [
        (Q1, ReportKind.PRIORITY, Period.financial_quarter(2021, 1), 38, 27),
        (Q2, ReportKind.PRIORITY, Period.financial_quarter(2021, 2), 38, 27),
        (PLAN, ReportKind.BUSINESS_PLAN, Period.financial_year(2021), 38, 28),
    ],
)
def test_an_example_holds_the_whole_paper(
    name: str, kind: ReportKind, period: Period, measures: int, milestones: int
) -> None:
    report = example(name)
    assert (report.kind, report.period, report.council) == (kind, period, "Example Borough Council")
    assert [objective.ref for objective in report.objectives] == [f"PED0{n}" for n in range(1, 7)]
    assert (len(report.measures), len(report.milestones)) == (measures, milestones)


def test_both_quarters_hold_the_same_lines_in_the_same_order() -> None:
    """A line is matched from quarter to quarter by its reference and occurrence, and its title is the same."""
    first, second = ([(line_key(line), line.title) for line in example(name).lines] for name in QUARTERS)
    assert first == second


def test_the_quarters_report_on_all_of_the_plan_but_one_milestone() -> None:
    planned = {(line_key(line), line.title, line.responsible) for line in example(PLAN).lines}
    reported = {(line_key(line), line.title, line.responsible) for line in example(Q1).lines}
    assert reported < planned
    assert {key[1] for key, _, _ in planned - reported} == {"PED01d"}


@pytest.mark.parametrize("name", ALL)
def test_every_cell_is_what_its_printed_text_says(name: str) -> None:
    """A person may edit a cell's text; reading it again must give these figures (R1.1)."""
    report = example(name)
    for line in report.lines:
        texts = [(cell.column, cell.original) for cell in line.cells]
        again = read_cells(texts, line.title, report.period)
        assert [_without_symbol(cell) for cell in again] == [_without_symbol(cell) for cell in line.cells], line.ref


def _without_symbol(cell: Cell) -> Cell:
    """A cell whose light or arrow stands in the line holds no text: it is not a blank."""
    symbol = cell.column.role in (Role.PROGRESS, Role.TRAVEL) and not cell.original
    return cell.model_copy(update={"absence": None}) if symbol else cell


@pytest.mark.parametrize("name", ALL)
def test_every_column_is_what_its_heading_says(name: str) -> None:
    report = example(name)
    for column in {cell.column for line in report.lines for cell in line.cells}:
        heading = heading_of(column.heading, report.period)
        assert heading is not None
        assert heading.column == column


@pytest.mark.parametrize("name", ALL)
def test_every_figure_is_understood_and_in_the_measures_own_unit(name: str) -> None:
    for line in example(name).measures:
        unit = line.definition.unit
        assert unit is not None, line.ref
        for cell in line.cells:
            symbol = cell.column.role in (Role.PROGRESS, Role.TRAVEL)
            assert symbol or is_understood(cell), f"{line.ref}: {cell.original}"
            assert {figure.unit for figure in cell.figures} <= {unit.value}, f"{line.ref}: {cell.original}"


@pytest.mark.parametrize("name", ALL)
def test_every_measure_is_fully_defined_and_every_milestone_dated(name: str) -> None:
    """Nothing can be rated without unit, polarity, time basis and calendar (R4.1)."""
    report = example(name)
    for line in report.measures:
        definition = line.definition
        assert None not in (definition.unit, definition.polarity, definition.time_basis, definition.calendar), line.ref
    for milestone in report.milestones:
        assert milestone.due is not None
        assert milestone.due.period == find_period(milestone.due.original, report.period)
        assert milestone.responsible


@pytest.mark.parametrize("name", QUARTERS)
def test_every_line_has_a_light_and_an_arrow_or_says_why_not(name: str) -> None:
    for line in example(name).lines:
        assert _one_of(line.progress.judged, line.cell(Role.PROGRESS)), line.ref
        if isinstance(line, MeasureLine):
            assert _one_of(line.travel.judged, line.cell(Role.TRAVEL)), line.ref


def _one_of(judged: object, cell: Cell | None) -> bool:
    return cell is not None and (judged is None) != (cell.absence is None)


def test_each_quarter_has_its_own_commentary_by_a_known_post() -> None:
    said: list[set[str]] = []
    for name in QUARTERS:
        report = example(name)
        posts = {officer.post for officer in report.officers}
        said.append(set())
        for line in report.lines:
            assert line.commentary is not None, line.ref
            assert set(line.commentary.by) <= posts, line.ref
            said[-1].add(plain_text(line.commentary.blocks))
    assert said[0] & said[1] == {"See PED01a."}


def test_no_person_is_named() -> None:
    for name in ALL:
        assert [officer.name for officer in example(name).officers if officer.name] == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_no_real_place_or_project_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert [word for word in (*REAL_PLACES, *REAL_PROJECTS) if word in text] == []


def test_the_statements_are_in_the_second_quarter_with_unit_date_and_convention() -> None:
    """R8.1: a statement says its unit, its sign convention where it has a variance, and its date."""
    statements = [section for section in example(Q2).sections if isinstance(section, Statement)]
    assert [section.number for section in statements] == [f"6.{n}" for n in range(1, 7)]
    for section in statements:
        assert section.unit is not None
        assert str(section.as_at) == "2021-09-30"
        variance = any("Variance" in column.heading for column in section.columns)
        assert section.convention is not None or not variance
        assert all(len(line.cells) == len(section.columns) for line in section.lines)


def test_the_two_departments_end_at_the_variances_that_were_published() -> None:
    statements = [section for section in example(Q2).sections if isinstance(section, Statement)]
    last = [[cell.value for cell in section.lines[-1].cells] for section in (statements[0], statements[4])]
    assert last == [
        [Decimal(n) for n in (24925, 10441, 12954, -2513, -5384)],
        [Decimal(n) for n in (8294, 3357, 3473, -116, -303)],
    ]


@pytest.mark.parametrize("name", ALL)
def test_no_eight_words_in_a_row_come_from_the_real_papers(name: str) -> None:
    taken = set[tuple[str, ...]]()
    for seed in sorted(shared("seeds").glob("*.txt")):
        taken |= runs(seed.read_text(encoding="utf-8"), 8)
    data = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    found = {" ".join(run) for text in sentences(data) for run in runs(text, 8) & taken}
    assert found == set()


@pytest.mark.parametrize("name", ALL)
def test_nobody_who_works_for_the_real_council_is_named(name: str) -> None:
    people: set[str] = set()
    for gold in sorted(shared("gold").glob("*.json")):
        people |= {by for line in _lines_of(gold) for by in (*line["responsible"], *line["commentary_by"])}
    surnames = {by.split()[-1] for by in people if re.fullmatch(r"[A-Z]\w+ [A-Z][\w-]+", by)}
    assert len(surnames) > 10
    spoken = {word for text in sentences(example(name).model_dump(mode="json")) for word in re.findall(r"[\w-]+", text)}
    assert surnames & spoken == set()


def _lines_of(gold: Path) -> list[dict[str, list[str]]]:
    data = json.loads(gold.read_text(encoding="utf-8"))
    lines = [*data.get("measures", ()), *data.get("milestones", ())]
    return [{key: line.get(key) or [] for key in ("responsible", "commentary_by")} for line in lines]


def test_the_first_quarters_figures_are_those_that_were_published() -> None:
    gold = json.loads(shared("gold/priority_report_2021-22_q1.json").read_text(encoding="utf-8"))
    for line, real in zip(example(Q1).measures, gold["measures"], strict=True):
        for cell in line.cells[:3]:
            assert _numbers(cell.original) == _numbers(real["columns"][cell.column.heading]), line.ref


def test_the_second_quarters_figures_are_those_that_were_published() -> None:
    with shared("data/updates_2021-22_q2.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "measure"]
    for line, row in zip(example(Q2).measures, rows, strict=True):
        assert line.ref == row["ref"]
        for cell, field in zip(line.cells[:3], ("last_year_actual", "target", "current"), strict=True):
            assert _numbers(cell.original) == _numbers(row[field]), line.ref


def test_the_plans_figures_are_those_that_were_published() -> None:
    gold = json.loads(shared("gold/business_plan_2021-22.json").read_text(encoding="utf-8"))
    for line, real in zip(example(PLAN).measures, gold["measures"], strict=True):
        for cell, text in zip(line.cells, real["columns"].values(), strict=True):
            assert _numbers(cell.original) == _numbers(text) or cell.original.startswith("Will not be"), line.ref


def _numbers(text: str | None) -> list[str]:
    """The digits of a cell; the years and the virus's number in its remarks are no figures."""
    return re.findall(r"\d[\d,. /]*\d|\d", re.sub(r"Covid[- ]?19|[()]", "", text or ""))
