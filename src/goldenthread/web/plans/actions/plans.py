"""Plans: make one, change its head, move it on in its life, and delete a draft (handbook 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from goldenthread.model.figures import TargetKind, TargetState
from goldenthread.model.periods import Period
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.rows import add, keeping, put
from goldenthread.web.plans.actions.series import delete_unused_series
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.life import TRANSITIONS, LifeAction, Needs
from goldenthread.web.plans.models import Measure, Milestone, Objective, Plan, PlanState, Target

_VERBS: dict[LifeAction, str] = {
    LifeAction.SEND: "send_plan_for_comment",
    LifeAction.MAKE_PROVISIONAL: "make_plan_provisional",
    LifeAction.APPROVE: "approve_plan",
    LifeAction.BACK_TO_DRAFT: "take_plan_back_to_draft",
}


def add_plan(*, directorate: Directorate, values: Mapping[str, Any], change: Change) -> Plan:
    """A new draft with nothing in it yet."""
    with transaction.atomic(), recorded(by=change.by, action="plans.add_plan"):
        plan = Plan(directorate=directorate, **values)
        add(plan)
    return plan


def change_plan(*, plan: Plan, values: Mapping[str, Any], seen: int, change: Change) -> Plan:
    """Changes the head of a plan. Refused where a target would fall outside its years."""
    with changing(plan, change, "change_plan"):
        row = lock(Plan.objects.all(), plan.pk, seen)
        years = range(values["first_year"], values["first_year"] + values["years"])
        targets = Target.objects.filter(measure__plan=plan)
        outside = targets.exclude(year__in=list(years)).filter(year__in=list(row.covers)).order_by("year").first()
        if outside:
            raise Refused(
                f"There are targets for {Period.financial_year(outside.year).label}, which the plan would not cover any more. "
                "Delete those targets first, or keep the year."
            )
        put(row, values)
    return row


# ---- its life ----


@dataclass(frozen=True)
class Moved:
    """The plan in its new state, and how many of its targets were approved with it."""

    plan: Plan
    targets: int = 0


def provisional_targets(plan: Plan) -> int:
    """How many targets of the plan's first year await approval. One that is to be confirmed is no target yet."""
    return _provisional(plan).count()


def _provisional(plan: Plan) -> QuerySet[Target]:
    rows = Target.objects.filter(measure__plan=plan, measure__dropped_on=None, year=plan.first_year)
    return rows.filter(state=TargetState.PROVISIONAL.value).exclude(kind=TargetKind.TO_BE_CONFIRMED.value)


def move_plan(*, plan: Plan, action: LifeAction, targets: bool, seen: int, change: Change) -> Moved:
    """Moves the plan on as the table of its life allows; `targets` says whether those of its first year are approved too."""
    with changing(plan, change, _VERBS[action]):
        row = lock(Plan.objects.all(), plan.pk, seen)
        transition = TRANSITIONS.get((PlanState(row.state), action))
        if transition is None:
            raise Refused(f"This plan is {row.state} now, so this cannot be done. Look at the plan to see what can.")
        _says_what_is_needed(transition.needs, change)
        approved = transition.to is PlanState.APPROVED
        put(
            row,
            {
                "state": transition.to.value,
                "approved_by": change.approver if approved else "",
                "approved_on": change.approved_on if approved else None,
            },
        )
        moved = 0
        if approved and targets:
            moved = _provisional(row).update(
                state=TargetState.APPROVED.value, approved_by=change.approver, approved_on=change.approved_on
            )
    return Moved(row, moved)


def _says_what_is_needed(needs: Needs, change: Change) -> None:
    if needs in (Needs.REASON, Needs.REASON_AND_APPROVAL) and not change.reason:
        raise Refused("Say why the plan goes back to draft.")
    if needs in (Needs.APPROVAL, Needs.REASON_AND_APPROVAL) and not (change.approver and change.approved_on):
        raise Refused("Say who approved it, and on which day.")


# ---- deleting a draft ----


@dataclass(frozen=True)
class Goes:
    """What goes with a plan, and what stays: for the page that asks to confirm."""

    objectives: int
    measures: int
    milestones: int
    targets: int
    figures: int
    series_kept: int


def what_goes(plan: Plan) -> Goes:
    """What would be deleted with the plan. Figures of series that another plan uses stay."""
    series = Measure.objects.filter(plan=plan).values("series")
    shared = Measure.objects.filter(series__in=series).exclude(plan=plan).values("series")
    alone = Measure.objects.filter(plan=plan).exclude(series__in=shared)
    return Goes(
        objectives=plan.objectives.count(),
        measures=plan.measures.count(),
        milestones=plan.milestones.count(),
        targets=Target.objects.filter(measure__plan=plan).count(),
        figures=alone.filter(series__figures__isnull=False).values("series__figures").distinct().count(),
        series_kept=shared.distinct().count(),
    )


def delete_plan(*, plan: Plan, seen: int, change: Change) -> None:
    """Deletes a draft with all that hangs on it."""
    with changing(plan, change, "delete_plan"):
        row = lock(Plan.objects.all(), plan.pk, seen)
        if row.state != PlanState.DRAFT:
            raise Refused("Only a draft can be deleted. Take the plan back to draft first.")
        if row.rolled_to.exists():
            raise Refused("Another plan was rolled forward from this one. Delete that one first.")
        series = list(Measure.objects.filter(plan=row).values_list("series", flat=True))
        with keeping("Approve the plan again. Lines that nobody needs to answer for can be dropped from it then."):
            Milestone.objects.filter(plan=row).delete()
            Measure.objects.filter(plan=row).delete()
            Objective.objects.filter(plan=row).delete()
            delete_unused_series(series)
            row.delete()
