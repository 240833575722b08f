"""The sentences of the history, from plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from goldenthread.web.history.sentences import Change, Deed, Done, Told, entry, listed

AT = datetime(2021, 5, 10, 8, 30, tzinfo=UTC)
TARGET = "the target for 2021/22"
NUMBER = Told("", "95%", "96%")


def deed(*changes: Change, who: str | None = "Pat Reed", **fields: Any) -> Deed:
    return Deed(at=AT, who=who, changes=changes, **fields)


def sentence(change: Change, who: str | None = "Pat Reed") -> str:
    return entry(deed(change, who=who)).sentences[0].text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            Change(Done.CHANGED, TARGET, details=(NUMBER,)),
            "Pat Reed changed the target for 2021/22 from 95% to 96%.",
        ),
        (
            Change(Done.CHANGED, TARGET, of="PED01 01", details=(NUMBER, Told("state", "provisional", "approved"))),
            "Pat Reed changed the target for 2021/22 of PED01 01 from 95% to 96% and its state from provisional to approved.",
        ),
        (
            Change(Done.CHANGED, "the measure", itself=True, details=(Told("title", "“A”", "“B”"),)),
            "Pat Reed changed the title from “A” to “B”.",
        ),
        (
            Change(Done.CHANGED, "the measure PED01 01", details=(Told("owner", "Manager", "not stated"),)),
            "Pat Reed changed the owner of the measure PED01 01 from Manager to not stated.",
        ),
        (
            Change(Done.CHANGED, "the measure", details=(Told("", says="dropped the measure on 3 May 2021"),)),
            "Pat Reed dropped the measure on 3 May 2021.",
        ),
        (Change(Done.ADDED, TARGET, details=(NUMBER,)), "Pat Reed added the target for 2021/22: 96%."),
        (Change(Done.ADDED, "the plan “A”", itself=True), "Pat Reed made the plan “A”."),
        (
            Change(Done.ADDED, "the plan “A”", came_with={("measure", "measures"): 38, ("target", "targets"): 1}),
            "Pat Reed added the plan “A”, with 38 measures and 1 target.",
        ),
        (
            Change(Done.DELETED, TARGET, details=(Told("", "95%", "95%"),)),
            "Pat Reed deleted the target for 2021/22, which was 95%.",
        ),
        (Change(Done.ADDED, "x", said="shared the measure with Analyst"), "Pat Reed shared the measure with Analyst."),
    ],
)
def test_each_change_is_a_sentence(change: Change, text: str) -> None:
    assert sentence(change) == text


def test_a_change_past_the_service_is_somebodys() -> None:
    change = Change(Done.CHANGED, TARGET, details=(NUMBER,))
    assert sentence(change, who=None) == (
        "Somebody changed the target for 2021/22 from 95% to 96% directly in the database."
    )


def test_approval_and_reason_stand_beside_the_sentence() -> None:
    made = entry(
        deed(
            Change(Done.CHANGED, TARGET, details=(NUMBER,)),
            approver="Executive Board",
            approved_on=date(2021, 4, 15),
            reason="New funding",
        )
    )
    assert made.approved == "Approved by Executive Board on 15 April 2021."
    assert made.reason == "New funding"
    assert made.summary == ""


def test_an_action_of_many_rows_is_summed_up() -> None:
    plan = Change(
        Done.ADDED,
        "the plan “A”",
        noun=("plan", "plans"),
        came_with={("measure", "measures"): 38, ("milestone", "milestones"): 28},
    )
    made = entry(deed(plan, action="rolled the plan forward"))
    assert made.summary == "Pat Reed rolled the plan forward: 1 plan, 38 measures and 28 milestones added."


def test_many_changes_of_no_known_action_are_counted_too() -> None:
    changes = [Change(Done.CHANGED, TARGET, details=(NUMBER,), noun=("target", "targets")) for _ in range(13)]
    made = entry(deed(*changes))
    assert made.summary == "Pat Reed made several changes at once: 13 targets changed."
    assert len(made.sentences) == 13


def test_parts_with_commas_are_kept_apart_by_semicolons() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a, a", "b"]) == "a, a; and b"
    assert listed(["a"]) == "a"
