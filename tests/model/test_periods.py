"""Periods: the printed forms, the days behind them, their neighbours, and when a name is too uncertain to take."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.period_words import find_period, parse_period
from goldenthread.model.periods import Period, PeriodKind, financial_year_of
from tests.strategies import periods

Q1 = Period.financial_quarter(2021, 1)

PEER_CASES = Path("/work/shared/peer_cases/periods_uk_financial.csv")


def _days(text: str) -> tuple[dt.date, dt.date]:
    start, _, end = text.partition("..")
    return dt.date.fromisoformat(start), dt.date.fromisoformat(end)


# ---- what peers' tests say ----

# (what is asked, of what, financial year, quarter, first day, last day): the essential rows of the peer cases
ESSENTIAL = (
    ("quarter_bounds", "2020 Q1", "2020", "1", "2020-04-01", "2020-06-30"),
    ("quarter_bounds", "2020 Q2", "2020", "2", "2020-07-01", "2020-09-30"),
    ("quarter_bounds", "2020 Q3", "2020", "3", "2020-10-01", "2020-12-31"),
    ("quarter_bounds", "2020 Q4", "2020", "4", "2021-01-01", "2021-03-31"),
    ("date_to_quarter", "2020-04-01", "2020", "1", "", ""),
    ("date_to_quarter", "2020-09-23", "2020", "2", "", ""),
    ("date_to_quarter", "2020-12-25", "2020", "3", "", ""),
    ("date_to_quarter", "2021-03-27", "2020", "4", "", ""),
    ("date_to_year", "2020-03-01", "2019", "", "", ""),
    ("date_to_year", "2009-02-15", "2008", "", "2008-04-01", "2009-03-31"),
    ("year_bounds", "2020", "2020", "", "2020-04-01", "2021-03-31"),
    ("previous", "2020 Q1", "2019", "4", "", ""),
    ("next", "2020 Q4", "2021", "1", "", ""),
    ("preceding_7_of_2017Q2[0]", "2017 Q2", "2015", "3", "", ""),
    ("following_7_of_2017Q2[6]", "2017 Q2", "2019", "1", "", ""),
    ("date_to_half_year", "2009-08-15", "", "", "2009-04-01", "2009-09-30"),
    ("date_to_half_year", "2015-02-01", "", "", "2014-10-01", "2015-03-31"),
    (
        "last_4_quarters_before",
        "2001-01-01",
        "",
        "",
        "2000-01-01|2000-04-01|2000-07-01|2000-10-01",
        "2000-03-31|2000-06-30|2000-09-30|2000-12-31",
    ),
    (
        "rolling_4_quarters_to",
        "2009-08-15",
        "",
        "",
        "2008-10-01|2009-01-01|2009-04-01|2009-07-01",
        "2008-12-31|2009-03-31|2009-06-30|2009-09-30",
    ),
)


def _answer(kind: str, asked: str) -> tuple[Period, ...]:
    """What the model says to one question of the peer cases."""
    if asked[4:6] == " Q":
        quarter = Period.financial_quarter(int(asked[:4]), int(asked[6]))
        name, _, index = kind.rstrip("]").partition("[")
        steps = {
            "quarter_bounds": 0,
            "previous": -1,
            "next": 1,
            "preceding_7_of_2017Q2": int(index or 0) - 7,
            "following_7_of_2017Q2": int(index or 0) + 1,
        }
        return (quarter.shifted(steps[name]),)
    if kind == "year_bounds":
        return (Period.financial_year(int(asked)),)
    day = dt.date.fromisoformat(asked)
    match kind:
        case "date_to_quarter":
            return (Period.financial_quarter_of(day),)
        case "date_to_year":
            return (Period.financial_year(financial_year_of(day)),)
        case "date_to_half_year":
            return (Period.financial_half_of(day),)
        case "last_4_quarters_before":
            return tuple(Period.financial_quarter_of(day).shifted(steps) for steps in range(-4, 0))
        case _:
            assert kind == "rolling_4_quarters_to"
            return tuple(Period.financial_quarter_of(day).shifted(steps) for steps in range(-3, 1))


def _check_peer_case(kind: str, asked: str, year: str, quarter: str, starts: str, ends: str) -> None:
    answer = _answer(kind, asked)
    if year:
        assert financial_year_of(answer[0].start) == int(year)
    if quarter:
        assert answer[0].quarter == int(quarter)
    if starts:
        assert "|".join(period.start.isoformat() for period in answer) == starts
        assert "|".join(period.end.isoformat() for period in answer) == ends
    assert year or starts


@pytest.mark.parametrize("case", ESSENTIAL, ids=lambda case: f"{case[0]} of {case[1]}")
def test_quarters_and_years_are_those_that_peers_name(case: tuple[str, str, str, str, str, str]) -> None:
    """UK financial quarters, years, halves and neighbours as two other systems compute them."""
    _check_peer_case(*case)


def test_every_peer_case_passes() -> None:
    """All the rows of the file of peer cases."""
    if not PEER_CASES.exists():
        pytest.skip(f"The peer cases are not on this machine ({PEER_CASES}).")
    with PEER_CASES.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 59
    for row in rows:
        _check_peer_case(
            row["kind"], row["input"], row["financial_year"], row["quarter"], row["start"] or "", row["end"] or ""
        )


# ---- the printed forms ----

PRINTED = (
    ("Quarter 1 2021/22", "financial quarter", "2021-04-01..2021-06-30"),
    ("Quarter 2 - 1st July 2024 – 30th September 2024", "financial quarter", "2024-07-01..2024-09-30"),
    ("Quarter 1 – Period 1st April – 30th June 2021", "financial quarter", "2021-04-01..2021-06-30"),
    ("Quarter 1 - 2021/2022", "financial quarter", "2021-04-01..2021-06-30"),
    ("Q3 2020/21.", "financial quarter", "2020-10-01..2020-12-31"),
    ("2021-22 quarter 2", "financial quarter", "2021-07-01..2021-09-30"),
    ("Qtr2 2021-22", "financial quarter", "2021-07-01..2021-09-30"),
    ("Quarter One 2021/22", "financial quarter", "2021-04-01..2021-06-30"),
    ("Final quarter of 2021/22", "financial quarter", "2022-01-01..2022-03-31"),
    ("quarter ended 30 June 2021", "financial quarter", "2021-04-01..2021-06-30"),
    ("Q3 2021", "financial quarter", "2021-10-01..2021-12-31"),
    ("20/21", "financial year", "2020-04-01..2021-03-31"),
    ("2019/20", "financial year", "2019-04-01..2020-03-31"),
    ("2019/2020", "financial year", "2019-04-01..2020-03-31"),
    ("2020-21", "financial year", "2020-04-01..2021-03-31"),
    ("20/21 Actual", "financial year", "2020-04-01..2021-03-31"),
    ("19/ 20 Target", "financial year", "2019-04-01..2020-03-31"),
    ("19-20 Target", "financial year", "2019-04-01..2020-03-31"),
    ("1999/00", "financial year", "1999-04-01..2000-03-31"),
    ("99/00", "financial year", "1999-04-01..2000-03-31"),
    ("year ended 31 March 2021", "financial year", "2020-04-01..2021-03-31"),
    ("Apr 2021 - Mar 2022", "financial year", "2021-04-01..2022-03-31"),
    ("April 21 – March 22", "financial year", "2021-04-01..2022-03-31"),
    ("(2020-2021 academic year)", "academic year", "2020-09-01..2021-08-31"),
    ("academic year 2020/21", "academic year", "2020-09-01..2021-08-31"),
    ("the 2021/22 academic year.", "academic year", "2021-09-01..2022-08-31"),
    ("autumn term 20/21", "autumn term", "2020-09-01..2020-12-31"),
    ("Spring term 2021", "spring term", "2021-01-01..2021-04-30"),
    ("summer term 2020/21", "summer term", "2021-05-01..2021-08-31"),
    ("first half 2021/22", "financial half-year", "2021-04-01..2021-09-30"),
    ("H2 2021/22", "financial half-year", "2021-10-01..2022-03-31"),
    ("1 April to 30 September 2021", "financial half-year", "2021-04-01..2021-09-30"),
    ("01/04/2021 - 30/09/2021", "financial half-year", "2021-04-01..2021-09-30"),
    ("2022", "calendar year", "2022-01-01..2022-12-31"),
    ("calendar year 2020", "calendar year", "2020-01-01..2020-12-31"),
    ("March 2022", "month", "2022-03-01..2022-03-31"),
    ("Mar-22", "month", "2022-03-01..2022-03-31"),
    ("Sept 21", "month", "2021-09-01..2021-09-30"),
    ("Feb 2024", "month", "2024-02-01..2024-02-29"),
    ("12 months to June 2021", "rolling twelve months", "2020-07-01..2021-06-30"),
    ("twelve months ending 31st March 2021", "rolling twelve months", "2020-04-01..2021-03-31"),
    ("31 March 2022", "span", "2022-03-31..2022-03-31"),
    ("31/03/2022", "span", "2022-03-31..2022-03-31"),
    ("as at 30th September 2021", "span", "2021-09-30..2021-09-30"),
    ("December 2020 to February 2021", "span", "2020-12-01..2021-02-28"),
    ("2021/22 to 2023/24", "span", "2021-04-01..2024-03-31"),
)


@pytest.mark.parametrize(("text", "kind", "days"), PRINTED)
def test_printed_forms_are_read(text: str, kind: str, days: str) -> None:
    """Every form that councils print, with its kind and its first and last day."""
    period = find_period(text)
    assert period is not None
    assert (period.kind.value, (period.start, period.end)) == (kind, _days(days))


UNCERTAIN = (
    "",
    "Q2",
    "(Apr-Sept)",
    "19/21",
    "2021-24",
    "2018-21",
    "Quarter 5 2021/22",
    "Q4 2021",
    "Q1 and Q2 2021/22",
    "Q1 - Q4",
    "2021 YTD",
    "half year 2021/22",
    "Up to 1st half term",
    "in last 12 months",
    "(16-17)",
    "16/17 year olds",
    "aged 10/11",
    "14-19",
    "0-18 year olds",
    "5/7",
    "1 in 4",
    "2 out of 3",
    "10-14 days",
    "April 2021 to June",
    "31/02/2021",
    "twelve months to June 0000",
    "Quarter 1 0000/01",
    "1 May 2021 and 3 June 2021",
    "maybe",
    "full year",
)


@pytest.mark.parametrize("text", UNCERTAIN)
def test_what_is_not_certain_names_no_period(text: str) -> None:
    """A wrong window is worse than none: ages, ranges, two quarters at once, years that do not follow each other."""
    assert find_period(text) is None


WITHIN = (
    ("Q2", Q1, "2021-07-01..2021-09-30"),
    ("end of Quarter 4", Q1, "2022-01-01..2022-03-31"),
    ("(Apr-Sept)", Period.financial_quarter(2021, 2), "2021-04-01..2021-09-30"),
    ("Apr – Dec", Period.financial_quarter(2021, 4), "2021-04-01..2021-12-31"),
    ("Jan-Mar", Q1, "2021-01-01..2021-03-31"),
    ("Dec-Feb", Period.financial_quarter(2021, 4), "2021-12-01..2022-02-28"),
)


@pytest.mark.parametrize(("text", "within", "days"), WITHIN)
def test_a_form_without_its_year_takes_the_report_s(text: str, within: Period, days: str) -> None:
    """ "Q2" and "(Apr-Sept)" print no year; the report's own period gives it."""
    period = find_period(text, within)
    assert period is not None
    assert (period.start, period.end) == _days(days)


