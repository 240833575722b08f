"""How a table is fitted to its page: where long words break, and what stays on one line."""

from __future__ import annotations

import pytest

from goldenthread.writers.layout_blocks import TableBlock, TableCell
from goldenthread.writers.table_fit import broken, characters_needed


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Payments/Individual", ["Payments/", "Individual"]),
        ("self-assessment-based", ["self-assessment-", "based"]),
        ("Llanfairpwllgwyngyllgogery", ["Llanfairpwllgwyngy", "llgogery"]),
        ("short", ["short"]),
        ("", [""]),
    ],
)
def test_a_long_word_breaks_where_it_may(word: str, pieces: list[str]) -> None:
    """After a slash or a hyphen, so that no word is cut in its midst where that can be helped."""
    assert broken(word, 18) == pieces


def test_a_reference_at_the_head_of_a_row_stays_on_one_line() -> None:
    """PED02 01 over two lines cannot be found by eye."""
    row = (TableCell(("PED02 01",)), TableCell(("Referrals",)))
    table = TableBlock("Measures", ("Ref", "Measure"), (row,), (1, 10), (False, False))
    assert characters_needed(table) == [8, 9]
