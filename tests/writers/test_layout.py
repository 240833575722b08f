"""How a paper is laid out before it is rendered: what Word, PDF and HTML all rely on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from goldenthread.model import labels
from goldenthread.model.budget import Statement
from goldenthread.model.cells import read_cell
from goldenthread.model.figures import Absence, Cell, Column, Marker, Role
from goldenthread.model.plan import Arrow, Light, MeasureLine, MilestoneLine, Progress, Verdict
from goldenthread.model.report import LightDefinition, Narrative, Objective, Report, ReportKind, RuleSet
from goldenthread.model.text import AnyBlock, Paragraph, plain
from goldenthread.writers.layout import lay_out
from goldenthread.writers.layout_blocks import HeadingBlock, Layout, PictureBlock, TableBlock, TextBlock
from goldenthread.writers.layout_lines import figure_lines
from tests.strategies import judged_and_computed_reports, reports

_SHAPES = {Light.GREEN: "●", Light.AMBER: "▲", Light.RED: "■", Arrow.BETTER: "↑", Arrow.SAME: "→", Arrow.WORSE: "↓"}


def _tables(layout: Layout) -> list[TableBlock]:
    return [block for block in layout.blocks if isinstance(block, TableBlock)]


def _rows_under(layout: Layout, header: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows, as text, of the table with this header; [] when there is none."""
    tables = [table for table in _tables(layout) if table.header == header]
    assert len(tables) <= 1
    return [tuple(cell.text for cell in row) for table in tables for row in table.rows]


def _running_text(layout: Layout) -> list[str]:
    """The words of each paragraph and list item, with no marks."""
    return ["".join(run.text for run in block.inlines) for block in layout.blocks if hasattr(block, "inlines")]


# ---- every table and heading ----


@given(reports())
def test_every_table_is_whole(report: Report) -> None:
    """R1.6, R9: one header row without blanks, no merged cells (rows as long as the header), no empty cells."""
    for table in _tables(lay_out(report)):
        assert table.caption.strip()
        assert all(heading.strip() for heading in table.header)
        assert len(table.header) == len(table.widths) == len(table.numeric) > 0
        for row in table.rows:
            assert len(row) == len(table.header)
            assert all(cell.lines and all(line.strip() for line in cell.lines) for cell in row)


@given(reports())
def test_headings_never_skip_a_level(report: Report) -> None:
    """R9.5: a screen reader's list of headings has no gaps, and no heading is without words."""
    headings = [block for block in lay_out(report).blocks if isinstance(block, HeadingBlock)]
    levels = [0, *(heading.level for heading in headings)]
    assert all(1 <= level <= before + 1 for before, level in pairwise(levels))
    assert all(heading.text.strip() for heading in headings)


@given(reports())
def test_each_cross_reference_leads_somewhere(report: Report) -> None:
    """A link into the paper has one heading or row that it leads to."""
    layout = lay_out(report)
    anchors = [block.anchor for block in layout.blocks if isinstance(block, HeadingBlock) and block.anchor]
    anchors += [cell.anchor for table in _tables(layout) for row in table.rows for cell in row if cell.anchor]
    assert len(anchors) == len(set(anchors))
    targets = {run.target for block in layout.blocks if isinstance(block, TextBlock) for run in block.inlines}
    assert targets - {""} <= set(anchors)


# ---- nothing that the report says is missing ----


@given(reports())
def test_the_text_of_every_cell_is_printed(report: Report) -> None:
    """Each line's cells stand in one row, under their headings, in the paper's own words."""
    rows = [
        dict(zip(table.header, (cell.text for cell in row), strict=True))
        for table in _tables(lay_out(report))
        for row in table.rows
    ]
    for line in report.lines:
        wanted = {cell.column.full_heading: _printed(line, cell) for cell in line.cells}
        assert any(wanted.items() <= row.items() for row in rows), (line.ref, wanted)