@pytest.mark.parametrize("text", ["Q1 2020", "Quarter 1 in 2020", "Q1 1998", "Q2 19/21"])
def test_a_printed_year_is_never_overruled_by_the_report_s(text: str) -> None:
    """ "Q1 2020" in a report of 2021/22 is not the Q1 of 2021/22."""
    found = find_period(text, Q1)
    assert found in (None, Period.financial_quarter(2020, 1))


def test_text_that_names_no_period_is_refused_with_a_sentence() -> None:
    """The message shows forms that are understood."""
    with pytest.raises(ValueError, match=r"“soon” names no period. Write for example “Quarter 1 2021/22”"):
        parse_period("soon")
    assert parse_period("Q1 2021/22") == Q1


@given(st.text() | st.text("0123456789/-–. QqAprMayJulyto") | st.text("Q12 34/").map(lambda text: f"Quarter {text}"))
def test_finding_a_period_never_fails(text: str) -> None:
    """Whatever a cell holds, the answer is a period or None."""
    assert find_period(text, Q1) is None or isinstance(find_period(text, Q1), Period)


# ---- words and days agree ----


@given(periods())
def test_a_label_reads_back_as_the_same_period(period: Period) -> None:
    """What we print for a period, we understand: the label alone is enough."""
    assert find_period(period.label) == period
    assert find_period(period.label, Q1) == period


