"""The example council's own papers, both quarters of them, come back from Word as they were made."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.web.example import council
from goldenthread.web.reports.assemble import report_of_directorate, report_of_priority
from goldenthread.web.reports.editions import report_in
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.models import Return
from tests.web.reports.builders import COUNCIL
from tests.web.reports.test_assemble import through_word
from tests.web.reports.verdicts import without_verdicts

pytestmark = pytest.mark.usefixtures("db")


def test_the_examples_papers_come_back_from_word(tmp_path: Path) -> None:
    council.open_to_visitors(tmp_path)
    made = [report_in(one) for one in Edition.objects.order_by("pk")]
    for owed in Return.objects.select_related("round", "directorate", "plan").order_by("pk"):
        made.append(report_of_directorate(owed, COUNCIL))
        objective = owed.plan.objectives.filter(serves__isnull=False).order_by("position").first()
        if objective:
            made.append(report_of_priority(owed.round, objective.priorities.order_by("pk")[0], COUNCIL))
    assert len(made) >= 4
    for report in made:
        assert report.lines
        assert through_word(report, tmp_path) == without_verdicts(report), report.title