def _printed(line: MeasureLine | MilestoneLine, cell: Cell) -> str:
    """What a reader should see in a cell: the shape and word of a judgement, the paper's words, or why there are none."""
    shown: Light | Arrow | None = None
    if cell.column.role is Role.PROGRESS:
        shown = line.progress.judged
    elif cell.column.role is Role.TRAVEL and isinstance(line, MeasureLine):
        shown = line.travel.judged
    if shown is None:
        return cell.original or {Absence.BLANK: "Left blank", Absence.NO_SYMBOL: "Symbol not in the source"}.get(
            cell.absence or Absence.BLANK, "Not understood"
        )
    words = f"{_SHAPES[shown]} {shown.value.capitalize()}"
    return f"{words} ({cell.original})" if cell.original else words


@given(reports())
def test_every_word_of_commentary_and_narrative_is_printed(report: Report) -> None:
    """Paragraphs, list items, tables and pictures, each as often as the report holds it."""
    layout = lay_out(report)
    left = _running_text(layout)
    left += [block.description for block in layout.blocks if isinstance(block, PictureBlock)]
    left += [
        "\n".join(" | ".join(cell or "Left blank" for cell in row) for row in _table_rows(t)) for t in _tables(layout)
    ]
    for block in _blocks(report):
        words = plain(block).replace("[Picture: ", "").removesuffix("]") if block.block == "picture" else plain(block)
        if block.block == "table":
            words = "\n".join(" | ".join(cell or "Left blank" for cell in row) for row in (block.header, *block.rows))
        assert words in left
        left.remove(words)


def _table_rows(table: TableBlock) -> list[tuple[str, ...]]:
    return [table.header, *(tuple(cell.text for cell in row) for row in table.rows)]


def _blocks(report: Report) -> list[AnyBlock]:
    blocks: list[AnyBlock] = []

    def narrative(section: Narrative) -> None:
        blocks.extend(section.blocks)
        for item in section.items:
            narrative(item)

    for section in report.sections:
        match section:
            case Narrative():
                narrative(section)
            case Objective():
                for part in section.narratives:
                    narrative(part)
                for line in section.lines:
                    blocks.extend(line.commentary.blocks if line.commentary else ())
            case Statement():
                blocks.extend(section.commentary)
            case _:
                blocks.extend(getattr(section, "blocks", ()))
    return blocks


@given(reports())
def test_who_wrote_and_who_answers_is_printed(report: Report) -> None:
    """Every name or post of a line and of its commentary, and what happens next."""
    printed = "\n".join(lay_out(report).texts())
    for line in report.lines:
        for post in (*line.responsible, *(line.commentary.by if line.commentary else ())):
            assert post in printed
        if line.action:
            assert line.action.what in "\n".join(_running_text(lay_out(report)))
        assert line.title in printed
        if isinstance(line, MilestoneLine) and line.due:
            assert line.due.original in printed


# ---- the keys: exactly what is used ----


@given(reports())
def test_the_key_lists_exactly_the_lights_and_arrows_shown(report: Report) -> None:
    """R1.4: no more and no fewer; each as shape and word."""
    layout = lay_out(report)
    lights = {line.progress.judged for line in report.lines} - {None}
    arrows = {line.travel.judged for line in report.measures} - {None}
    words = {row[0] for row in _rows_under(layout, labels.KEY_WORDS)}
    keyed_lights = [row[0] for row in _rows_under(layout, labels.KEY_LIGHTS)]
    keyed_arrows = [row[0] for row in _rows_under(layout, labels.KEY_ARROWS)]
    assert len(set(keyed_lights)) == len(keyed_lights)
    if report.rule_set.lights and not _any_lost(report, Role.PROGRESS):
        assert set(keyed_lights) == {f"{_SHAPES[light]} {light.value.capitalize()}" for light in lights if light}
    if not report.rule_set.lights:
        assert keyed_lights == []
        assert words & {"●", "▲", "■"} == {_SHAPES[light] for light in lights if light}
    if report.rule_set.arrows and not _any_lost(report, Role.TRAVEL):
        wanted = {f"{_SHAPES[arrow]} {arrow.value.capitalize()}" for arrow in arrows if arrow}
        assert set(keyed_arrows) - {"N/A"} == wanted
    if not report.rule_set.arrows:
        assert words & {"↑", "→", "↓"} == {_SHAPES[arrow] for arrow in arrows if arrow}


