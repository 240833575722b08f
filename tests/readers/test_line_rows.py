"""From the row of a table to a measure or milestone: what is placed, and what is only noted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.model.figures import Absence, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.plan import AnyLine, Arrow, Light, MeasureLine, MilestoneLine
from goldenthread.model.text import plain_text
from goldenthread.readers.columns import Heading, heading_of
from goldenthread.readers.line_rows import Notes, draft_of, finished, mended_ref, split_ref
from goldenthread.readers.paper import GridCell, Row, Symbol, cell

PERIOD = find_period("Quarter 3 2022/23")
COLUMNS = (
    "Ref",
    "Measure",
    "21/22 Actual",
    "22/23 Target",
    "Current",
    "Direction of Travel",
    "Quarterly Progress",
    "Commentary",
)
GREEN = GridCell(symbols=(Symbol("a green picture", light=Light.GREEN),))
UP = GridCell(symbols=(Symbol("an arrow", arrow=Arrow.BETTER),))


def line(
    *cells: GridCell | str,
    columns: tuple[str, ...] = COLUMNS,
    notes: Notes | None = None,
    loses_pictures: bool = True,
    people: frozenset[str] = frozenset(),
) -> AnyLine:
    headings: list[Heading | None] = [heading_of(text, PERIOD) for text in columns]
    noted = notes or Notes()
    draft = draft_of(Row(tuple(cell(c) if isinstance(c, str) else c for c in cells), "row 2"), headings, noted)
    assert draft is not None
    return finished(
        draft,
        1,
        PERIOD,
        noted,
        words=frozenset(),
        people=people,
        colours={},
        loses_pictures=loses_pictures,
        is_ours=False,
    )


def test_each_cell_goes_to_its_column_whatever_the_order() -> None:
    found = line(
        "Amber", "38", "HSG 01", "31", "Homes let", columns=("RAG", "Current", "Ref", "22/23 Target", "Measure")
    )
    assert isinstance(found, MeasureLine)
    assert (found.ref, found.title) == ("HSG 01", "Homes let")
    assert [(c.column.role, c.original) for c in found.cells] == [
        (Role.PROGRESS, "Amber"),
        (Role.CURRENT, "38"),
        (Role.TARGET, "31"),
    ]
    assert found.progress.judged is Light.AMBER
    current = found.cell(Role.CURRENT)
    assert current is not None
    assert [figure.value for figure in current.figures] == [Decimal(38)]


def test_a_table_of_milestones_gives_milestones_with_officers_and_dates_from_their_titles() -> None:
    columns = ("Ref", "Milestone", "Quarterly Progress")
    found = line("HSG01a", "Build homes (Ann Green March 2023) (Source: Housing Team)", "", columns=columns)
    assert isinstance(found, MilestoneLine)
    assert (found.title, found.responsible, found.source) == ("Build homes", ("Ann Green",), "Housing Team")
    assert found.due is not None
    assert found.due.original == "March 2023"


def test_columns_of_officers_and_dates_leave_the_title_as_it_is() -> None:
    columns = ("Ref", "Milestone", "Due", "Lead Officer", "RAG")
    found = line("HSG01a", "Build homes (Ann Green)", "31/03/2023", "Head of Housing", "Green", columns=columns)
    assert isinstance(found, MilestoneLine)
    assert (found.title, found.responsible) == ("Build homes (Ann Green)", ("Head of Housing",))
    assert found.due is not None
    assert found.due.period is not None
    assert found.due.period.start.isoformat() == "2023-03-31"


def test_a_table_without_a_column_of_references_takes_them_from_the_titles() -> None:
    assert line("HSG 01: Homes let", "31", columns=("Measure", "Current")).ref == "HSG 01"
    assert line("Homes let", "31", columns=("Measure", "Current")).ref == ""
    assert split_ref("PED012% making progress") == ("PED012", "% making progress")
    assert split_ref("SCS CYP: Homes let", frozenset({"SCS", "CYP"})) == ("SCS CYP", "Homes let")
    assert split_ref("NOTE: Homes let", frozenset({"SCS"})) == ("", "NOTE: Homes let")


def progress(shown: GridCell | str, *, loses_pictures: bool = True, notes: Notes | None = None) -> tuple[object, ...]:
    found = line("HSG 01", "Homes", "1", "2", "3", "", shown, "", loses_pictures=loses_pictures, notes=notes)
    held = found.cell(Role.PROGRESS)
    assert held is not None
    return found.progress.judged, held.original, held.absence


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Green", (Light.GREEN, "Green", None)),
        ("R", (Light.RED, "R", None)),
        (GREEN, (Light.GREEN, "", None)),
        ("N/A", (None, "N/A", Absence.NOT_APPLICABLE)),
        ("Refer comment", (None, "Refer comment", Absence.SEE_COMMENTARY)),
        ("", (None, "", Absence.NO_SYMBOL)),
        ("a", (None, "", Absence.NO_SYMBOL)),  # a tick of a symbol font, not amber
        ("J", (None, "", Absence.NO_SYMBOL)),
        (GridCell(symbols=(Symbol("a picture"),)), (None, "", Absence.NO_SYMBOL)),
        (GridCell(unsure="could not be parted"), (None, "", Absence.NOT_PLACED)),
    ],
)
def test_a_light_is_never_guessed(shown: GridCell | str, expected: tuple[object, ...]) -> None:
    """R9.2 and the issue: a symbol that was a picture is "symbol not in the source"."""
    assert progress(shown) == expected


def test_an_empty_cell_is_a_lost_picture_only_where_pictures_are_lost() -> None:
    assert progress("", loses_pictures=False) == (None, "", Absence.BLANK)


def test_a_letter_that_stood_for_a_symbol_is_noted() -> None:
    notes = Notes()
    progress("J", notes=notes)
    assert [(found.before, found.where) for found in notes.mended] == [("J", "row 2")]


@pytest.mark.parametrize(
    ("shown", "arrow"),
    [("Better", Arrow.BETTER), (UP, Arrow.BETTER), (GREEN, Arrow.BETTER), ("↑", None), ("N/A", None), ("", None)],
)
def test_a_direction_of_travel_is_what_is_said_not_where_an_arrow_points(
    shown: GridCell | str, arrow: Arrow | None
) -> None:
    """R4.7: whether up is better depends on the measure."""
    found = line("HSG 01", "Homes", "1", "2", "3", shown, "", "")
    assert isinstance(found, MeasureLine)
    assert found.travel.judged is arrow


def test_a_cell_that_could_not_be_parted_is_left_empty() -> None:
    found = line("HSG 01", "Homes", "1", "2", GridCell(unsure="could not be parted"), "", "", "")
    current = found.cell(Role.CURRENT)
    assert current is not None
    assert (current.original, current.figures, current.absence) == ("", (), Absence.NOT_PLACED)


def test_a_row_without_its_progress_cell_is_put_right_where_its_last_cell_holds_sentences() -> None:
    columns = ("Ref", "Measure", "Current", "Quarterly Progress", "Commentary")
    notes = Notes()
    found = line("HSG 01", "Homes", "31", "Homes were let on time.", columns=columns, notes=notes)
    assert found.commentary is not None
    assert plain_text(found.commentary.blocks) == "Homes were let on time."
    assert found.progress.judged is None
    assert "progress cell is missing" in notes.assumed[0].what


def test_words_under_no_heading_are_noted_and_not_added_to_a_cell() -> None:
    notes = Notes()
    line("HSG 01", "Homes", "31", "lost words", columns=("Ref", "Measure", "Current"), notes=notes)
    assert [found.text for found in notes.unplaced] == ["lost words"]


def test_a_commentary_cut_in_two_by_a_column_is_left_out_whole() -> None:
    notes = Notes()
    found = line("HSG 01", "Homes", "Let on", "time.", columns=("Ref", "Measure", "Commentary"), notes=notes)
    assert found.commentary is None
    assert [unplaced.text for unplaced in notes.unplaced] == ["Let on | time."]


def test_a_reference_in_letters_that_look_latin_is_mended_and_noted() -> None:
    notes = Notes()
    assert mended_ref("СҮР Р3:", "row 2", notes) == "CYP P3"
    assert [(found.before, found.after, found.where) for found in notes.mended] == [("СҮР Р3", "CYP P3", "row 2")]
    assert mended_ref("CYP P3", "row 3", notes) == "CYP P3"
    assert len(notes.mended) == 1
