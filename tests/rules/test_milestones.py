"""Milestones by their dates (R4.12): what a rule can say, and what only the officer can."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.model.cells import read_cell
from goldenthread.model.figures import Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.plan import Commentary, Due, Light, MilestoneLine, Progress, Reason
from goldenthread.model.text import paragraph
from goldenthread.rules.milestones import of_milestone

END = dt.date(2024, 6, 30)


def milestone(due: str, printed: str = "", judged: Light | None = None, words: str = "") -> MilestoneLine:
    column = Column(heading="Progress", role=Role.PROGRESS)
    return MilestoneLine(
        ref="HS01a",
        title="Agree the new strategy",
        due=Due(original=due, period=find_period(due)),
        cells=(read_cell(printed, column),),
        progress=Progress(judged=judged),
        commentary=Commentary(blocks=(paragraph(words),)) if words else None,
    )


@pytest.mark.parametrize(
    ("due", "printed", "judged", "expected"),
    [
        ("March 2024", "", None, Light.RED),
        ("31 March 2024", "", Light.AMBER, Light.RED),
        ("March 2024", "", Light.RED, Light.RED),
        ("March 2024", "", Light.GREEN, Reason.COMPLETION_NOT_STATED),
        ("March 2024", "Complete", Light.GREEN, Light.GREEN),
        ("March 2025", "Completed", Light.GREEN, Light.GREEN),
        ("June 2024", "", Light.GREEN, Reason.JUDGED_BY_OFFICER),
        ("March 2025", "", Light.RED, Reason.JUDGED_BY_OFFICER),
        ("2024", "", Light.GREEN, Reason.JUDGED_BY_OFFICER),
        ("Ongoing", "", Light.GREEN, Reason.JUDGED_BY_OFFICER),
        ("March 2024", "Paused", None, Reason.PAUSED),
        ("March 2024", "Not complete", None, Light.RED),
        ("March 2024", "Completed by March 2026", None, Light.RED),
    ],
)
def test_past_its_date_and_not_complete_it_cannot_be_green(
    due: str, printed: str, judged: Light | None, expected: object
) -> None:
    verdict = of_milestone(milestone(due, printed, judged), END)
    assert (verdict.light or verdict.reason) is expected


def test_the_working_says_the_date() -> None:
    assert of_milestone(milestone("March 2024"), END).sentence == (
        "Red: it was due by March 2024, before the end of the period, and is not said to be complete."
    )


def test_commentary_that_speaks_of_completion_is_asked_about_not_overruled() -> None:
    line = milestone("March 2024", words="The strategy was completed and launched in February.")
    assert of_milestone(line, END).reason is Reason.COMPLETION_NOT_STATED


def test_without_a_date_at_hand_nothing_is_worked_out() -> None:
    assert of_milestone(milestone("March 2024"), None).reason is Reason.JUDGED_BY_OFFICER
    no_due = milestone("March 2024").model_copy(update={"due": None})
    assert of_milestone(no_due, END).reason is Reason.JUDGED_BY_OFFICER
