"""References as councils print them."""

from __future__ import annotations

import pytest

from goldenthread.readers.references import (
    REF,
    has_look_alikes,
    hold_a_number_too_many,
    mend_look_alikes,
    prefix_of,
    tidy_ref,
    without_leading_zero,
    without_number,
)


@pytest.mark.parametrize(
    ("line", "ref"),
    [
        ("PED01 02 Improve attendance", "PED01 02"),
        ("PED01a Work with schools", "PED01a"),
        ("CYP P1 Raise attainment", "CYP P1"),
        ("P1.1 Raise attainment", "P1.1"),
        ("E1.1: Raise attainment", "E1.1"),
        ("CED LI 03 Invoices paid on time", "CED LI 03"),
        ("CH KPI 2 Homes let", "CH KPI 2"),
        ("ASC 01 Permanent admissions", "ASC 01"),
        ("ASCOF 2A Permanent admissions", "ASCOF 2A"),
        ("CE/03 Calls answered", "CE/03"),
        ("ASC 01 16-17 year olds in work", "ASC 01"),  # a range of ages begins the title
        ("ENV01 45% of waste", "ENV01"),  # a figure after the reference is no part of it
        ("FIN 02 1,204 invoices", "FIN 02"),
        ("LEI 01 2.31 visits", "LEI 01"),
    ],
)
def test_a_reference_ends_where_its_title_begins(line: str, ref: str) -> None:
    match = REF.match(line)
    assert match is not None
    assert match[0] == ref


@pytest.mark.parametrize("text", ["COVID-19 recovery", "2021/22", "The KPI 2", "SEND reform", "Q1/2", "A 1,200"])
def test_ordinary_words_begin_with_no_reference(text: str) -> None:
    assert REF.match(text) is None


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("СҮР РЗ", "CYP P3"), ("СYР Р1", "CYP P1"), ("ΡΕD01 02", "PED01 02"), ("CYP Pб", "CYP P6"), ("PED0О", "PED00")],
)
def test_letters_that_look_latin_are_mended(printed: str, meant: str) -> None:
    assert has_look_alikes(printed)
    assert mend_look_alikes(printed) == meant


def test_a_latin_reference_stays_as_it_is() -> None:
    assert not has_look_alikes("PED01 02")
    assert mend_look_alikes("PED01 02") == "PED01 02"


def test_a_reference_is_compared_without_leading_zeros_and_printed_without_its_colon() -> None:
    assert without_leading_zero("CYP P07") == without_leading_zero("CYP P7")
    assert tidy_ref(" PED01 : ") == "PED01"
    assert prefix_of("PED01 02") == "PED"
    assert prefix_of("CED LI 03") == "CED LI"
    assert prefix_of("1.2") == ""


@pytest.mark.parametrize(
    ("refs", "before_figures", "too_many"),
    [
        (["PED01 01", "PED01 02"], False, False),
        (["PED01 01", "PED01 02"], True, False),
        (["PED01 01"], True, False),  # figures are seldom written with a nought before them
        (["HSG 01 31", "HSG 02 40"], True, True),
        (["HSG 01 31", "HSG 02 40"], False, False),
        (["ASC 01", "ASC 02 30", "ASC 03"], False, True),  # "30 hours of childcare" begins a title
        (["ASC 01", "ASC 02"], True, False),
        ([], True, False),
    ],
)
def test_the_last_number_is_a_figure_where_it_tells_no_references_apart(
    refs: list[str], before_figures: bool, too_many: bool
) -> None:
    assert hold_a_number_too_many(refs, before_figures=before_figures) is too_many


def test_a_reference_without_its_last_number() -> None:
    assert without_number("ASC 01 30") == "ASC 01"
    assert without_number("ASC 01") == "ASC 01"
