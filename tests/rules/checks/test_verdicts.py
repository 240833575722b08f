"""Of all findings on the published papers at least 85% are true: each was reviewed once, and the verdicts are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread import readers
from goldenthread.rules import checks
from tests.rules.checks.reviewed import keys, verdicts_of

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
PAPERS = (
    "priority_report_2021-22_q1",
    "business_plan_2021-22",
    "departmental_report_2024-25_q2",
    "service_objectives_2016-17",
)
LEAST = 0.85

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the published papers are not here (../shared/seeds)")


def _keys(paper: str) -> list[str]:
    reading = readers.read(SEEDS / f"{paper}.txt")
    return keys(checks.run(reading.report, reading=reading))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_finding_was_reviewed(paper: str) -> None:
    """A finding without a verdict is new: read it beside the paper, and write down what it is."""
    assert [key for key in _keys(paper) if key not in verdicts_of(paper)] == []


def test_nearly_all_findings_are_true(record_property: Callable[[str, object], None]) -> None:
    rows, true, total = [], 0, 0
    for paper in PAPERS:
        verdicts = [verdicts_of(paper)[key] for key in _keys(paper)]
        good = sum(verdict.true for verdict in verdicts)
        rows.append(f"  {paper:<34} {good:>4} of {len(verdicts)} findings true")
        true, total = true + good, total + len(verdicts)
    rows.append(f"  {'all':<34} {true:>4} of {total} ({true / total:.0%})")
    record_property("table", "\n".join(["findings on the published papers", *rows]))
    assert true / total >= LEAST
