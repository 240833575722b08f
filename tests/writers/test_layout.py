"""How a paper is laid out before it is rendered: what Word, PDF and HTML all rely on."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given

from goldenthread.model import labels
from goldenthread.model.budget import BudgetCell, BudgetColumn, BudgetLine, BudgetRole, Convention, Statement
from goldenthread.model.cells import read_cell
from goldenthread.model.figures import Absence, Cell, Column, Role, Unit
from goldenthread.model.plan import (
    Action,
    Arrow,
    Calendar,
    CalendarPart,
    Commentary,
    Definition,
    Due,
    Light,
    MeasureLine,
    MilestoneLine,
    Progress,
    Reason,
    Travel,
    UnitPart,
    Verdict,
)
from goldenthread.model.report import (
    ArrowDefinition,
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
from goldenthread.model.text import AnyBlock, Paragraph, plain
from goldenthread.writers.layout import lay_out
from goldenthread.writers.layout_blocks import HeadingBlock, Layout, PictureBlock, TableBlock, TextBlock
from goldenthread.writers.layout_lines import figure_lines
from tests.strategies import judged_and_computed_reports, reports

_SHAPES = {Light.GREEN: "●", Light.AMBER: "▲", Light.RED: "■", Arrow.BETTER: "↑", Arrow.SAME: "→", Arrow.WORSE: "↓"}


def _tables(layout: Layout) -> list[TableBlock]:
    return [block for block in layout.blocks if isinstance(block, TableBlock)]


def _key(layout: Layout, caption: str) -> list[tuple[str, ...]]:
    """The rows, as text, of the key with this caption; [] when there is none."""
    tables = [table for table in _tables(layout) if table.caption == caption]
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
    words = {row[0] for row in _key(layout, "Words and marks used in this report")}
    keyed_lights = [row[0] for row in _key(layout, "What the traffic lights mean")]
    keyed_arrows = [row[0] for row in _key(layout, "What the direction of travel means")]
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
    """R1.4: each marker of a figure as printed, each reason for none that is not printed in full, and nothing else."""
    rows = _key(lay_out(report), "Words and marks used in this report")
    cells = [cell for line in report.lines for cell in line.cells]
    printed = " ".join(cell.text for cell in cells if cell.figures)
    marks = {mark: words for mark, words in _MARKS.items() if mark in printed}
    meanings = {row[0]: row[1] for row in rows}
    assert {mark: meanings.get(mark) for mark in marks} == marks
    reasons = {cell.text for cell in cells if cell.absence}
    assert set(meanings) - set(marks) - set(_SHAPES.values()) <= reasons
    said_in_full = {absence.value for absence in Absence}
    assert {text.lower() for text in reasons} - said_in_full <= {printed.lower() for printed, _ in rows}
    assert len(rows) == len({printed.lower() for printed, _ in rows})


_MARKS = {"(prov)": "Provisional", "[p]": "Provisional", "[r]": "Revised"}
"""Every marker among the cells of the reports that tests draw, and what it means."""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("circa 450", []),
        ("450 (estimated)", []),
        ("75% (provisional)", []),
        ("450 [e]", [("[e]", "Estimated")]),
        ("450 (est.)", [("(est.)", "Estimated")]),
        ("c. 450", [("c.", "Estimated")]),
        ("~450", [("~", "Estimated")]),
        ("Prov: 465", [("Prov", "Provisional")]),
        ("465 (prov data) [r]", [("(prov data)", "Provisional"), ("[r]", "Revised")]),
        ("45 (f)", [("(f)", "Forecast")]),
    ],
)
def test_the_key_lists_a_marker_as_it_is_printed(text: str, key: list[tuple[str, str]]) -> None:
    """R1.4: "[e]" is in no key of a paper that prints "circa", a word that needs none."""
    line = MeasureLine(ref="A 01", title="Visits", cells=(read_cell(text, Column(heading="Now", role=Role.CURRENT)),))
    assert line.cells[0].figures[0].markers
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(Objective(ref="A", lines=(line,)),)))
    assert _key(layout, "Words and marks used in this report") == key


def test_the_key_has_the_lights_and_arrows_that_the_councils_definitions_lack() -> None:
    """R1.4: whatever is shown is in one of the keys, be it judged or worked out, and in one only."""
    cells = (
        Cell(column=Column(heading="Travel", role=Role.TRAVEL)),
        Cell(column=Column(heading="Progress", role=Role.PROGRESS)),
    )
    computed = Verdict(light=Light.RED, sentence="The target is missed.", rule="annual target on course", version="1")
    line = MeasureLine(
        ref="A 01",
        title="Visits",
        cells=cells,
        progress=Progress(judged=Light.AMBER),
        travel=Travel(judged=Arrow.WORSE),
    )
    other = MeasureLine(ref="A 02", title="Calls", progress=Progress(computed=computed))
    rule_set = RuleSet(
        lights=(LightDefinition(light=Light.AMBER, measure="Close"), LightDefinition(light=Light.GREEN, measure="Met")),
        arrows=(ArrowDefinition(arrow=Arrow.BETTER, meaning="Up"),),
    )
    objective = Objective(ref="A", lines=(line, other))
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(objective,), rule_set=rule_set))
    assert _key(layout, "What the traffic lights mean") == [("▲ Amber", "Close")]
    assert _key(layout, "What the direction of travel means") == []
    words = _key(layout, "Words and marks used in this report")
    assert words == [("■", "Red light"), ("↓", "Worse than the same period last year")]


def test_a_paper_without_marks_has_no_key() -> None:
    """An empty key would be a heading that leads nowhere."""
    report = Report(
        kind=ReportKind.PRIORITY,
        sections=(Narrative(title="Introduction", blocks=(Paragraph(),)),),
        rule_set=RuleSet(lights=(LightDefinition(light=Light.RED, measure="Off course"),)),
    )
    assert labels.KEY not in [block.text for block in lay_out(report).blocks if isinstance(block, HeadingBlock)]


_ISSUES = StrategicIssues(rows=(StrategicIssue(ref="A", issue="Attendance"), StrategicIssue(ref="B", issue="Places")))
_MEASURE = MeasureLine(
    ref="A 01",
    title="Spend",
    definition=Definition(unit=UnitPart(value=Unit.POUNDS), calendar=CalendarPart(value=Calendar.FINANCIAL)),
)


def test_a_key_goes_without_columns_that_would_be_blank() -> None:
    """R1.6: no column of "Left blank": officers without names, definitions of a unit and a year alone."""
    report = Report(
        kind=ReportKind.PRIORITY,
        sections=(Objective(ref="A", lines=(_MEASURE,)),),
        officers=(Officer(initials="DM", post="Divisional Manager"), Officer(initials="SM", post="Service Manager")),
    )
    headers = {table.caption: table.header for table in _tables(lay_out(report))}
    assert headers["Key to officers"] == ("Initials", "Post")
    assert headers["How the measures are defined"] == ("Ref", "Unit", "Calendar")


def test_definitions_are_printed_in_words_that_people_use() -> None:
    """Not in those of the data files: "gbp" is nobody's word for pounds."""
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(Objective(ref="A", lines=(_MEASURE,)),)))
    assert _key(layout, "How the measures are defined") == [("A 01", "pounds (£)", "financial year")]


