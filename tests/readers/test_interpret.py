"""Whole papers, as blocks and as text files: other quarters, councils and systems than those that the readers grew up on."""

from __future__ import annotations

import csv
import json
import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

from goldenthread.model.figures import Absence, Role
from goldenthread.model.plan import AnyLine, Light, MilestoneLine
from goldenthread.model.reading import Reading, Unreadable
from goldenthread.model.report import Narrative, Objective, ReportKind, report_to_json
from goldenthread.model.text import plain_text
from goldenthread.readers import read
from goldenthread.readers.interpret import interpret
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row, Symbol, cell, para

SHARED = Path(__file__).parents[3] / "shared"
Q1 = SHARED / "seeds" / "priority_report_2021-22_q1.txt"


def grid(*rows: tuple[GridCell | str, ...]) -> Grid:
    cells = (tuple(cell(c) if isinstance(c, str) else c for c in row) for row in rows)
    return Grid(tuple(Row(row, f"row {i}") for i, row in enumerate(cells, 1)))


def reading_of(*blocks: Para | Grid, loses_pictures: bool = False) -> Reading:
    return interpret(Paper(blocks=blocks, loses_pictures=loses_pictures))


def cells_of(line: AnyLine) -> dict[str, str]:
    return {found.column.full_heading: found.original for found in line.cells}


# ---- papers built of blocks ----


def test_text_goes_to_the_section_objective_or_commentary_that_is_open() -> None:
    report = reading_of(
        para("Quarterly report", heading=1),
        para("Reporting Period: Quarter 3 2022/23"),
        para("1.0 Key Developments", heading=1),
        para("1.1 The depot", heading=2),
        para("It is open."),
        para("Objective: Keep the streets clean (SCS01)", heading=1),
        grid(
            ("Ref", "Measure", "Current"),
            ("SCS01 01", "Bins emptied", "89%"),
            ("Supporting commentary: Street Manager",),
        ),
        para("All is well."),
        para("All will be."),
        para("2.0 Budget", heading=1),
        para("See the report of the finance team."),
    ).report
    first, objective, last = report.sections
    assert isinstance(first, Narrative)
    assert [(item.number, item.title, plain_text(item.blocks)) for item in first.items] == [
        ("1.1", "The depot", "It is open.")
    ]
    assert isinstance(objective, Objective)
    assert (objective.ref, objective.title) == ("SCS01", "Keep the streets clean")
    (line,) = objective.lines
    assert line.commentary is not None
    assert (line.commentary.by, plain_text(line.commentary.blocks)) == (
        ("Street Manager",),
        "All is well.\nAll will be.",
    )
    assert isinstance(last, Narrative)
    assert plain_text(last.blocks) == "See the report of the finance team."


@pytest.mark.parametrize(
    ("heading", "ref", "title"),
    [
        ("Objective: Keep the streets clean (SCS01)", "SCS01", "Keep the streets clean"),
        ("Objective SCS01: Keep the streets clean", "SCS01", "Keep the streets clean"),
        ("Service Objective: CED 02: Keep the streets clean", "CED 02", "Keep the streets clean"),
        ("Objective: Keep the streets clean", "", "Keep the streets clean"),
    ],
)
def test_an_objectives_heading_is_written_in_several_ways(heading: str, ref: str, title: str) -> None:
    report = reading_of(para("Report", heading=1), para(heading, heading=1), para("Words.")).report
    assert [(objective.ref, objective.title) for objective in report.objectives] == [(ref, title)]


def test_a_status_before_the_values_and_three_years_of_targets_fit_without_a_special_case() -> None:
    header = ("Code", "KPI", "RAG", "2022/23 Out-turn", "2023/24 Target", "2024/25 Target", "2025/26 Target")
    report = reading_of(
        para("Report", heading=1),
        para("Reporting Period: Quarter 1 2023/24"),
        grid(header, ("CED LI 03", "Invoices paid", "Amber", "93%", "95%", "96%", "97%")),
    ).report
    (line,) = report.lines
    assert line.progress.judged is Light.AMBER
    assert [(c.column.role, c.original) for c in line.cells] == [
        (Role.PROGRESS, "Amber"),
        (Role.LAST_ACTUAL, "93%"),
        *((Role.TARGET, f"{target}%") for target in (95, 96, 97)),
    ]


def test_a_paper_without_references_has_its_lines_by_their_titles() -> None:
    report = reading_of(
        para("Report", heading=1),
        grid(("Indicator", "Target", "Actual"), ("Homes let", "28", "34"), ("Rents", "98%", "97%")),
    ).report
    assert [(line.ref, line.occurrence, line.title) for line in report.lines] == [
        ("", 1, "Homes let"),
        ("", 1, "Rents"),
    ]
    assert cells_of(report.lines[1]) == {"Target": "98%", "Actual": "97%"}


def test_a_reference_used_twice_has_occurrences() -> None:
    report = reading_of(
        para("Objective: Homes (HSG1)", heading=1),
        grid(("Ref", "Milestone", "Progress"), ("HSG1a", "Build", "Green"), ("HSG1a", "Let", "Red")),
    ).report
    assert [(line.ref, line.occurrence, line.progress.judged) for line in report.lines] == [
        ("HSG1a", 1, Light.GREEN),
        ("HSG1a", 2, Light.RED),
    ]


