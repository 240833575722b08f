"""Figures as councils type them are understood, said back, or asked about; nothing that was typed is lost (R6.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Absence, Marker, Unit
from goldenthread.web.plans.models import Definition
from goldenthread.web.plans.models.choices import MeasureKind
from goldenthread.web.returns.typed_figures import is_unclear, joined, parts_of, read, said, with_ticks

PERCENT = Definition(unit=Unit.PERCENT)
COUNT = Definition(unit=Unit.COUNT)
POUNDS = Definition(unit=Unit.POUNDS)
WORDS = Definition(kind=MeasureKind.WORDS)
RATE = Definition(kind=MeasureKind.RATIO, unit=Unit.RATE, multiplier=10_000)


@pytest.mark.parametrize(
    ("typed", "definition", "value", "says"),
    [
        ("1,234", COUNT, "1234", "1,234"),
        ("£1.2m", POUNDS, "1200000", "£1,200,000"),
        ("80.9 %", PERCENT, "80.9", "80.9 per cent"),
        ("7.1", PERCENT, "7.1", "7.1 per cent"),
        ("12 (prov)", COUNT, "12", "12, provisional"),
        ("12 [p]", COUNT, "12", "12, provisional"),
        ("~12", COUNT, "12", "12, estimated, with the note “~”"),
        ("0", COUNT, "0", "0"),
    ],
)
def test_a_number_is_understood_and_said_back(typed: str, definition: Definition, value: str, says: str) -> None:
    reading = read(typed, definition)
    assert reading.problem == ""
    assert reading.figure is not None
    assert reading.figure.value == Decimal(value)
    assert reading.figure.original == typed
    assert says == said(reading.figure, definition)


@pytest.mark.parametrize(
    ("typed", "absence"),
    [
        ("n/a", Absence.NOT_APPLICABLE),
        ("tbc", Absence.TO_BE_CONFIRMED),
        ("-", Absence.NOT_AVAILABLE),
        ("not available", Absence.NOT_AVAILABLE),
        ("see commentary", Absence.SEE_COMMENTARY),
    ],
)
def test_words_for_no_figure_are_the_reason_for_none(typed: str, absence: Absence) -> None:
    reading = read(typed, PERCENT)
    assert reading.figure is not None
    assert (reading.figure.value, reading.figure.absence, reading.problem) == (None, absence, "")
    assert said(reading.figure, PERCENT) == f"no figure: {absence.value}"


@pytest.mark.parametrize(
    ("typed", "definition", "value", "parts"),
    [
        ("5/7", PERCENT, "71.428571", ("5", "7")),
        ("5 of 7", PERCENT, "71.428571", ("5", "7")),
        ("5 out of 7", PERCENT, "71.428571", ("5", "7")),
        ("71.4% (5/7)", PERCENT, "71.4", ("5", "7")),
        ("1,200/2,400", PERCENT, "50", ("1200", "2400")),
        ("12/40,000", RATE, "3", ("12", "40000")),
        ("19/20", PERCENT, "95", ("19", "20")),
    ],
)
def test_a_share_is_worked_out_of_its_parts(
    typed: str, definition: Definition, value: str, parts: tuple[str, str]
) -> None:
    figure = read(typed, definition).figure
    assert figure is not None
    assert figure.value == Decimal(value)
    assert (figure.numerator, figure.denominator) == tuple(Decimal(part) for part in parts)
    assert figure.original == typed


@pytest.mark.parametrize("year", ["2022/23", "Quarter 3 2022/23"])
def test_a_year_is_no_share(year: str) -> None:
    figure = read(f"95% ({year})", PERCENT).figure
    assert figure is not None
    assert (figure.value, figure.numerator, figure.qualifier) == (Decimal(95), None, year)


def test_a_share_is_said_back_with_its_parts() -> None:
    figure = read("5/7", PERCENT).figure
    assert figure is not None
    assert said(figure, PERCENT) == "71.43 per cent (5 of 7)"


@pytest.mark.parametrize(
    ("typed", "definition", "problem"),
    [
        ("Good", PERCENT, "No number is understood in “Good”."),
        ("12; 14", COUNT, "“12; 14”"),
        ("£1.2m", PERCENT, "counted as per cent"),
        ("5/", PERCENT, "has no denominator"),
        ("/7", PERCENT, "has no numerator"),
        ("5/0", PERCENT, "Nothing can be divided by nought."),
        ("80% (5/7)", PERCENT, "is 71.4, not 80"),
        ("5/7", COUNT, "No number is understood in “5/7”."),
        ("5/7", Definition(kind=MeasureKind.RATIO, unit=Unit.RATE), "does not say what this rate is per"),
        ("9" * 30, COUNT, "too large"),
        ("99999999999999/0.000001", RATE, "too large"),
        ("1.123456 (99999999999999/0.000001)", RATE, "too large"),
    ],
)
def test_what_is_not_understood_is_kept_as_typed_and_asked_about(
    typed: str, definition: Definition, problem: str
) -> None:
    reading = read(typed, definition)
    assert problem in reading.problem
    assert reading.figure is not None
    assert (reading.figure.original, reading.figure.value) == (typed, None)
    assert is_unclear(reading.figure, definition)


def test_a_measure_told_in_words_takes_words() -> None:
    reading = read("Good, with outstanding leadership", WORDS)
    assert reading.problem == ""
    assert reading.figure is not None
    assert reading.figure.original == "Good, with outstanding leadership"
    assert not is_unclear(reading.figure, WORDS)
    none = read("n/a", WORDS).figure
    assert none is not None
    assert none.absence is Absence.NOT_APPLICABLE


def test_nothing_typed_is_no_figure_and_no_trouble() -> None:
    assert read("  ", PERCENT).figure is None
    assert read("  ", PERCENT).problem == ""


def test_a_marker_ticked_and_a_marker_typed_are_one() -> None:
    both = with_ticks(read("12 (prov)", COUNT), (Marker.PROVISIONAL, Marker.ESTIMATED), True).figure
    assert both is not None
    assert both.markers == (Marker.ESTIMATED, Marker.PROVISIONAL)
    assert both.from_partner
    assert said(both, COUNT) == "12, estimated, provisional, from a partner"
    none = with_ticks(read("n/a", COUNT), (Marker.PROVISIONAL,), False).figure
    assert none is not None
    assert none.markers == ()


@given(st.text(max_size=450))
def test_no_text_breaks_it_and_none_is_lost(text: str) -> None:
    for definition in (PERCENT, COUNT, WORDS, RATE):
        reading = read(text, definition)
        if " ".join(text.split()):
            assert reading.figure is not None or not reading.problem
        if reading.figure is not None:
            assert reading.figure.original
            assert len(reading.figure.original) <= 400
            assert (reading.figure.value is None) == (reading.figure.absence is not None)


_BOX: Any = st.text(alphabet="0123456789.,%£ ", max_size=12).map(lambda text: " ".join(text.split()))


@given(_BOX, _BOX, _BOX)
def test_the_boxes_of_a_share_come_back_as_they_were_typed(rate: str, top: str, bottom: str) -> None:
    assert parts_of(joined(rate, top, bottom)) == (rate, top, bottom)
