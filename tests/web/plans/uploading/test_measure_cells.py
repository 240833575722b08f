"""What a measure's cells say, as a plan keeps it: expected values worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import Absence, Cell, Column, Figure, Role, Target, TargetKind
from goldenthread.model.periods import Period
from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Report, ReportKind
from goldenthread.web.plans.uploading.measure_cells import Said, clip, fits, said_by

YEAR = Period.financial_year(2021)
QUARTER = Period.financial_quarter(2021, 2)


def said(*cells: Cell, kind: ReportKind = ReportKind.BUSINESS_PLAN, period: Period | None = YEAR) -> Said:
    return said_by(MeasureLine(ref="PED01 01", title="Attendance", cells=cells), Report(kind=kind, period=period), 2021)


def cell(role: Role, text: str, *values: str, period: Period | None = YEAR, **fields: Any) -> Cell:
    figures = tuple(Figure(value=Decimal(value)) for value in values)
    chosen = {"figures": figures} | fields
    return Cell(column=Column(heading="Heading", role=role, period=period), original=text, **chosen)


def target(kind: TargetKind, text: str, *values: str, period: Period | None = YEAR, **fields: Any) -> Cell:
    way = fields.pop("direction", "")
    return cell(Role.TARGET, text, *values, period=period, target=Target(kind=kind, direction=way), **fields)


@pytest.mark.parametrize(
    ("given", "kind", "low", "high", "text"),
    [
        (target(TargetKind.LEVEL, "95%", "95"), TargetKind.LEVEL, "95", None, ""),
        (target(TargetKind.LEVEL, "0", "0"), TargetKind.LEVEL, "0", None, ""),
        (target(TargetKind.RANGE, "80 to 100", "80", "100"), TargetKind.RANGE, "80", "100", ""),
        (target(TargetKind.RANGE, "100 to 80", "100", "80"), TargetKind.TEXT, None, None, "100 to 80"),
        (target(TargetKind.TEXT, "Better than England"), TargetKind.TEXT, None, None, "Better than England"),
        (target(TargetKind.TO_BE_CONFIRMED, "tbc"), TargetKind.TO_BE_CONFIRMED, None, None, ""),
        (target(TargetKind.NONE, "N/A"), TargetKind.NONE, None, None, ""),
        (target(TargetKind.LEVEL, "1/3", "0.3333333"), TargetKind.TEXT, None, None, "1/3"),
        (target(TargetKind.CHANGE, "Reduce by 5", "5", direction="reduction"), TargetKind.CHANGE, "5", None, ""),
    ],
)
def test_each_kind_of_target(given: Cell, kind: TargetKind, low: str | None, high: str | None, text: str) -> None:
    (found,) = said(given).targets
    assert (found.kind, found.year, found.text, found.original) == (kind, 2021, text, given.original)
    assert found.low == (Decimal(low) if low else None)
    assert found.high == (Decimal(high) if high else None)


def test_target_of_another_year_keeps_its_year_and_one_without_is_of_the_first() -> None:
    found = said(
        target(TargetKind.LEVEL, "90", "90", period=Period.financial_year(2023)),
        target(TargetKind.LEVEL, "95", "95", period=None),
    )
    assert [(one.year, one.low) for one in found.targets] == [(2023, Decimal(90)), (2021, Decimal(95))]


def test_target_of_a_quarter_and_a_second_one_are_not_kept_and_said() -> None:
    found = said(
        target(TargetKind.LEVEL, "95", "95"),
        target(TargetKind.LEVEL, "96", "96"),
        target(TargetKind.LEVEL, "40", "40", period=QUARTER),
    )
    assert [one.low for one in found.targets] == [Decimal(95)]
    assert found.not_kept == (
        "A second target for 2021/22, “96”, is not kept: the first is “95”.",
        f"The target “40” is of {QUARTER.label}: set the year's profile in the plan.",
    )


def test_last_years_actual_is_of_the_year_before_and_blank_is_no_zero() -> None:
    found = said(cell(Role.LAST_ACTUAL, "", period=None, absence=Absence.BLANK))
    (one,) = found.figures
    assert (one.value, one.absence) == (None, Absence.BLANK)
    assert one.period == Period.financial_year(2020)


def test_figure_that_is_printed_twice_is_kept_once_and_said_when_it_differs() -> None:
    year = Period.financial_year(2020)
    same = said(cell(Role.LAST_ACTUAL, "93", "93", period=year), cell(Role.EARLIER_ACTUAL, "93.0", "93.0", period=year))
    assert len(same.figures) == 1
    assert same.not_kept == ()
    other = said(cell(Role.LAST_ACTUAL, "93", "93", period=year), cell(Role.EARLIER_ACTUAL, "92", "92", period=year))
    assert [one.value for one in other.figures] == [Decimal(93)]
    assert other.not_kept == ("A second figure for 2020/21, “92”, is not kept: the first is “93”.",)


def test_number_gives_way_to_no_blank() -> None:
    year = Period.financial_year(2020)
    found = said(
        cell(Role.LAST_ACTUAL, "", period=year, absence=Absence.BLANK),
        cell(Role.EARLIER_ACTUAL, "93", "93", period=year),
    )
    assert [one.value for one in found.figures] == [Decimal(93)]


def test_latest_performance_of_a_plan_is_where_it_starts_from_and_of_a_report_a_figure() -> None:
    latest = cell(Role.LATEST, "93", "93", period=None)
    in_plan = said(latest)
    assert ([one.period.label for one in in_plan.baselines], in_plan.figures) == (["2020/21"], ())
    in_report = said(latest, kind=ReportKind.PRIORITY, period=QUARTER)
    assert ([one.period for one in in_report.figures], in_report.baselines) == ([QUARTER], ())


def test_what_a_plan_has_no_place_for_is_said() -> None:
    found = said(
        cell(Role.FORECAST, "97%", "97"),
        cell(Role.OTHER, "as agreed"),
        cell(Role.CURRENT, "93", "93", period=None),
        cell(Role.LAST_ACTUAL, "123456789012345", "123456789012345"),
    )
    assert "The forecast “97%” is not part of a plan." in found.not_kept
    assert "“Heading: as agreed” has no place in a plan." in found.not_kept
    assert "The number “123456789012345” is larger or finer than the record can hold." in found.not_kept


def test_components_are_named_once_in_the_order_of_the_paper() -> None:
    figures = (Figure(value=Decimal(95), label="Primary"), Figure(value=Decimal(89), label="Secondary"))
    found = said(
        cell(Role.LAST_ACTUAL, "Pri 95 Sec 89", figures=figures, period=Period.financial_year(2020)),
        target(TargetKind.LEVEL, "Primary 96", figures=(Figure(value=Decimal(96), label="Primary"),)),
    )
    assert found.components == ("Primary", "Secondary")
    assert [(one.component, one.low) for one in found.targets] == [("Primary", Decimal(96))]


@pytest.mark.parametrize(
    ("value", "there"),
    [("0", True), ("-5.123456", True), ("0.1234567", False), ("99999999999999", True), ("100000000000000", False)],
)
def test_what_the_record_can_hold(value: str, there: bool) -> None:
    assert fits(Decimal(value)) is there
    assert not fits(Decimal("NaN"))


def test_long_text_is_cut_with_a_sign() -> None:
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
