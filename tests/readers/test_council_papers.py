"""Word papers of councils that nobody here has seen: nothing in them may be read wrong, and no word may be lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.budget import Statement
from goldenthread.model.figures import Figure, Role
from goldenthread.model.plan import AnyLine, Known, Light, MeasureLine, MilestoneLine
from goldenthread.model.reading import Reading
from goldenthread.model.report import Declaration, Narrative, Objective, Report, report_to_json
from goldenthread.model.text import plain_text
from goldenthread.readers import read
from goldenthread.readers.interpret import interpret
from goldenthread.readers.paper import Grid, GridCell, Paper, Row, Symbol, cell, para
from tests.readers.council_papers import PAPERS, CouncilPaper

Facts = dict[str, str]


def reading_of(paper: CouncilPaper, folder: Path) -> Reading:
    path = folder / "paper.docx"
    path.write_bytes(paper.bytes())
    return read(path)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


# ---- what a report says, fact by fact ----


def facts_of(report: Report) -> Facts:
    facts = {
        "title": report.title,
        "council": report.council,
        "directorate": report.directorate,
        "period": report.period.label if report.period else "",
    }
    for section in report.sections:
        match section:
            case Objective():
                facts |= objective_facts(section)
            case Narrative():
                facts |= narrative_facts(section)
            case Declaration():
                facts[f"section {section.number} {section.title}".replace("  ", " ")] = plain_text(section.blocks)
            case Statement():
                facts |= statement_facts(section)
    return {
        key: text
        for key, text in facts.items()
        if text or ">" in key or key.startswith(("section", "objective", "statement"))
    }


def narrative_facts(section: Narrative) -> Facts:
    facts = {f"section {section.number} {section.title}".replace("  ", " "): plain_text(section.blocks)}
    for item in section.items:
        facts |= narrative_facts(item)
    return facts


def statement_facts(statement: Statement) -> Facts:
    name = f"statement {statement.title}"
    facts = {
        name: plain_text(statement.commentary),
        f"{name}: unit": statement.unit or "",
        f"{name}: as at": str(statement.as_at or ""),
    }
    for line in statement.lines:
        for column, amount in zip(statement.columns, line.cells, strict=True):
            where = f"{name}: {line.section} / {line.label} / {column.heading}"
            facts[where] = "" if amount.value is None else f"{amount.value:f}"
            facts[f"{name}: role {column.heading}"] = column.role.value
    return {key: text for key, text in facts.items() if text or key == name}


def objective_facts(objective: Objective) -> Facts:
    name = objective.ref or objective.title
    said = "\n".join(plain_text(section.blocks) for section in objective.narratives)
    facts = {
        f"objective {name}": "",
        f"objective {name}: title": objective.title if objective.ref else "",
        f"objective {name}: priorities": "; ".join(objective.priorities),
        f"objective {name}: responsible": "; ".join(objective.responsible),
        f"objective {name}: linked": objective.linked_indicators,
        f"objective {name}: text": said,
    }
    facts = {key: text for key, text in facts.items() if text or key == f"objective {name}"}
    for line in objective.lines:
        facts |= line_facts(name, line)
    return facts


def line_facts(objective: str, line: AnyLine) -> Facts:
    key = f"{objective} > {line.ref} {line.title}".replace("  ", " ")
    facts = {
        "light": line.progress.judged or "",
        "by": "; ".join(line.commentary.by) if line.commentary else "",
        "commentary": plain_text(line.commentary.blocks) if line.commentary else "",
        "responsible": "; ".join(line.responsible),
    }
    if isinstance(line, MeasureLine):
        polarity = line.definition.polarity
        facts["arrow"] = line.travel.judged or ""
        facts["good"] = polarity.value if polarity and polarity.known is Known.STATED else ""
    if isinstance(line, MilestoneLine):
        facts |= {"due": line.due.original if line.due else "", "source": line.source}
    for held in line.cells:
        if held.column.role in (Role.PROGRESS, Role.TRAVEL):
            continue
        heading = held.column.full_heading
        facts[f"cell {heading}"] = held.text
        facts[f"role {heading}"] = held.column.role.value
        facts[f"figures {heading}"] = "; ".join(figure_text(figure) for figure in held.figures)
    return {key: line.line} | {f"{key}: {fact}": text for fact, text in facts.items() if text}


def figure_text(figure: Figure) -> str:
    marks = "".join(marker.shorthand for marker in figure.markers)
    parts = (figure.label, f"{figure.value:f}", figure.unit or "", marks)
    return " ".join(part for part in parts if part)


# ---- the words of the tables ----

HEADINGS_AND_LABELS = Counter(
    words_of(
        """corporate priority service objective key developments emerging issues key milestones responsible officer linked
        indicators key milestone s officer s responsible aim to reference lead officer supporting comments performance
        indicator"""
    )
)
"""What the papers above print in first columns and second rows to say what stands beside or below it."""
UNDERSTOOD = {"high", "low", "maximise", "minimise"}
"""What a report says in its own words, as which way is good."""


def lost_words(paper: CouncilPaper, reading: Reading) -> set[str]:
    """The words of the tables' rows that stand more often there than in the report and the notes together."""
    said = Counter(word for text in cell_texts(paper) for word in words_of(text))
    lost = said - Counter(words_of(told_by(reading)))
    return {word for word in lost if word not in HEADINGS_AND_LABELS and word not in UNDERSTOOD}


