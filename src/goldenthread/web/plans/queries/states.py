"""What each state of a plan means, and what comes next: the words and the colour of its tag."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.web.plans.models import PlanState


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state on the page: its tag, what it means, and what comes next."""

    text: str
    colour: str
    means: str
    next: str


_WORDS = {
    PlanState.DRAFT: StateWords(
        "Draft",
        "grey",
        "It is being written. Members do not see it yet.",
        "Next, members are asked for their comments, or it is put forward as provisional.",
    ),
    PlanState.FOR_COMMENT: StateWords(
        "With members for comment",
        "blue",
        "Members can read it, and comment at the foot of its page.",
        "Next, it becomes provisional while its targets wait for last year’s outturn, or is approved.",
    ),
    PlanState.PROVISIONAL: StateWords(
        "Provisional",
        "yellow",
        "It is agreed, and its provisional targets wait for last year’s outturn.",
        "Next, its targets are settled and it is approved.",
    ),
    PlanState.APPROVED: StateWords(
        "Approved",
        "green",
        "It is in force. Each change needs an approver, a day and a reason, and shows in the plan’s log.",
        "Next year, it is rolled forward into a new plan.",
    ),
}


def state_words(state: str) -> StateWords:
    """The words for a plan's state."""
    return _WORDS[PlanState(state)]