@given(periods())
def test_the_days_in_words_cover_the_same_days(period: Period) -> None:
    """R1.9: the spelled-out days name the same first and last day."""
    found = find_period(period.in_words)
    assert found is not None
    assert (found.start, found.end) == (period.start, period.end)


LABELS = (
    (Q1, "Quarter 1 2021/22", "April to June 2021"),
    (Period.financial_quarter(2021, 4), "Quarter 4 2021/22", "January to March 2022"),
    (Period.financial_year(2020), "2020/21", "April 2020 to March 2021"),
    (Period.academic_year(1999), "academic year 1999/00", "September 1999 to August 2000"),
    (Period.month(2024, 7), "July 2024", "July 2024"),
    (Period.calendar_year(2024), "2024", "January to December 2024"),
    (Period.financial_half_of(dt.date(2022, 1, 5)), "Second half 2021/22", "October 2021 to March 2022"),
    (Period.term(PeriodKind.SPRING_TERM, 2020), "spring term 2020/21", "January to April 2021"),
    (
        Period.rolling_twelve_months(dt.date(2021, 6, 2)),
        "twelve months to June 2021",
        "July 2020 to June 2021",
    ),
    (
        Period.span(dt.date(2024, 7, 1), dt.date(2024, 8, 15)),
        "1 July to 15 August 2024",
        "1 July to 15 August 2024",
    ),
    (Period.span(dt.date(2024, 2, 29), dt.date(2024, 2, 29)), "29 February 2024", "29 February 2024"),
)


