"""A workbook whose cells stand so far apart that opening it takes all memory ends a process of its own, and no other."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from goldenthread.web.plans.models import Plan, Workbook
from goldenthread.web.plans.workbook import opening_apart, receiving
from goldenthread.web.plans.workbook.opening_apart import opens
from goldenthread.web.plans.workbook.receiving import DOWNLOADED
from tests.web.conftest import StrictClient
from tests.web.plans.workbook.books import content_of, downloaded, send


def _far_apart(book: openpyxl.Workbook, sheet: str) -> bytes:
    """A few kilobytes that stand for 17,179,869,184 cells."""
    book[sheet]["XFD1048576"] = "far away"
    return content_of(book)


@pytest.mark.parametrize("sheet", ["Measures", DOWNLOADED])
def test_cells_far_apart_are_refused_before_the_server_opens_them(plan: Plan, keeper: StrictClient, sheet: str) -> None:
    content = _far_apart(downloaded(keeper, plan), sheet)
    page = send(keeper, plan, content).content.decode()
    assert "could not be opened within the time and memory" in page
    assert not Workbook.objects.exists()


def test_a_workbook_like_any_other_opens(plan: Plan, keeper: StrictClient, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content_of(downloaded(keeper, plan)))
    assert opens(path)


def test_one_that_takes_too_long_does_not(tmp_path: Path) -> None:
    path, stream = tmp_path / "plan.xlsx", io.BytesIO()
    openpyxl.Workbook().save(stream)
    path.write_bytes(stream.getvalue())
    assert not opens(path, seconds=0)


def test_one_that_is_refused_with_a_sentence_is_left_to_say_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    assert opens(path)


def test_nothing_is_opened_where_the_door_is_shut(
    plan: Plan, keeper: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 1)
    monkeypatch.setattr(opening_apart, "opens", lambda path: pytest.fail("It was opened."))
    assert "larger than" in send(keeper, plan, downloaded(keeper, plan)).content.decode()