def told_by(reading: Reading) -> str:
    notes = [note.text for note in reading.unplaced]
    notes += [note.before for note in reading.mended] + [note.what for note in reading.assumed]
    return " ".join([report_to_json(reading.report), *notes])


def cell_texts(paper: CouncilPaper) -> Iterator[str]:
    for table in paper.document.tables:
        cells = {one._tc: one for row in table.rows[1:] for one in row.cells}
        for one in cells.values():
            yield " ".join(paragraph.text for paragraph in one.paragraphs)


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> CouncilPaper:
    return PAPERS[request.param]()


def test_nothing_is_read_wrong(
    paper: CouncilPaper, tmp_path: Path, record_property: Callable[[str, object], None], request: pytest.FixtureRequest
) -> None:
    """A wrong value is far worse than one reported as not understood; what is not placed is named, with its place."""
    reading = reading_of(paper, tmp_path)
    found = facts_of(reading.report)
    wrong = {key: (text, paper.truth.get(key)) for key, text in found.items() if paper.truth.get(key) != text}
    missing = {key: text for key, text in paper.truth.items() if key not in found}
    placed = sum(found.get(key) == text for key, text in paper.truth.items())
    share = f"{placed} of {len(paper.truth)} facts placed, {len(reading.unplaced)} pieces of text named as not placed"
    record_property("table", f"{request.node.callspec.params['paper']}: {share}")
    assert not wrong
    assert not missing
    assert all(note.where for note in reading.unplaced)


def test_no_word_of_a_table_is_lost(paper: CouncilPaper, tmp_path: Path) -> None:
    assert not lost_words(paper, reading_of(paper, tmp_path))


# ---- tables that nobody would make ----

HEADERS = (
    "Ref", "Measure", "Indicator", "Milestone", "Q1", "Q2 2024/25", "Target", "Targets", "2023/24", "2023/24 Actual", "RAG",
    "Direction of Travel", "Commentary", "Comments", "Due date", "Lead officer", "Source", "Good is", "Action", "Title",
    "Wingspan", "Budget", "Variance", "Strategic issue", "Objective", "", "",
)  # fmt: skip
FACTS = ("95%", "12", "N/A", "TBC", "Green", "June 2024", "High", "AB1", "PED01 02", "")


@st.composite
def odd_tables(draw: st.DrawFn) -> tuple[Paper, list[str]]:
    """A table with a header of any words, rows of any shape, and words in its cells that stand nowhere else."""
    width = draw(st.integers(1, 6))
    tokens: list[str] = []
    rows = [Row(tuple(cell(draw(st.sampled_from(HEADERS))) for _ in range(width)), where="row 1")]
    for number in range(draw(st.integers(1, 5))):
        cells: list[GridCell] = []
        while (left := width - sum(one.span for one in cells)) > 0:
            cells.append(draw(odd_cells(left, tokens)))
        rows.append(Row(tuple(cells), where=f"row {number + 2}"))
    before = draw(st.sampled_from(((), (para("Housing", heading=1),), (para("Objective AB1: Build", heading=2),))))
    after = draw(st.sampled_from(((), (para("Closing words stand here."),))))
    grid = Grid(tuple(rows), where="table 1")
    return Paper((para("A paper", heading=1), *before, grid, *after), keeps_tables=draw(st.booleans())), tokens


@st.composite
def odd_cells(draw: st.DrawFn, most: int, tokens: list[str]) -> GridCell:
    """A cell, often of a word of its own, and now and then merged, lit or left empty."""
    span = draw(st.integers(1, most))
    if draw(st.integers(0, 9)) == 0:
        return GridCell(span=span, continues=True)
    text = draw(st.sampled_from(FACTS))
    for _ in range(draw(st.integers(0, 9))):
        tokens.append(f"Zz{len(tokens)}")
        text = f"{text} {tokens[-1]}".strip()
    text += draw(st.sampled_from(("", "", ".", ":")))
    lit = draw(st.sampled_from((None, None, Light.RED)))
    return cell(text, symbols=(Symbol(light=lit),) if lit else (), span=span)


@given(made=odd_tables())
def test_no_word_of_any_table_is_lost(made: tuple[Paper, list[str]]) -> None:
    paper, tokens = made
    told = set(words_of(told_by(interpret(paper))))
    assert not [token for token in tokens if token.lower() not in told]
