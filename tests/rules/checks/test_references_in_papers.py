"""The mistakes in references, officers and dates that the real papers are known to hold, by code and place (appendix A)."""

from pathlib import Path

import pytest

from goldenthread import readers
from goldenthread.model.report import Report
from goldenthread.rules import checks

_SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def _read(name: str) -> Report:
    path = _SEEDS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the real papers are not in this checkout (../shared/seeds)")
    return readers.read(path).report


def _found(name: str, plan: str = "") -> set[tuple[str, str]]:
    findings = checks.run(_read(name), plan=_read(plan) if plan else None, select=["REF", "OFF", "DUE"])
    return {(one.code, one.place.ref or one.place.section.split(" ")[0]) for one in findings}


def test_finds_the_slips_of_a_quarters_report() -> None:
    """A3 and A4 of the handbook, and what else the gold file says of references, officers and dates."""
    assert _found("priority_report_2021-22_q1") >= {
        ("REF01", "PED06d"),
        ("REF03", "PED06c"),
        ("REF10", "PED01 02"),
        ("REF11", "1.1"),
        ("REF12", "1.1"),
        ("REF14", "PED02 11"),
        ("REF15", "6.0"),
        ("OFF01", "1.2"),
        ("OFF05", "PED04c"),
        ("DUE01", "PED02d"),
    }


def test_finds_what_differs_from_the_plan() -> None:
    found = _found("priority_report_2021-22_q1", "business_plan_2021-22")
    assert {("OFF06", "PED02b"), ("REF19", "PED01")} <= found


def test_finds_the_impossible_dates_of_a_plan() -> None:
    codes = {code for code, _ in _found("business_plan_2021-22")}
    assert codes == {"DUE01", "DUE05", "DUE06"}


def test_finds_what_is_typed_wrongly_in_other_families() -> None:
    assert {("REF06", "PEDE008"), ("REF06", "PE009"), ("REF01", "PED014")} <= _found("service_objectives_2016-17")
    assert {("REF07", "CYP"), ("REF12", "3.0"), ("REF17", "CYP")} <= _found("departmental_report_2024-25_q2")