def test_columns_that_are_blank_in_every_row_are_named_and_left_out() -> None:
    """R1.6: the table shows what is there, and a remark above it says what is not."""
    layout = lay_out(Report(kind=ReportKind.DEPARTMENTAL, sections=(_ISSUES,)))
    assert _tables(layout)[0].header == ("Ref", "Strategic issue")
    remark = _running_text(layout)[0]
    assert remark.startswith("Left blank in every row, so not shown: Baseline position; ")
    assert remark.endswith("; Key performance indicators.")


def _statement(*roles: BudgetRole, convention: Convention | None) -> Statement:
    cells = tuple(BudgetCell(original="(103)", value=Decimal(-103)) for _ in roles)
    columns = tuple(BudgetColumn(heading=role.value, role=role) for role in roles)
    return Statement(convention=convention, columns=columns, lines=(BudgetLine(label="Premises", cells=cells),))


@pytest.mark.parametrize(
    ("roles", "convention", "words"),
    [
        (
            (BudgetRole.VARIANCE,),
            Convention.OVERSPEND_IN_BRACKETS,
            "Sign convention: variance is budget less actual: brackets mean overspend or income below budget",
        ),
        (
            (BudgetRole.ALLOCATION, BudgetRole.REMAINING),
            Convention.OVERSPEND_IN_BRACKETS,
            "Sign convention: what remains is allocation less spending: brackets mean spent above the allocation",
        ),
        ((BudgetRole.VARIANCE,), None, "The paper does not say what a number in brackets means here."),
    ],
)
def test_a_statement_says_in_words_what_its_brackets_mean(
    roles: tuple[BudgetRole, ...], convention: Convention | None, words: str
) -> None:
    """R8.3: above the table, in words that fit its columns; and where the paper does not say, that."""
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(_statement(*roles, convention=convention),)))
    assert words in _running_text(layout)


def test_a_statement_without_blocks_has_no_column_of_them() -> None:
    """The label of its line heads each row."""
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(_statement(BudgetRole.VARIANCE, convention=None),)))
    table = _tables(layout)[0]
    assert table.header == ("Budget line", "variance")
    assert table.rows[0][0].text == "Premises"


# ---- what stands together ----


