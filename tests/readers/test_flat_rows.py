"""Rows whose cells ran together: what is placed is right, whatever the order of the columns and the way they wrap."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence

import pytest

from goldenthread.readers.columns import Heading, split_headings
from goldenthread.readers.flat_rows import part_row
from tests.readers.flat_papers import (
    CURRENT,
    HEADINGS,
    MEASURE,
    NO_BLANK_LINES,
    PROGRESS,
    ROWS,
    ROWS_ELSEWHERE,
    STYLES,
    TARGET,
    TRAVEL,
    Held,
    Style,
    order_of,
    row_text,
)

Record = Callable[[str, object], None]
SEEDS = range(12)


def headings(*texts: str) -> tuple[Heading, ...]:
    found = split_headings(" ".join(texts))
    assert found is not None
    assert tuple(heading.text for heading in found) == texts
    return found


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def counted(rows: Sequence[Held], style: Style) -> tuple[int, int, list[str]]:
    """How many cells there were, how many were placed, and those placed wrongly."""
    cells = placed = 0
    wrong: list[str] = []
    for seed in SEEDS:
        rng = random.Random(seed)  # noqa: S311 - the same papers on every machine
        order = order_of(rng) if seed % 4 else HEADINGS
        for row in rows:
            parted = part_row(row_text(row, order, style, rng), headings(*order))
            for heading, text in zip(order, parted.texts, strict=True):
                cells += 1
                placed += text is not None
                if text is not None and squeezed(text) != squeezed(row.cells[heading]):
                    wrong.append(f"{row.ref} {heading} in {order}: {text!r}, held {row.cells[heading]!r}")
    return cells, placed, wrong


def table_line(what: str, style: Style, counts: tuple[int, int, list[str]]) -> str:
    cells, placed, wrong = counts
    return f"{what}, {style.name}: placed {placed} of {cells} = {placed / cells:.3f}, wrong {len(wrong)}"


@pytest.mark.parametrize(("rows", "least"), [(ROWS, 0.9), (ROWS_ELSEWHERE, 0.75)], ids=["like ours", "elsewhere"])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_no_cell_is_ever_wrong_where_blank_lines_part_the_cells(
    rows: Sequence[Held], least: float, style: Style, record_property: Record
) -> None:
    cells, placed, wrong = counts = counted(rows, style)
    record_property("table", table_line(f"rows {rows[0].ref[:3]}", style, counts))
    assert not wrong
    assert placed >= least * cells


@pytest.mark.parametrize(("rows", "least"), [(ROWS, 0.85), (ROWS_ELSEWHERE, 0.7)], ids=["like ours", "elsewhere"])
def test_hardly_a_cell_is_wrong_where_nothing_parts_the_cells(
    rows: Sequence[Held], least: float, record_property: Record
) -> None:
    """The words alone tell where a cell ends: now and then they say something else than the page did."""
    cells, placed, wrong = counts = counted(rows, NO_BLANK_LINES)
    record_property("table", table_line(f"rows {rows[0].ref[:3]}", NO_BLANK_LINES, counts))
    assert len(wrong) <= 0.002 * cells, wrong
    assert placed >= least * cells


PLAIN = headings("Measure", "20/21 Actual", "20/21 Target", "Current", "Direction of Travel", "Quarterly Progress")


def test_values_on_one_line_after_a_wrapped_title_find_their_columns() -> None:
    parted = part_row(["Reduce the days lost", "to sickness (rolling year)", "", "9.6 8.5 10.1", "", "  "], PLAIN)
    assert parted.texts == ("Reduce the days lost to sickness (rolling year)", "9.6", "8.5", "10.1", "", "")
    assert parted.pictures == {4, 5}


def test_an_amount_broken_over_two_lines_is_joined_and_noted() -> None:
    lines = [
        "Budget spent on placements",
        "",
        "£9,695,57",
        "9",
        "",
        "£9,583,822",
        "",
        "£11,377,28",
        "0",
        "",
        "  ",
        "",
        "  ",
    ]
    parted = part_row(lines, PLAIN)
    assert parted.texts[1:4] == ("£9,695,579", "£9,583,822", "£11,377,280")
    assert parted.mends == (("£9,695,57 9", "£9,695,579"), ("£11,377,28 0", "£11,377,280"))


def test_a_lone_sign_between_two_cells_is_left_over_and_the_numbers_stand() -> None:
    parted = part_row(["Invoices paid on time", "", "96.2% 97% 95.9% %", "", "  "], PLAIN)
    assert parted.texts[1:4] == ("96.2%", "97%", "95.9%")
    assert parted.stray == "%"


def test_one_sentence_over_all_the_targets_is_the_text_of_each() -> None:
    columns = headings("Measure", "2014/15 Actual", "2016/17", "2017/18")
    columns = (*columns[:2], *(split_headings("Targets 2016/17 2017/18 2018/19") or ()))
    words = "Due to the small numbers of young people targets are not set"
    parted = part_row(["Share of young people with a place", "", "78%", "", words], columns)
    assert parted.texts == ("Share of young people with a place", "78%", words, words, words)


def test_empty_cells_between_values_on_one_line_leave_one_blank_each() -> None:
    columns = headings("Measure", "2014/15 Actual")
    columns = (*columns, *(split_headings("Targets 2016/17 2017/18 2018/19") or ()))
    parted = part_row(["Share of two year olds", "with a place", "78%  80% 82%"], columns)
    assert parted.texts == ("Share of two year olds with a place", "78%", "", "80%", "82%")


@pytest.mark.parametrize("values", ["96.2% 97%", "96.2% 97% 95.9% 94%"], ids=["one too few", "one too many"])
def test_values_that_do_not_fit_the_columns_are_not_placed(values: str) -> None:
    """The title stands, for the line to be known by."""
    texts = part_row(["Invoices paid on time", "", values], PLAIN).texts
    assert texts == ("Invoices paid on time", None, None, None, None, None)


IN_ANOTHER_ORDER = ["96.2%", "", "97%", "", "95.9%", "", "Invoices paid on time"]


@pytest.mark.parametrize("lines", [IN_ANOTHER_ORDER, ["Invoices paid on time"], [""], []])
def test_a_row_that_is_not_of_these_columns_places_nothing(lines: list[str]) -> None:
    assert set(part_row(lines, PLAIN).texts) == {None}


MILESTONES = (
    ("Open the new day centre in the town hall", "March 2023", "Head of Care", "Green"),
    ("Review the offer to carers (all ages)", "31/03/2023", "Ann Green/Bob Lee", "N/A"),
    ("Move to the new system by the end of the year", "Q4 2022/23", "Director, Place and Growth", "Amber"),
    ("Publish the strategy", "TBC", "Team Manager", ""),
)


@pytest.mark.parametrize("blank", [True, False], ids=["blank lines between cells", "none"])
def test_dates_and_people_in_columns_of_their_own_are_placed_rightly_or_not_at_all(
    blank: bool, record_property: Record
) -> None:
    names = ["Milestone", "Due Date", "Lead Officer", "RAG"]
    cells = placed = 0
    for seed in SEEDS:
        order = random.Random(seed).sample(names, 4)  # noqa: S311 - the same rows on every machine
        for milestone in MILESTONES:
            row = dict(zip(names, milestone, strict=True))
            lines = [line for name in order for line in (*textwrap.wrap(row[name], 26), *([""] if blank else []))]
            texts = part_row(lines, headings(*order)).texts
            cells += len(texts)
            placed += sum(text is not None for text in texts)
            assert all(text in (None, row[name]) for name, text in zip(order, texts, strict=True)), (order, texts)
    record_property("table", f"milestones, blank lines {blank}: placed {placed} of {cells} = {placed / cells:.3f}")
    assert placed >= (0.75 if blank else 0.2) * cells


def test_a_commentary_in_the_last_column_is_what_is_left() -> None:
    columns = headings("Indicator", "RAG", "2022/23 Target", "Q3 2022/23 Actual", "Commentary")
    lines = ["Homes let within 20 days Green", "90% 92% Lets went well in the", "quarter, and will go on."]
    assert part_row(lines, columns).texts == (
        "Homes let within 20 days",
        "Green",
        "90%",
        "92%",
        "Lets went well in the quarter, and will go on.",
    )


@pytest.mark.parametrize(
    ("target", "current"),
    [
        ("Less than 200", "184"),
        ("80% to 85%", "79%"),
        ("At least 97%", "95.9% (provisional)"),
        ("100% of eligible", "82"),
    ],
)
def test_a_target_that_is_a_bound_keeps_its_words(target: str, current: str) -> None:
    parted = part_row(["Share of something", "", "85", "", target, "", current, "", "  ", "", "  "], PLAIN)
    assert parted.texts[:4] == ("Share of something", "85", target, current)


def test_a_target_that_is_not_understood_lends_no_words_to_its_neighbours() -> None:
    parted = part_row(["New affordable homes", "", "87", "", "450 over 3 years", "", "12", "", "  ", "", "  "], PLAIN)
    assert parted.texts[1:4] == (None, None, None)
    columns = headings(MEASURE, TARGET, CURRENT, TRAVEL, PROGRESS)
    parted = part_row(["New homes", "", "Build 450 in", "3 years", "", "12", "", "  ", "", "  "], columns)
    assert parted.texts[1:3] == (None, None)


def test_words_of_a_light_are_never_the_name_of_a_figure() -> None:
    columns = headings(MEASURE, CURRENT, TRAVEL, PROGRESS, TARGET)
    for lines in (
        ["Invoices paid", "95.9%", "Improved", "Amber", "97%"],
        ["Invoices paid", "95.9% Improved Amber 97%"],
    ):
        texts = part_row(lines, columns).texts
        assert all(
            got in (None, held)
            for got, held in zip(texts, ("Invoices paid", "95.9%", "Improved", "Amber", "97%"), strict=True)
        )
