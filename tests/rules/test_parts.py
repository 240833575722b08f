"""Which of several figures in one cell belongs with which of another: never by guess."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.model.figures import Figure
from goldenthread.rules.parts import pairs, same_label, whole_of


def figures(*labels: str) -> list[Figure]:
    return [Figure(value=Decimal(at), label=label) for at, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("labels", "whole"),
    [
        (("LA", "Pri", "Sec"), "LA"),
        (("North", "South", "Total"), "Total"),
        (("North", "Overall"), "Overall"),
        (("Boys", "Girls", "All pupils"), "All pupils"),
        (("Council houses", "Private homes"), None),
        (("Total north", "Total south"), None),
        (("Council", "Overall"), None),
        (("", "North"), None),
    ],
)
def test_the_whole_is_named_and_the_only_one(labels: tuple[str, ...], whole: str | None) -> None:
    found = whole_of(figures(*labels))
    assert (found.label if found else None) == whole


def test_a_label_is_the_same_whatever_its_case_and_stops() -> None:
    found = same_label(figures("Care-leavers")[0], figures("care leavers", "Residential"))
    assert found is not None
    assert found.label == "care leavers"
    assert same_label(figures("")[0], figures("", "North")) is None
    assert same_label(figures("North")[0], figures("North", "north")) is None


@pytest.mark.parametrize(
    ("these", "those", "paired"),
    [
        (("",), ("",), [("", "")]),
        (("",), ("Total",), [("", "Total")]),
        (("North",), ("South",), []),
        (("Overall",), ("Total",), [("Overall", "Total")]),
        (("N", "S"), ("S", "N", "W"), [("N", "N"), ("S", "S")]),
        (("N", "S", "Total"), ("",), [("Total", "")]),
        (("N", "S"), ("",), []),
        (("N", "S"), ("N", "W"), []),
    ],
)
def test_what_is_paired(these: tuple[str, ...], those: tuple[str, ...], paired: list[tuple[str, str]]) -> None:
    assert [(a.label, b.label) for a, b in pairs(figures(*these), figures(*those))] == paired