def test_facts_stay_with_what_they_lead_up_to_and_not_with_the_next_heading() -> None:
    """No page ends between the head of an objective and its first line; an action ends its line."""
    cell = Cell(column=Column(heading="Current", role=Role.CURRENT), original="5")
    line = MeasureLine(ref="A 01", title="Visits", cells=(cell,), action=Action(what="Visit more", who="Director"))
    after = line.model_copy(update={"ref": "A 02"})
    objective = Objective(ref="A", responsible=("Director",), linked_indicators="A 01", lines=(line, after))
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(objective,)))
    facts = [block for block in layout.blocks if isinstance(block, TextBlock) and block.style == "fact"]
    action = [("Next action:", True), ("Action by:", False)]
    kept = [(block.inlines[0].text, block.keep_next) for block in facts]
    assert kept == [("Responsible:", True), ("Linked indicators:", True), *action, *action]


def test_milestones_with_and_without_a_due_date_stand_in_one_table() -> None:
    """A column of due dates that none of them has is left out."""
    dated = MilestoneLine(ref="Aa", title="Open", due=Due(original="March 2022"))
    bare = MilestoneLine(ref="Ab", title="Close")
    for lines, header in (((dated, bare), ("Ref", "Milestone", "Due")), ((bare,), ("Ref", "Milestone"))):
        layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(Objective(ref="A", lines=lines),)))
        assert [table.header for table in _tables(layout)] == [header]


# ---- nothing is said twice ----


def test_whoever_answers_for_a_line_and_wrote_of_it_is_named_once() -> None:
    """The byline says both; the table has no column of them. Other people have one."""
    post = ("Service Manager",)
    cell = Cell(column=Column(heading="Current", role=Role.CURRENT), original="5")
    said = Commentary(by=post, blocks=(Paragraph(),))
    same = MeasureLine(ref="A 01", title="Visits", cells=(cell,), responsible=post, commentary=said)
    other = same.model_copy(update={"ref": "A 02", "responsible": ("Director",)})
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(Objective(ref="A", lines=(same, other)),)))
    assert [table.header for table in _tables(layout)] == [("Current",), ("Responsible", "Current")]
    bylines = [text for text in _running_text(layout) if text.startswith("Supporting")]
    assert bylines == [
        "Supporting commentary from the responsible officer: Service Manager",
        "Supporting commentary: Service Manager",
    ]


# ---- what a rule worked out is told apart from what an officer judged ----


def _notes(layout: Layout) -> list[str]:
    """What the program remarks of what it worked out."""
    remarks = [
        "".join(run.text for run in block.inlines)
        for block in layout.blocks
        if isinstance(block, TextBlock) and block.style == "note"
    ]
    return [remark for remark in remarks if remark.startswith("Worked out (")]


@given(judged_and_computed_reports())
def test_what_was_worked_out_is_a_remark_with_its_working(report: Report) -> None:
    """R4.3 and ADR 0013: every remark is the sentence of a verdict of a line that an officer did not judge, in order."""
    notes = _notes(lay_out(report))
    verdicts = [
        line.progress.computed
        for line in report.lines
        if line.progress.computed and not (line.progress.judged and line.cell(Role.PROGRESS))
    ]
    left = iter(verdicts)
    for note in notes:
        verdict = next(verdict for verdict in left if verdict.sentence in note)
        assert note.startswith("Worked out (progress): ")
        assert not verdict.reason or verdict.reason.words in note.lower()
    assert len(notes) >= sum(bool(verdict.light) for verdict in verdicts)


GREEN = Verdict(light=Light.GREEN, sentence="The target is met.", rule="annual target on course", version="1")
NONE = Verdict(
    absence=Absence.NOT_APPLICABLE,
    reason=Reason.NO_TARGET,
    sentence="The target says “N/A”.",
    rule="annual",
    version="1",
)


@pytest.mark.parametrize(
    ("judged", "absence", "computed", "notes"),
    [
        (Light.AMBER, None, GREEN, []),
        (None, Absence.NO_SYMBOL, GREEN, ["Worked out (progress): ● Green. The target is met."]),
        (None, Absence.NOT_APPLICABLE, GREEN, ["Worked out (progress): ● Green. The target is met."]),
        (None, Absence.NO_SYMBOL, NONE, ["Worked out (progress): No target. The target says “N/A”."]),
        (None, Absence.SEE_COMMENTARY, NONE, []),
    ],
    ids=["judged", "symbol lost", "not applicable", "symbol lost, none worked out", "the paper gives its own reason"],
)
def test_what_was_worked_out_is_printed_where_the_paper_has_nothing_of_its_own(
    judged: Light | None, absence: Absence | None, computed: Verdict, notes: list[str]
) -> None:
    """R4.3: an amber that a rule would call green stays amber, and the rule does not contradict it in print (ADR 0013)."""
    cell = Cell(column=Column(heading="Progress", role=Role.PROGRESS), absence=absence)
    line = MeasureLine(ref="A 01", title="Visits", cells=(cell,), progress=Progress(judged=judged, computed=computed))
    layout = lay_out(Report(kind=ReportKind.PRIORITY, sections=(Objective(ref="A", lines=(line,)),)))
    assert _notes(layout) == notes
    if judged:
        assert [cell.text for cell in _tables(layout)[0].rows[0]][-1] == "▲ Amber"


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
