"""The mistakes in targets and commentary that the real papers are known to hold, by code and place (gold files, A11, A14)."""

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
    findings = checks.run(_read(name), plan=_read(plan) if plan else None, select=["TGT", "COM"])
    return {(one.code, one.place.ref) for one in findings}


def test_finds_what_is_wrong_with_a_quarters_targets_and_words() -> None:
    assert _found("priority_report_2021-22_q1") >= {
        ("TGT05", "PED06 04"),
        ("TGT09", "PED04 06"),
        ("TGT10", "PED01 01"),
        ("TGT13", "PED03 06"),
        ("TGT15", "PED01 02"),
        ("TGT19", "PED03 05"),
        ("COM03", "PED06d"),
        ("COM04", "PED02a"),
        ("COM13", "PED06 01"),
        ("COM13", "PED06 03"),
        ("COM15", "PED04 01"),
        ("COM16", "PED06 03"),
        ("COM17", "PED05 02"),
    }


def test_finds_where_the_report_departs_from_the_plan() -> None:
    found = _found("priority_report_2021-22_q1", "business_plan_2021-22")
    assert found >= {("TGT01", "PED06 01"), ("TGT01", "PED06 03"), ("TGT03", "PED03 05"), ("TGT04", "PED03 06")}
    assert {ref for code, ref in found if code == "TGT01"} == {"PED06 01", "PED06 03"}


def test_finds_the_slack_targets_of_a_plan() -> None:
    found = _found("business_plan_2021-22")
    assert {ref for code, ref in found if code == "TGT05"} == {"PED04 03", "PED04 04"}
    assert {("TGT07", "PED06 03"), ("TGT09", "PED04 06"), ("TGT11", "PED03 06"), ("COM19", "")} <= found


def test_a_plan_whose_targets_are_still_open_is_told_so_once() -> None:
    assert _found("service_objectives_2016-17") == {("TGT08", "SCS SH04")}
