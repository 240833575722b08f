"""A whole run of the checks: the same papers give the same findings in the same order, and no report stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from goldenthread.model.report import Report
from goldenthread.rules import checks
from goldenthread.rules.checks import CATALOGUE, FAMILIES
from tests.rules.checks.papers import milestone, report
from tests.strategies import reports, small_reports

EXAMPLES = Path(__file__).parents[3] / "examples"
COMMAND = str(Path(sys.executable).with_name("goldenthread"))
LEAST = 60


def test_there_are_checks_of_every_family() -> None:
    assert len(CATALOGUE) >= LEAST
    assert {code[:3] for code in CATALOGUE} == set(FAMILIES)


@given(reports())
def test_any_report_can_be_checked_and_the_order_is_that_of_the_paper(paper: Report) -> None:
    found = checks.run(paper)
    assert list(found) == sorted(found, key=lambda one: (one.place.order, one.code, one.says))
    assert len(set(found)) == len(found)
    assert all(one.quote in one.passage for one in found)


@given(small_reports(), small_reports(), small_reports())
def test_any_report_can_be_checked_against_any_other(paper: Report, previous: Report, plan: Report) -> None:
    assert checks.run(paper, previous=previous, plan=plan) == checks.run(paper, previous=previous, plan=plan)


def test_the_order_does_not_depend_on_how_the_program_happens_to_hash() -> None:
    """Sets of texts come in another order in each process, unless a check sorts them."""
    said = set()
    for seed in ("0", "1", "2"):
        order = [COMMAND, "check", str(EXAMPLES)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        said.add(subprocess.run(order, env=environment, capture_output=True, check=False).stdout)
    assert len(said) == 1
    assert said != {b""}


@pytest.mark.parametrize(
    ("select", "ignore", "found"), [(["REF"], [], True), (["REF"], ["REF01"], False), ([], ["REF"], False)]
)
def test_select_and_ignore_take_codes_and_families(select: list[str], ignore: list[str], found: bool) -> None:
    twice = report(milestone("PED01a", "Open the hub"), milestone("PED01a", "Close the hub"))
    codes = {one.code for one in checks.run(twice, select=select, ignore=ignore)}
    assert ("REF01" in codes) is found
    assert not ignore or not any(code.startswith(tuple(ignore)) for code in codes)