def test_headers_repeated_on_the_next_page_are_no_rows_and_rows_go_on_without_them() -> None:
    header = ("Ref", "Measure", "Target", "Current")
    report = reading_of(
        para("Objective: Homes (HSG1)", heading=1),
        grid(header, ("HSG1 01", "Homes let", "28", "34"), header, ("HSG1 02", "Rents", "98%", "97%")),
        grid(("HSG1 03", "Repairs", "90%", "91%")),
    ).report
    assert [line.ref for line in report.lines] == ["HSG1 01", "HSG1 02", "HSG1 03"]
    assert cells_of(report.lines[2]) == {"Target": "90%", "Current": "91%"}


def test_a_row_cut_by_the_end_of_the_page_adds_to_no_figure() -> None:
    reading = reading_of(
        para("Objective: Homes (HSG1)", heading=1),
        grid(("Ref", "Measure", "Current"), ("HSG1 01", "Homes let within", "34"), ("", "the month", "0")),
    )
    (line,) = reading.report.lines
    assert (line.title, cells_of(line)) == ("Homes let within the month", {"Current": "34"})
    assert [found.text for found in reading.unplaced] == ["0"]


def test_a_picture_is_its_light_and_a_lost_one_is_said_to_be_lost() -> None:
    green = GridCell(symbols=(Symbol("a green picture", light=Light.GREEN),))
    rows = (("Ref", "Milestone", "Progress"), ("HSG1a", "Build (March 2023)", green), ("HSG1b", "Let (2024)", ""))
    built, let = reading_of(para("Objective: Homes (HSG1)", heading=1), grid(*rows), loses_pictures=True).report.lines
    assert built.progress.judged is Light.GREEN
    assert let.progress.judged is None
    progress = let.cell(Role.PROGRESS)
    assert progress is not None
    assert progress.absence is Absence.NO_SYMBOL
    assert isinstance(built, MilestoneLine)
    assert built.due is not None
    assert built.due.original == "March 2023"


def test_a_paper_of_nothing_is_a_report_of_nothing() -> None:
    report = reading_of().report
    assert (report.title, report.sections, report.lines) == ("", (), ())


# ---- text files ----

PAPER = """Example City Council performance report

Reporting Period: Quarter 3 2022/23

1.0 Introduction

This report says how the council’s services did.

KPI Ref Indicator RAG 2021/22 \nOut-turn \n\n2022/23 \nTarget \n\nQ3 2022/23 \nActual \n\nCommentary \n
CH KPI 1 Homes let within 20 days \n\nGreen \n\n88% \n\n90% \n\n92% \n\nLets went well in the
quarter, and will go on.

CH KPI 2 Rent collected \n\nRed \n\n97.1% \n\n98% \n\n95.2% \n\nArrears went up in two wards.
"""


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "report.txt"
    path.write_bytes(data)
    return path


def test_a_council_that_says_kpi_out_turn_rag_and_commentary_is_read(tmp_path: Path) -> None:
    reading = read(saved(tmp_path, PAPER.encode()))
    assert reading.report.period is not None
    assert reading.report.period.label == "Quarter 3 2022/23"
    first, second = reading.report.measures
    assert (first.ref, first.title, first.progress.judged) == ("CH KPI 1", "Homes let within 20 days", Light.GREEN)
    assert [(c.column.role, c.original) for c in second.cells] == [
        (Role.PROGRESS, "Red"),
        (Role.LAST_ACTUAL, "97.1%"),
        (Role.TARGET, "98%"),
        (Role.CURRENT, "95.2%"),
    ]
    assert [plain_text(line.commentary.blocks) for line in (first, second) if line.commentary] == [
        "Lets went well in the quarter, and will go on.",
        "Arrears went up in two wards.",
    ]
    assert reading.unplaced == ()