def _any_lost(report: Report, role: Role) -> bool:
    cells = [line.cell(role) for line in report.lines]
    return any(cell is not None and cell.absence is Absence.NO_SYMBOL for cell in cells)


@given(reports())
def test_the_key_explains_exactly_the_markers_and_reasons_used(report: Report) -> None:
    """R1.4: each marker of a figure, each reason for none that is not printed in full, and nothing else."""
    rows = _rows_under(lay_out(report), labels.KEY_WORDS)
    cells = [cell for line in report.lines for cell in line.cells]
    markers = {marker for cell in cells for figure in cell.figures for marker in figure.markers}
    known = {marker.words for marker in Marker}
    assert {meaning for _, meaning in rows} & known == {marker.words for marker in markers}
    explained = {printed for printed, meaning in rows if meaning not in known and printed not in _SHAPES.values()}
    reasons = {cell.text for cell in cells if cell.absence}
    assert explained <= reasons
    assert {text for text in reasons if text.lower() not in {absence.value for absence in Absence}} <= explained
    assert len(rows) == len(set(rows))


def test_a_paper_without_marks_has_no_key() -> None:
    """An empty key would be a heading that leads nowhere."""
    report = Report(
        kind=ReportKind.PRIORITY,
        sections=(Narrative(title="Introduction", blocks=(Paragraph(),)),),
        rule_set=RuleSet(lights=(LightDefinition(light=Light.RED, measure="Off course"),)),
    )
    assert labels.KEY not in [block.text for block in lay_out(report).blocks if isinstance(block, HeadingBlock)]


# ---- what a rule worked out is told apart from what an officer judged ----


@given(judged_and_computed_reports())
def test_computed_verdicts_are_remarks_beside_the_judgement(report: Report) -> None:
    """R4.3: both are printed, and the computed one says that it was worked out, with its working."""
    notes = [
        "".join(run.text for run in block.inlines)
        for block in lay_out(report).blocks
        if isinstance(block, TextBlock) and block.style == "note"
    ]
    computed = [line.progress.computed for line in report.lines if line.progress.computed]
    assert len(notes) == len(computed)
    for note, verdict in zip(notes, computed, strict=True):
        assert note.startswith("Worked out (progress): ")
        assert verdict.sentence in note


def test_a_judged_light_and_a_computed_one_do_not_replace_each_other() -> None:
    """R4.3: an amber that a rule would call green stays amber in the table, and the rule's word stands beside it."""
    cell = Cell(column=Column(heading="Progress", role=Role.PROGRESS))
    verdict = Verdict(light=Light.GREEN, sentence="The target is met.", rule="annual target on course", version="1")
    line = MeasureLine(
        ref="A 01", title="Visits", cells=(cell,), progress=Progress(judged=Light.AMBER, computed=verdict)
    )
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(Objective(ref="A", lines=(line,)),)))
    assert [cell.text for cell in _tables(layout)[0].rows[0]] == ["▲ Amber"]
    assert "Worked out (progress): Green. The target is met." in _running_text(layout)


# ---- cells of several figures ----


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Residential 50% Leaving Care 80%", ("Residential 50%", "Leaving Care 80%")),
        ("LA 92.5% Pri 95.6% (2020/21)", ("LA 92.5%", "Pri 95.6% (2020/21)")),
        ("716 EH Intervention 170 MAP (prov)", ("716 EH Intervention", "170 MAP (prov)")),
        ("421 open CAF 1473 CAF activity 302 pre CAF", ("421 open CAF", "1473 CAF activity", "302 pre CAF")),
        ("641", ("641",)),
    ],
)
def test_a_number_and_its_label_stand_on_one_line(text: str, lines: tuple[str, ...]) -> None:
    """The words are those of the paper; only the lines are ours."""
    cell = read_cell(text, Column(heading="Current", role=Role.CURRENT))
    assert figure_lines(cell) == lines
    assert " ".join(lines) == text
