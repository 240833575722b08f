"""What a cell says: the same text when it is written and when it is read back, whatever the text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.readers.sheet_files import open_book
from goldenthread.readers.sheet_looks import looks_of
from goldenthread.web.plans.workbook.cells import (
    CUT,
    MOST,
    as_cell,
    escaped,
    is_risky,
    number_format,
    number_in,
    of_number,
    same,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("  padded \n", "padded"),
        ("\t=1+1", "=1+1"),
        ("bell\x07", "bell\ufffd"),
        ("", ""),
        ("0", "0"),
    ],
)
def test_a_text_is_said_as_a_cell_can_hold_it(text: str, said: str) -> None:
    assert as_cell(text) == said


def test_a_text_that_is_too_long_says_where_it_is_cut() -> None:
    said = as_cell("x" * 40_000)
    assert len(said) == MOST
    assert said.endswith(CUT)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("95.500000"), "95.5"),
        (Decimal("100"), "100"),
        (Decimal("-5"), "-5"),
        (0, "0"),
        (None, ""),
        (Decimal("0.000001"), "0.000001"),
    ],
)
def test_a_number_is_said_without_noughts_that_nobody_needs(value: Decimal | int | None, said: str) -> None:
    assert of_number(value) == said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("95", Decimal(95)),
        ("-5.50", Decimal("-5.50")),
        ("95%", None),
        ("1,000", None),
        ("007", None),
        ("1e5", None),
        ("", None),
        ("٣", None),
        ("12345678901234567", None),
    ],
)
def test_only_a_plain_number_becomes_a_number(text: str, number: Decimal | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("one", "other", "alike"), [("95", "95.0", True), ("95", "95%", False), ("a", "a", True), ("", "0", False)]
)
def test_numbers_are_the_same_however_many_noughts_they_have(one: str, other: str, *, alike: bool) -> None:
    assert same(one, other) is alike


def _read_back(texts: list[str]) -> tuple[list[str], bool]:
    """The texts after a workbook held them, as this program and another see them; and whether any is a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, text in enumerate(texts, 1):
        cell = sheet.cell(row, 1)
        number = number_in(text)
        if number is not None:
            cell.value, cell.number_format = float(number), number_format(text)
        else:
            cell.value, cell.data_type = escaped(text), "s"
            cell.quotePrefix = is_risky(text)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        book.save(path)
        rows = open_book(path).sheets[0].rows
        formulas = any(look.formulas for look in looks_of(path).values())
    found = [as_cell(row[0].text) for row in rows]
    return found + [""] * (len(texts) - len(found)), formulas


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(max_size=30)
        | st.from_regex(r"[=+\-@\t'][A-Z0-9()+ ]{0,8}", fullmatch=True)
        | st.from_regex(r"_x[0-9A-F]{4}_.?", fullmatch=True)
        | st.decimals(-10_000, 10_000, places=2).map(str),
        min_size=1,
        max_size=20,
    )
)
def test_whatever_is_written_is_read_back_the_same_and_runs_nothing(texts: list[str]) -> None:
    said = [as_cell(text) for text in texts]
    read, formulas = _read_back(said)
    assert all(same(one, other) for one, other in zip(said, read, strict=True))
    assert not formulas