@pytest.mark.parametrize(
    "data",
    [
        PAPER.replace("\n", "\r\n").encode(),
        PAPER.replace("\n", "\r").encode(),
        PAPER.encode("cp1252"),
        PAPER.encode("utf-16"),
        PAPER.encode("utf-8-sig"),
        PAPER.rstrip().encode(),
        PAPER.replace("1.0 Intro", "1.0\tIntro").replace("88% \n", "\t88%\t\n").encode(),
    ],
    ids=["windows", "old mac", "cp1252", "utf-16", "utf-8 with a mark", "no final newline", "tabs as layout"],
)
def test_a_text_file_of_any_system_says_the_same(data: bytes, tmp_path: Path) -> None:
    expected = read(saved(tmp_path, PAPER.encode())).report
    assert report_to_json(read(saved(tmp_path, data)).report) == report_to_json(expected)


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 20])
def test_a_file_without_a_report_is_refused_with_a_sentence(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read(saved(tmp_path, data))
    assert str(refused.value).endswith(".")


# ---- the next quarter, from the text of the last ----


def any_blanks(text: str) -> str:
    return r"\s*".join(re.escape(char) for char in "".join(text.split()))


def wrapped(text: str, width: int = 12) -> str:
    return " \n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def row_with(row: str, old: list[str], new: dict[str, str]) -> str:
    """The lines of a row with the new quarter's values in place of the old ones, the blanks between them kept."""
    values = r"(\s+)".join(any_blanks(value) for value in old)
    match = re.search(values + ".*$", row, re.DOTALL)
    assert match is not None, row
    first, second = match[1], match[2]
    words = [wrapped(new[name]) for name in ("last_year_actual", "target", "current")]
    signs = [wrapped(new[name], 8) or "\n " for name in ("direction_of_travel_text", "progress_text")]
    return f"{row[: match.start()]}{words[0]}{first}{words[1]}{second}{words[2]} \n\n{signs[0]} \n\n{signs[1]} \n\n"


def next_quarter(text: str, gold: dict[str, Any], updates: dict[str, dict[str, str]]) -> str:
    for measure in gold["measures"]:
        columns = measure["columns"]
        old = [next(v for k, v in columns.items() if name in k) for name in ("Actual", "Target", "Current")]
        start = re.search(rf"^\s*{any_blanks(measure['ref'])}\b", text, re.MULTILINE)
        assert start is not None
        end = re.compile(r"^\s*supporting\s+comment", re.IGNORECASE | re.MULTILINE).search(text, start.end())
        assert end is not None
        row = row_with(text[start.end() : end.start()], old, updates[measure["ref"]])
        text = text[: start.end()] + row + text[end.start() :]
    return text


def test_the_next_quarters_values_in_a_real_paper_are_read_rightly_or_not_at_all(record_property: Any) -> None:
    """Golden rule of the readers: a wrong value is far worse than one not placed."""
    if not Q1.exists():
        pytest.skip("the real papers in ../shared are not on this machine")
    gold = json.loads((SHARED / "gold" / f"{Q1.stem}.json").read_text(encoding="utf-8"))
    with (SHARED / "data" / "updates_2021-22_q2.csv").open(encoding="utf-8", newline="") as file:
        updates = {row["ref"]: row for row in csv.DictReader(file) if row["kind"] == "measure"}
    text = next_quarter(Q1.read_text(encoding="utf-8"), gold, updates)
    reading = interpret_text(text)
    names = dict(
        zip((Role.LAST_ACTUAL, Role.TARGET, Role.CURRENT), ("last_year_actual", "target", "current"), strict=True)
    )
    names |= {Role.TRAVEL: "direction_of_travel_text", Role.PROGRESS: "progress_text"}
    cells = [(line, found) for line in reading.report.measures for found in line.cells]
    placed = [(line, found) for line, found in cells if found.absence is not Absence.NOT_PLACED]
    wrong = [
        (line.ref, found.column.heading, found.original)
        for line, found in placed
        if "".join(found.original.split()) != "".join(updates[line.ref][names[found.column.role]].split())
    ]
    record_property("table", f"next quarter in place: placed {len(placed)} of {len(cells)}, wrong {len(wrong)}")
    assert not wrong
    assert len(cells) == 5 * len(updates)
    # one measure has no current value: which of its three columns is empty, its words alone do not tell
    assert {line.ref for line, found in cells if found.absence is Absence.NOT_PLACED} <= {"PED06 03"}
    assert {line.title for line in reading.report.measures} == {line.title for line in read(Q1).report.measures}


def interpret_text(text: str) -> Reading:
    from goldenthread.readers.flat import paper_from_flat
    from goldenthread.readers.text_lines import source_lines

    return interpret(paper_from_flat(source_lines(text)))


def test_a_departmental_report_of_another_directorate_and_year_is_read(tmp_path: Path) -> None:
    text = """Departmental Quarterly Monitoring Report\n
Directorate: Environment and Regeneration\n
Department: Economy, Enterprise and Property\n
Reporting Period: Quarter 3 – 1 October 2024 – 31 December 2024\n
1.0 Introduction\n
This report covers the third quarter.\n
Ref\tMilestone\tProgress Q3\tSupporting Commentary
E1.1\tLet the units of the new park (December 2024)\tGreen\tAll of them are let.
CED LI 03\tOpen the market hall (Spring 2025)\t\tWork is under way.
ASC 01\tMove the team (Head of Property March 2025)\tN/A\tIt moved.
"""
    report = read(saved(tmp_path, text.encode())).report
    assert report.kind is ReportKind.DEPARTMENTAL
    assert (report.directorate, report.departments) == (
        "Environment and Regeneration",
        ("Economy, Enterprise and Property",),
    )
    first, second, third = report.milestones
    assert [line.ref for line in report.milestones] == ["E1.1", "CED LI 03", "ASC 01"]
    assert (first.title, first.progress.judged) == ("Let the units of the new park", Light.GREEN)
    assert second.due is not None
    assert second.due.original == "Spring 2025"
    assert second.progress.judged is None
    assert third.responsible == ("Head of Property",)
    assert third.commentary is not None
    assert plain_text(third.commentary.blocks) == "It moved."
