"""The life of a plan in one table: what may be done to a plan in each state, by whom, and what they must say (handbook 4.3).

The pages, the buttons on the plan and the tests read the same table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.models import Plan, PlanState


class LifeAction(StrEnum):
    """What is done to the plan as a whole; the value stands in the address."""

    SEND = "send-for-comment"
    MAKE_PROVISIONAL = "make-provisional"
    APPROVE = "approve"
    BACK_TO_DRAFT = "back-to-draft"


class Needs(StrEnum):
    """What whoever does it must say."""

    NOTHING = "nothing"
    REASON = "a reason"
    APPROVAL = "who approved the plan, and on which day"
    REASON_AND_APPROVAL = "a reason, who approved it, and on which day"


@dataclass(frozen=True)
class Transition:
    """Where an action leads, whose roles in the plan's directorate allow it, and what they must say."""

    to: PlanState
    roles: tuple[Role, ...]
    needs: Needs = Needs.NOTHING


KEEPERS = (Role.PERFORMANCE_OFFICER,)
APPROVERS = (Role.PERFORMANCE_OFFICER, Role.DIRECTOR)

TRANSITIONS: dict[tuple[PlanState, LifeAction], Transition] = {
    (PlanState.DRAFT, LifeAction.SEND): Transition(PlanState.FOR_COMMENT, KEEPERS),
    (PlanState.FOR_COMMENT, LifeAction.MAKE_PROVISIONAL): Transition(PlanState.PROVISIONAL, KEEPERS),
    (PlanState.FOR_COMMENT, LifeAction.APPROVE): Transition(PlanState.APPROVED, APPROVERS, Needs.APPROVAL),
    (PlanState.FOR_COMMENT, LifeAction.BACK_TO_DRAFT): Transition(PlanState.DRAFT, KEEPERS, Needs.REASON),
    (PlanState.PROVISIONAL, LifeAction.APPROVE): Transition(PlanState.APPROVED, APPROVERS, Needs.APPROVAL),
    (PlanState.PROVISIONAL, LifeAction.BACK_TO_DRAFT): Transition(PlanState.DRAFT, KEEPERS, Needs.REASON),
    (PlanState.APPROVED, LifeAction.BACK_TO_DRAFT): Transition(PlanState.DRAFT, KEEPERS, Needs.REASON_AND_APPROVAL),
}

BUTTONS: dict[LifeAction, str] = {
    LifeAction.SEND: "Send to members for comment",
    LifeAction.MAKE_PROVISIONAL: "Make the plan provisional",
    LifeAction.APPROVE: "Approve the plan",
    LifeAction.BACK_TO_DRAFT: "Take the plan back to draft",
}


@dataclass(frozen=True)
class Offered:
    """An action that somebody may do now: for the button's words and address."""

    action: LifeAction
    to: PlanState
    needs: Needs

    @property
    def button(self) -> str:
        """The words on the button."""
        return BUTTONS[self.action]

    @property
    def is_forward(self) -> bool:
        """Whether it brings the plan on: going back is offered quietly, and last."""
        return self.action is not LifeAction.BACK_TO_DRAFT


def actions_for(plan: Plan, within: Reach) -> list[Offered]:
    """What somebody with that reach may do to the plan as it stands, in the order of the table."""
    return [
        Offered(action, transition.to, transition.needs)
        for (state, action), transition in TRANSITIONS.items()
        if state == plan.state and within.has_in(plan.directorate_id, *transition.roles)
    ]


def may_ever(action: LifeAction, directorate: int, within: Reach) -> bool:
    """Whether somebody with that reach may do this to a plan of the directorate in some state: else the page is refused."""
    return any(
        within.has_in(directorate, *transition.roles) for (_, one), transition in TRANSITIONS.items() if one is action
    )
