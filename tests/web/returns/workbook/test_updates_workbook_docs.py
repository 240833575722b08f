"""What the document says of the workbook is what it has."""

from __future__ import annotations

from pathlib import Path

from goldenthread.web.plans.workbook.receiving import DOWNLOADED, LARGEST
from goldenthread.web.returns.models import Answer
from goldenthread.web.returns.workbook.columns import OPEN, UPDATES

PAGE = (Path(__file__).parents[4] / "docs" / "updates-workbook.md").read_text(encoding="utf-8")
TABLE = "\n".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| "))


def test_every_column_to_fill_in_is_explained() -> None:
    assert [column.heading for column in OPEN if column.heading not in TABLE] == []


def test_every_sort_of_answer_is_named() -> None:
    assert [answer.value for answer in Answer if answer.value.capitalize() not in PAGE] == []


def test_its_sheets_and_its_limit_are_as_they_are() -> None:
    assert f"**{UPDATES}**" in PAGE
    assert f"“{DOWNLOADED}”" in PAGE
    assert f"over {LARGEST // 2**20} MB" in PAGE