@pytest.mark.parametrize(("period", "label", "words"), LABELS, ids=[label for _, label, _ in LABELS])
def test_labels_are_those_that_councils_print(period: Period, label: str, words: str) -> None:
    """The short name, and the days spelled out for publication (R1.9)."""
    assert (period.label, str(period), period.in_words) == (label, label, words)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (PeriodKind.FINANCIAL_QUARTER, "2021-05-01..2021-07-31"),
        (PeriodKind.FINANCIAL_YEAR, "2021-01-01..2021-12-31"),
        (PeriodKind.MONTH, "2023-02-01..2023-02-27"),
        (PeriodKind.ACADEMIC_YEAR, "2021-09-01..2022-07-31"),
        (PeriodKind.ROLLING_TWELVE_MONTHS, "2021-01-01..2021-11-30"),
        (PeriodKind.AUTUMN_TERM, "2021-09-01..2021-12-20"),
        (PeriodKind.SPAN, "2021-09-02..2021-09-01"),
    ],
)
def test_dates_that_do_not_fit_the_kind_are_refused(kind: PeriodKind, days: str) -> None:
    """A label and its dates can never disagree, because such a period cannot be made."""
    start, end = _days(days)
    with pytest.raises(ValueError, match=r"is not a|before it starts"):
        Period(kind=kind, start=start, end=end)


def test_a_year_has_four_quarters() -> None:
    """There is no quarter 0 and no quarter 5."""
    for quarter in (0, 5):
        with pytest.raises(ValueError, match=f"quarters 1 to 4; {quarter} is not one"):
            Period.financial_quarter(2021, quarter)


# ---- order, neighbours, last year ----


def _is_shifted_by_its_name(period: Period) -> bool:
    return period.kind is not PeriodKind.SPAN or period.months is not None


@given(periods().filter(_is_shifted_by_its_name), st.integers(-8, 8))
def test_steps_there_and_back_lead_home(period: Period, steps: int) -> None:
    """Neighbours are of the same kind, in order, and back again is where one started."""
    moved = period.shifted(steps)
    assert moved.shifted(-steps) == period
    assert (moved > period) == (steps > 0)
    if period.kind not in (PeriodKind.AUTUMN_TERM, PeriodKind.SPRING_TERM, PeriodKind.SUMMER_TERM):
        assert moved.kind is period.kind


@given(periods().filter(lambda period: period.kind is not PeriodKind.ROLLING_TWELVE_MONTHS))
def test_the_next_period_starts_on_the_day_after(period: Period) -> None:
    """Neighbours leave no day out and share none; only rolling windows overlap."""
    assert period.next.start == period.end + dt.timedelta(days=1)
    assert period.previous.end == period.start - dt.timedelta(days=1)


