"""Which papers may be held against each other, and what is said of those that may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goldenthread.model.periods import Period
from goldenthread.model.report import Report, ReportKind
from goldenthread.rules.companions import Companions, Named, fit, pair
from tests.rules.checks.papers import Q1, Q2, YEAR, measure, report

LAST_Q4 = Period.financial_quarter(2020, 4)


def _paper(name: str, period: Period | None = Q2, **more: object) -> Named:
    return Named(name, report(measure(), period=period, **more))  # type: ignore[arg-type]


PAPER = _paper("q2.docx")


def test_last_quarters_report_and_this_years_plan_fit_without_a_word() -> None:
    before, plan = _paper("q1.docx", Q1), _paper("plan.docx", YEAR, kind=ReportKind.BUSINESS_PLAN)
    assert fit(PAPER, before, plan) == Companions(before, plan)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (_paper("other.docx", Q1, council="Another County Council"), "is of Another County Council"),
        (_paper("again.docx", Q2), "is of Quarter 2 2021/22, as q2.docx is itself"),
        (_paper("q3.docx", Period.financial_quarter(2021, 3)), "which is later than the Quarter 2 2021/22 of q2.docx"),
        (
            Named("roads.docx", report(measure("HW9", "Fill potholes"), period=Q1)),
            "has no measure or milestone in common",
        ),
    ],
    ids=["another council", "the same quarter", "a later quarter", "another subject"],
)
def test_a_report_that_cannot_be_last_quarters_is_said_and_left_out(other: Named, words: str) -> None:
    found = fit(PAPER, other, None)
    assert found.previous is None
    (remark,) = found.remarks
    assert words in remark
    assert remark.endswith("q2.docx was checked without last quarter's report.")


def test_an_older_report_is_used_and_said_to_be_older() -> None:
    older = _paper("q4.docx", LAST_Q4)
    found = fit(PAPER, older, None)
    assert found.previous is older
    assert "not of the quarter before Quarter 2 2021/22" in found.remarks[0]


def test_a_report_that_does_not_say_its_quarter_is_taken_as_named() -> None:
    undated = _paper("undated.docx", None)
    found = fit(PAPER, undated, None)
    assert found.previous is undated
    assert found.remarks[0].startswith("undated.docx does not say which quarter")


def test_a_plan_of_another_year_is_said_and_left_out() -> None:
    old = _paper("plan.docx", Period.financial_year(2020), kind=ReportKind.BUSINESS_PLAN)
    found = fit(PAPER, None, old)
    assert found.plan is None
    assert found.remarks == (
        "plan.docx is for 2020/21, and q2.docx is of Quarter 2 2021/22. q2.docx was checked without a plan.",
    )


def test_a_folder_is_paired_by_quarter_and_plan() -> None:
    first, second = _paper("q1.docx", Q1), PAPER
    plan = _paper("plan.docx", YEAR, kind=ReportKind.BUSINESS_PLAN)
    assert pair([plan, second, first]) == [Companions(), Companions(first, plan), Companions(None, plan)]


def test_the_first_quarter_follows_the_last_of_the_year_before() -> None:
    first, last = _paper("q1.docx", Q1), _paper("q4.docx", LAST_Q4)
    assert pair([first, last])[0].previous == last


def test_two_files_of_one_quarter_are_checked_each_by_itself_and_said() -> None:
    later, one, other = PAPER, _paper("a.docx", Q1), _paper("b.docx", Q1)
    of_later, of_one, of_other = pair([later, one, other])
    assert of_later.previous is None
    assert "a.docx and b.docx are all of Quarter 1 2021/22" in of_later.remarks[0]
    assert of_one.remarks == ("a.docx and b.docx are both of Quarter 1 2021/22: each was checked by itself.",)
    assert "each was checked by itself" in of_other.remarks[0]


@pytest.mark.parametrize(
    "differ",
    [
        lambda: _paper("adults.docx", Q1, priority="Adults"),
        lambda: _paper("county.docx", Q1, council="Another County Council"),
        lambda: _paper("department.docx", Q1, kind=ReportKind.DEPARTMENTAL),
    ],
    ids=["another priority", "another council", "another kind"],
)
def test_papers_of_different_series_are_not_paired(differ: Callable[[], Named]) -> None:
    mine = _paper("mine.docx", priority="Children and Young People")
    assert pair([mine, differ()])[0] == Companions()


def test_a_paper_without_a_period_is_paired_with_none() -> None:
    assert pair([_paper("undated.docx", None), _paper("q1.docx", Q1)])[0] == Companions()


def test_a_note_among_the_papers_is_compared_with_none_and_is_no_twin() -> None:
    note = Named("readme.txt", Report(kind=ReportKind.PRIORITY, council="Example Borough Council", period=Q2))
    first = _paper("q1.docx", Q1)
    assert pair([PAPER, note, first]) == [Companions(first), Companions(), Companions()]


def test_two_possible_plans_are_said_and_neither_is_used() -> None:
    plans = [_paper(name, YEAR, kind=ReportKind.BUSINESS_PLAN) for name in ("plan.docx", "plan-2.docx")]
    found = pair([PAPER, *plans])[0]
    assert found.plan is None
    assert "could each be the plan of q2.docx" in found.remarks[0]


def test_reports_without_lines_may_be_compared() -> None:
    bare = Report(kind=ReportKind.PRIORITY, council="Example Borough Council", period=Q1)
    assert fit(PAPER, Named("bare.docx", bare), None).previous is not None
