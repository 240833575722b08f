"""Targets and figures print exactly as the paper printed them, else from the number; no absence looks like a number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import TargetKind, TargetState, Unit
from goldenthread.web.plans.models import Definition, Figure, Target
from goldenthread.web.plans.queries.printed import (
    day_text,
    figure_text,
    figures_text,
    markers_text,
    number_text,
    period_text,
    targets_text,
    year_text,
    years_text,
)

PERCENT = Definition(unit=Unit.PERCENT)


def _target(low: str | None = None, **fields: Any) -> Target:
    return Target(year=2021, low=Decimal(low) if low is not None else None, **fields)


def _figure(value: str | None = None, **fields: Any) -> Figure:
    return Figure(value=Decimal(value) if value is not None else None, **fields)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "shown"),
    [
        ("95.000000", "percent", None, "95%"),
        ("95.000000", "percent", 1, "95.0%"),
        ("92.250000", "percent", 1, "92.3%"),
        ("92.250000", "percent", None, "92.25%"),
        ("0", "percent", None, "0%"),
        ("0.000000", "count", None, "0"),
        ("1000.000000", "count", None, "1,000"),
        ("1234567.500000", "gbp", None, "£1,234,567.5"),
        ("-250000", "gbp", 0, "−£250,000"),
        ("45.700000", "rate", None, "45.7"),
        ("14.600000", "", 0, "15"),
        ("2.500000", "count", 0, "3"),
    ],
)
def test_a_number_prints_in_its_unit(value: str, unit: str, decimals: int | None, shown: str) -> None:
    assert number_text(Decimal(value), Definition(unit=unit, decimals=decimals)) == shown


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        (_target("95"), "95%"),
        (_target("0"), "0%"),
        (_target("95", original="at least 95%"), "at least 95%"),
        (_target("80", high=Decimal(100), kind=TargetKind.RANGE), "80% to 100%"),
        (_target("80", high=Decimal(100), kind=TargetKind.RANGE, original="80-100"), "80-100"),
        (_target("5", kind=TargetKind.CHANGE, direction="reduction"), "reduction of 5%"),
        (_target("5", kind=TargetKind.CHANGE), "change of 5%"),
        (_target("80", kind=TargetKind.SHARE, text="of eligible pupils"), "80% of eligible pupils"),
        (_target(kind=TargetKind.TEXT, text="Top quarter in England"), "Top quarter in England"),
        (_target(kind=TargetKind.TEXT), "Not stated"),
        (_target(kind=TargetKind.NONE), "No target"),
        (_target(kind=TargetKind.NONE, original="-"), "No target"),
        (_target(kind=TargetKind.NONE, original="N/A"), "N/A"),
        (_target(kind=TargetKind.TO_BE_CONFIRMED), "To be confirmed"),
        (_target(kind=TargetKind.TO_BE_CONFIRMED, original="tbc"), "tbc"),
        (_target("95", component="Primary"), "Primary 95%"),
    ],
)
def test_a_target_prints(target: Target, shown: str) -> None:
    assert targets_text([target], PERCENT).lines == (shown,)


def test_a_change_in_pounds_is_no_level() -> None:
    cut = _target("250000", kind=TargetKind.CHANGE, direction="reduction")
    assert targets_text([cut], Definition(unit=Unit.POUNDS)).lines == ("reduction of £250,000",)


def test_components_share_one_cell_with_their_names() -> None:
    cell = [_target("95.6", component="Primary"), _target("89", component="Secondary")]
    assert targets_text(cell, PERCENT).lines == ("Primary 95.6%", "Secondary 89%")


def test_the_papers_own_cell_of_components_is_printed_once() -> None:
    original = "Primary 95.6% Secondary 89.3%"
    cell = [
        _target("89.3", component="Secondary", original=original),
        _target("95.6", component="Primary", original=original),
    ]
    assert targets_text(cell, PERCENT).lines == ("Primary 95.6%", "Secondary 89.3%")


def test_a_component_changed_since_does_not_leave_the_old_cell_beside_it() -> None:
    original = "Primary 95.6% Secondary 89.3%"
    cell = [
        _target("97", component="Primary"),
        _target("89.3", component="Secondary", original=original),
    ]
    assert targets_text(cell, PERCENT).lines == ("Primary 97%", "Secondary 89.3%")


def test_no_target_at_all_is_said() -> None:
    assert targets_text([], PERCENT).lines == ("Not stated",)


@pytest.mark.parametrize(
    ("target", "note"),
    [
        (_target("95", state=TargetState.PROVISIONAL), "provisional"),
        (_target("95", state=TargetState.APPROVED), ""),
        (_target("95", state=TargetState.UNSTATED), ""),
        (_target(kind=TargetKind.TO_BE_CONFIRMED, state=TargetState.PROVISIONAL), ""),
    ],
)
def test_what_is_provisional_is_said_of_a_target(target: Target, note: str) -> None:
    assert targets_text([target], PERCENT).note == note


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (_figure("93.2", original="93.2% (p)"), "93.2% (p)"),
        (_figure("93.200000"), "93.2%"),
        (_figure("0"), "0%"),
        (_figure("93.2", markers=["p", "r"]), "93.2% [p][r]"),
        (_figure(absence="not applicable"), "Not applicable"),
        (_figure(absence="not applicable", original="N/A"), "N/A"),
        (_figure(absence="see commentary", original="–"), "See commentary"),
        (_figure(absence="to be confirmed"), "To be confirmed"),
        (_figure(absence="suppressed", original="*"), "Suppressed"),
        (_figure(absence="left blank"), "Left blank"),
        (_figure("12", component="Boys"), "Boys 12%"),
    ],
)
def test_a_figure_prints(figure: Figure, shown: str) -> None:
    assert figures_text([figure], PERCENT) == (shown,)


def test_a_figure_on_its_own_row_does_not_name_its_component_again() -> None:
    assert figure_text(_figure("12", component="Boys"), PERCENT) == "12%"


def test_figures_of_components_share_a_cell() -> None:
    cell = [_figure("95", component="Primary"), _figure(absence="suppressed", component="Secondary")]
    assert figures_text(cell, PERCENT) == ("Primary 95%", "Secondary Suppressed")


def test_markers_are_said_in_words() -> None:
    assert markers_text(_figure("1", markers=["p", "e"])) == "provisional, estimated"
    assert markers_text(_figure("1")) == ""


@pytest.mark.parametrize(
    ("kind", "start", "end", "shown"),
    [
        ("financial year", date(2020, 4, 1), date(2021, 3, 31), "2020/21"),
        ("financial quarter", date(2021, 4, 1), date(2021, 6, 30), "Quarter 1 2021/22"),
        ("academic year", date(2020, 9, 1), date(2021, 8, 31), "Academic year 2020/21"),
        ("span", date(2021, 4, 1), date(2021, 5, 15), "1 April to 15 May 2021"),
        ("financial year", date(2020, 4, 1), date(2021, 3, 30), "1 April 2020 to 30 March 2021"),
    ],
)
def test_a_period_has_its_usual_name(kind: str, start: date, end: date, shown: str) -> None:
    assert period_text(Figure(period_kind=kind, period_start=start, period_end=end)) == shown


def test_years_and_days_in_words() -> None:
    assert year_text(1999) == "1999/00"
    assert years_text(2021, 1) == "2021/22"
    assert years_text(2021, 3) == "2021/22 to 2023/24"
    assert day_text(date(2021, 5, 3)) == "3 May 2021"


def test_a_whole_left_blank_is_not_told_beside_its_parts() -> None:
    parts = [
        Figure(absence="left blank", original=""),
        Figure(component="Primary", value=Decimal("95.6"), original="Primary 95.6%"),
    ]
    assert figures_text(parts, Definition(unit="percent")) == ("Primary 95.6%",)
    assert figures_text(parts[:1], Definition(unit="percent")) == ("Left blank",)
