"""The paper's own words beside what was understood: each line at its own row, also in papers that repeat themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.model.report import Report
from goldenthread.readers import read_beside
from goldenthread.web.plans.uploading.passages import Passage, Source, around, source_of
from tests.web.plans.uploading.papers import example, small_plan, write


def source(report: Report, path: Path) -> tuple[Report, Source]:
    reading, paper = read_beside(write(report, path))
    return reading.report, source_of(reading.report, paper, path)


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".xlsx", ".json"])
def test_every_line_of_the_example_is_found_where_it_stands(ending: str, tmp_path: Path) -> None:
    report, found = source(example(), tmp_path / f"plan{ending}")
    lines = report.lines
    assert len(found.lines) == len(lines) == 66
    right = 0
    for line, place in zip(lines, found.lines, strict=True):
        assert place is not None, line.title
        passage = found.passages[place]
        words = " ".join((passage.text, *passage.cells))
        right += line.title[:30] in words or line.ref in words
    assert right >= 64


def test_row_is_shown_under_the_headings_of_its_columns(tmp_path: Path) -> None:
    report, found = source(small_plan(), tmp_path / "plan.docx")
    place = next(one for line, one in zip(report.lines, found.lines, strict=True) if line.ref == "PED01 03")
    shown = around(found, place)
    assert [one.found for one in shown].count(True) == 1
    assert any("21/22 Target" in one.passage.cells for one in shown)


def test_title_that_stands_twice_is_found_one_after_the_other() -> None:
    report = small_plan()
    (objective,) = report.objectives
    twice = objective.model_copy(update={"lines": (objective.lines[1], objective.lines[1])})
    found = source_of(report.model_copy(update={"sections": (twice,)}), None, Path("plan.json"))
    first, second = found.lines
    assert first is not None
    assert second is not None
    assert first < second


def test_nothing_is_shown_for_what_is_nowhere() -> None:
    found = source_of(small_plan(), None, Path("plan.json"))
    assert around(found, None) == []
    assert around(Source(), 3) == []
    assert around(Source(passages=(Passage(text="words"),)), 0)[0].passage.text == "words"
