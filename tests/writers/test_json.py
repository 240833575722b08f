"""The Report as JSON: it comes back equal, and what is no such report is refused with a sentence that says what to do."""

from __future__ import annotations

from hypothesis import given

from goldenthread.model.report import Report, report_from_json, report_to_json
from tests.strategies import judged_and_computed_reports, reports


@given(reports())
def test_a_report_comes_back_from_its_json(report: Report) -> None:
    """Nothing is lost on the way to the file that an edition is kept in."""
    assert report_from_json(report_to_json(report)) == report


@given(judged_and_computed_reports())
def test_computed_verdicts_come_back_from_json(report: Report) -> None:
    """The working of a light is kept with it."""
    assert report_from_json(report_to_json(report)) == report
