"""What people type, understood through the library or refused with a sentence: no database is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Calendar, Polarity
from goldenthread.web.plans import typed


@pytest.mark.parametrize(
    ("text", "unit", "polarity", "said"),
    [
        ("95%", Unit.PERCENT, Polarity.HIGHER, "at least 95 per cent"),
        ("95", Unit.PERCENT, Polarity.LOWER, "at most 95 per cent"),
        ("1,234", None, None, "1,234"),
        ("1,234", Unit.COUNT, Polarity.CLOSEST, "1,234"),
        ("£1.2m", Unit.POUNDS, Polarity.LOWER, "at most £1,200,000"),
        ("£250000 reduction", Unit.POUNDS, None, "a change, a reduction of £250,000"),
        ("80 to 90", Unit.RATE, None, "from 80 to 90"),
        ("no more than 20", Unit.COUNT, Polarity.LOWER, "20 (“no more than”)"),
        ("0", Unit.COUNT, Polarity.LOWER, "at most 0"),
        ("95% [p]", Unit.PERCENT, Polarity.HIGHER, "at least 95 per cent; provisional"),
        ("TBC", None, None, "to be confirmed"),
    ],
)
def test_a_target_is_said_back(text: str, unit: Unit | None, polarity: Polarity | None, said: str) -> None:
    assert typed.target_in_words(typed.target(text, unit), unit, polarity) == said


def test_words_are_said_to_be_words() -> None:
    target = typed.target("Reduce", None, as_words=True)
    assert typed.target_in_words(target, None, None) == "words, which no rule can compare with a figure"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Reduce", "No number is understood in “Reduce”."),
        ("Primary 95% Secondary 90%", "holds several numbers"),
        ("12,34", "No number is understood"),
        ("x" * 401, "longer than 400 characters"),
        ("99999999999999999", "too large"),
    ],
)
def test_a_target_that_is_not_understood_is_refused(text: str, said: str) -> None:
    with pytest.raises(typed.NotUnderstood, match=said):
        typed.target(text, None)


def test_a_part_may_be_named_where_it_is_the_one_that_was_chosen() -> None:
    assert typed.target("Primary 95%", Unit.PERCENT, "Primary").low == Decimal(95)
    with pytest.raises(typed.NotUnderstood, match="“Secondary” is taken for the name of a part"):
        typed.target("Secondary 95%", Unit.PERCENT, "Primary")


def test_a_figure_brings_its_parts_and_markers() -> None:
    figure = typed.figure("71.4% (5/7)", Unit.PERCENT)
    assert (figure.value, figure.numerator, figure.denominator) == (Decimal("71.4"), Decimal(5), Decimal(7))
    assert [one.value for one in typed.figure("93% [p]", Unit.PERCENT).markers] == ["p"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("LA 92% Pri 95%", "holds several numbers"),
        ("x" * 401, "longer than 400 characters"),
        ("5 of 99999999999999999", "too large"),
        ("Increase to 75%", "No number is understood"),
    ],
)
def test_a_figure_that_is_not_understood_is_refused(text: str, said: str) -> None:
    with pytest.raises(typed.NotUnderstood, match=said):
        typed.figure(text, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234", "1234"), ("£1.2m", "1200000"), ("80.9 %", "80.9"), ("-3", "-3"), (" 0.000001 ", "0.000001")],
)
def test_a_quantity_is_one_number(text: str, value: str) -> None:
    assert typed.quantity(text) == Decimal(value)


@pytest.mark.parametrize("text", ["five", "5/7", "1 2", "0.0000001", "1e5", "=5"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(typed.NotUnderstood):
        typed.quantity(text)


def test_a_year_is_of_the_measures_own_calendar() -> None:
    assert typed.period("2020/21", Calendar.ACADEMIC).start == date(2020, 9, 1)
    assert typed.period("2020/21", Calendar.FINANCIAL).start == date(2020, 4, 1)
    with pytest.raises(typed.NotUnderstood, match="Give one year, for example 2020"):
        typed.period("2020/21", Calendar.CALENDAR)
    with pytest.raises(typed.NotUnderstood, match=r"academic years\. Give both years, for example 2020/21"):
        typed.period("2020", Calendar.ACADEMIC)


def test_numbers_are_printed_as_people_write_them() -> None:
    printed = [typed.number(Decimal(one)) for one in ("1234567.500000", "100", "0", "0.10", "-5.00")]
    assert printed == ["1,234,567.5", "100", "0", "0.1", "-5"]
    assert typed.number(None) == ""