def test_a_rolling_window_moves_by_one_month() -> None:
    """The next rolling year drops its first month and takes one more."""
    window = Period.rolling_twelve_months(dt.date(2021, 3, 31))
    assert (window.next.start, window.next.end) == _days("2020-05-01..2021-04-30")


@given(periods())
def test_the_same_period_last_year_is_the_same_window(period: Period) -> None:
    """R4.6: equal windows, exactly one year apart, whatever February does."""
    before = period.same_period_last_year
    if period.kind is not PeriodKind.SPAN:
        assert before.kind is period.kind
    if period.months is not None:
        assert before.months == period.months
    assert (before.start.year, before.end.year) == (period.start.year - 1, period.end.year - 1)
    assert before.start.month == period.start.month
    assert before.end.month == period.end.month
    assert abs((before.end - before.start).days - (period.end - period.start).days) <= 1


@pytest.mark.parametrize(
    ("days", "before"),
    [
        ("2024-02-01..2024-02-29", "2023-02-01..2023-02-28"),
        ("2025-02-01..2025-02-28", "2024-02-01..2024-02-29"),
        ("2024-02-29..2024-02-29", "2023-02-28..2023-02-28"),
        ("2025-02-28..2025-02-28", "2024-02-28..2024-02-28"),
        ("2024-02-29..2024-03-15", "2023-02-28..2023-03-15"),
        ("2023-12-01..2024-02-29", "2022-12-01..2023-02-28"),
        ("2021-04-01..2021-06-30", "2020-04-01..2020-06-30"),
    ],
)
def test_leap_years_do_not_shift_the_window_of_last_year(days: str, before: str) -> None:
    """R4.6 at the end of February: a month stays a month, a day stays a day."""
    last_year = Period.span(*_days(days)).same_period_last_year
    assert (last_year.start, last_year.end) == _days(before)


def test_periods_sort_by_start_then_end() -> None:
    """A quarter stands before the year that starts with it, and after the year before."""
    year, quarter, earlier = Period.financial_year(2021), Q1, Period.financial_year(2020)
    assert sorted([year, quarter, earlier]) == [earlier, quarter, year]


# ---- years to date ----


@given(st.integers(2000, 2040))
def test_the_academic_year_to_30_september_holds_september_alone(year: int) -> None:
    """R6.3: the academic count starts afresh in the middle of the financial Q2."""
    window = Period.academic_year_to_date(dt.date(year, 9, 30))
    assert (window.start, window.end) == (dt.date(year, 9, 1), dt.date(year, 9, 30))
    assert window.months == 1


@pytest.mark.parametrize(
    ("quarter_end", "months"), [("2021-06-30", 10), ("2021-09-30", 1), ("2021-12-31", 4), ("2022-03-31", 7)]
)
def test_months_of_the_academic_year_at_each_quarter_end(quarter_end: str, months: int) -> None:
    """Handbook 4.1: 10, 1, 4 and 7 of 12 months."""
    assert Period.academic_year_to_date(dt.date.fromisoformat(quarter_end)).months == months


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-06-30", Q1),
        ("2021-09-30", Period.financial_half_of(dt.date(2021, 9, 1))),
        ("2022-03-31", Period.financial_year(2021)),
        ("2021-12-31", Period(kind=PeriodKind.SPAN, start=dt.date(2021, 4, 1), end=dt.date(2021, 12, 31))),
        ("2022-03-30", Period(kind=PeriodKind.SPAN, start=dt.date(2021, 4, 1), end=dt.date(2022, 3, 30))),
    ],
)
def test_the_financial_year_to_date_bears_its_usual_name(day: str, expected: Period) -> None:
    """To June it is Quarter 1, to September the first half, to March the year."""
    assert Period.financial_year_to_date(dt.date.fromisoformat(day)) == expected


@given(st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)))
def test_the_quarter_half_and_year_of_a_day_hold_it(day: dt.date) -> None:
    """Each window that is named by a day holds that day, and the smaller lies in the larger."""
    quarter, half = Period.financial_quarter_of(day), Period.financial_half_of(day)
    year = Period.financial_year(financial_year_of(day))
    assert year.start <= half.start <= quarter.start <= day <= quarter.end <= half.end <= year.end


@given(st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)), st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)))
def test_a_span_keeps_its_days(one: dt.date, other: dt.date) -> None:
    """Naming a window never changes it."""
    start, end = min(one, other), max(one, other)
    named = Period.span(start, end)
    assert (named.start, named.end) == (start, end)
