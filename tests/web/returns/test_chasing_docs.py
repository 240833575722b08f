"""What docs/chasing.md says of messages is what is sent."""

from __future__ import annotations

from pathlib import Path

from goldenthread.web.returns.chasing import due
from goldenthread.web.returns.chasing.sending import PAUSES, Standing
from goldenthread.web.returns.models import MessageKind

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "chasing.md").read_text(encoding="utf-8")


def test_every_kind_of_message_is_explained() -> None:
    assert [kind.value for kind in MessageKind if kind.value not in PAGE] == []


def test_everything_that_may_become_of_a_message_is_explained() -> None:
    assert [one.value for one in Standing if f"| {one.value} |" not in PAGE] == []


def test_the_days_are_those_of_the_stages() -> None:
    assert due.BEFORE == (3, 1)
    assert "| 3 working days before the officers' deadline, and 1 |" in PAGE
    assert due.AFTER == (1, 4)
    assert "| 1 working day after it, and 4 |" in PAGE
    assert due.ESCALATE_AFTER == 2
    assert "| 2 working days after the officers' deadline:" in PAGE


def test_the_tries_are_those_of_the_decision() -> None:
    decision = (DOCS / "decisions" / "0023-each-message-at-most-once.md").read_text(encoding="utf-8")
    assert len(PAUSES) == 4
    assert "four times within some five hours" in decision
    assert 5 <= sum(pause.total_seconds() for pause in PAUSES) / 3600 < 6
