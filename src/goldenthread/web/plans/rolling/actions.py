"""Rolls a plan forward: the new plan with everything in it, or nothing. The old plan is not touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from goldenthread.model.figures import TargetKind, TargetState
from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import (
    Definition,
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
    Objective,
    ObjectivePriority,
    Plan,
    PlanSection,
    StrategicIssue,
    Target,
)
from goldenthread.web.plans.queries.plan_rows import plan_rows
from goldenthread.web.plans.queries.printed import year_text
from goldenthread.web.plans.rolling.proposal import Choice, NewMeasure, Proposal, propose

_BATCH = 1000


class RolledAlready(Refused):
    """The plan was rolled forward to that year before: `there` is the plan that exists."""

    def __init__(self, there: Plan) -> None:
        super().__init__(
            f"This plan was rolled forward to {year_text(there.first_year)} already, as “{there.title}”. "
            "Change that plan, or delete it first if it was a mistake."
        )
        self.there = there


class PlanChanged(Refused):
    """Somebody changed the plan since the preview was shown."""


def roll_forward(*, plan: Plan, choice: Choice, mark: str, by: Person, at: datetime, today: date) -> Plan:
    """The new draft plan that the preview with that mark showed. The measures keep their series, so last year's outturn
    becomes last year's actual without being copied."""
    with transaction.atomic(), recorded(by=by, action="plans.roll_forward"):
        old = Plan.objects.select_for_update().select_related("directorate").filter(pk=plan.pk).first()
        if old is None:
            raise Refused("This plan was deleted while you were rolling it forward. Nothing was saved.")
        check(old, choice)
        proposal = propose(plan_rows(old, today), choice)
        if proposal.mark != mark:
            raise PlanChanged(
                "Somebody changed this plan while you were looking at what it becomes. Nothing was saved: look through it again."
            )
        return _made(proposal)


def check(plan: Plan, choice: Choice) -> None:
    """Refuses a year that is not after the plan's own, and a roll that was made before."""
    if choice.first_year <= plan.first_year:
        raise Refused(
            f"The new plan begins in {year_text(choice.first_year)}, which is not after {year_text(plan.first_year)}. "
            "Give a later year."
        )
    same_title = Q(directorate=plan.directorate_id, title=choice.title)
    there = Plan.objects.filter(Q(rolled_from=plan) | same_title, first_year=choice.first_year)
    for one in there:
        raise RolledAlready(one) if one.rolled_from_id == plan.pk else _title_taken(plan, choice)


def _title_taken(plan: Plan, choice: Choice) -> Refused:
    return Refused(
        f"{plan.directorate} has a plan “{choice.title}” for {year_text(choice.first_year)} already. "
        "Give the new one another title."
    )


def _made(proposal: Proposal) -> Plan:
    new = _plan(proposal)
    objectives = _objectives(proposal, new)
    measures = _measures(proposal, new, objectives)
    _targets(proposal, measures)
    _milestones(proposal, new, objectives)
    _around(proposal, new)
    return new


def _plan(proposal: Proposal) -> Plan:
    old, choice = proposal.rows.plan, proposal.choice
    try:
        with transaction.atomic():
            return Plan.objects.create(
                directorate=old.directorate,
                departments=list(old.departments),
                title=choice.title,
                first_year=choice.first_year,
                years=old.years,
                rolled_from=old,
            )
    except IntegrityError as error:  # somebody made one of that title since it was looked for
        raise _title_taken(old, choice) from error


def _objectives(proposal: Proposal, new: Plan) -> dict[int, Objective]:
    olds = [one.old for one in proposal.objectives]
    rows = Objective.objects.bulk_create(
        Objective(
            plan=new,
            ref=one.row.ref,
            title=one.row.title,
            position=one.row.position,
            owner_id=one.row.owner_id,
            linked_indicators=one.row.linked_indicators,
        )
        for one in olds
    )
    ObjectivePriority.objects.bulk_create(
        ObjectivePriority(objective=row, priority=priority)
        for row, one in zip(rows, olds, strict=True)
        for priority in one.priorities
    )
    return {one.row.pk: row for row, one in zip(rows, olds, strict=True)}


# ---- lines ----


def _measures(proposal: Proposal, new: Plan, objectives: Mapping[int, Objective]) -> dict[int, Measure]:
    going = proposal.measures
    current = _current_definitions(going)
    rows = Measure.objects.bulk_create(
        (
            Measure(
                plan=new,
                objective=objectives[one.old.objective_id],
                ref=one.ref,
                title=one.old.title,
                position=one.old.position,
                owner_id=one.old.owner_id,
                series_id=one.old.series_id,
                definition_id=current[one.old.series_id],
            )
            for one in going
        ),
        batch_size=_BATCH,
    )
    made = {one.old.pk: row for one, row in zip(going, rows, strict=True)}
    shared = MeasureContribution.objects.filter(measure__in=made).values_list("measure_id", "post_id").order_by("pk")
    MeasureContribution.objects.bulk_create(
        (MeasureContribution(measure=made[measure], post_id=post) for measure, post in shared), batch_size=_BATCH
    )
    return made


def _current_definitions(going: list[NewMeasure]) -> dict[int, int]:
    """The last version of each series' definition."""
    versions = Definition.objects.filter(series__in=[one.old.series_id for one in going])
    return dict(versions.order_by("number").values_list("series_id", "pk"))  # the last of each wins


def _targets(proposal: Proposal, made: Mapping[int, Measure]) -> None:
    Target.objects.bulk_create(
        (target for one in proposal.measures for target in _targets_of(one, made[one.old.pk])), batch_size=_BATCH
    )


def _targets_of(one: NewMeasure, row: Measure) -> Iterator[Target]:
    """Those that go on are provisional until they are approved anew (handbook 4.3); the years without are to be confirmed."""
    for old in one.targets.carried:
        yield Target(
            measure=row,
            component=old.component,
            year=old.year,
            kind=old.kind,
            low=old.low,
            high=old.high,
            direction=old.direction,
            text=old.text,
            original=old.original,
            state=TargetState.PROVISIONAL,
            type=old.type,
            rationale=old.rationale,
            profile=list(old.profile),
        )
    for component, year in one.targets.to_confirm:
        yield Target(
            measure=row,
            component=component,
            year=year,
            kind=TargetKind.TO_BE_CONFIRMED,
            state=TargetState.PROVISIONAL,
        )


def _milestones(proposal: Proposal, new: Plan, objectives: Mapping[int, Objective]) -> None:
    going = proposal.milestones
    rows = Milestone.objects.bulk_create(
        (
            Milestone(
                plan=new,
                objective=objectives[one.old.objective_id],
                ref=one.ref,
                title=one.old.title,
                position=one.old.position,
                owner_id=one.old.owner_id,
                due=one.old.due,
                due_from=one.old.due_from,
                due_to=one.old.due_to,
                source=one.old.source,
                continues=one.old,
            )
            for one in going
        ),
        batch_size=_BATCH,
    )
    made = {one.old.pk: row for one, row in zip(going, rows, strict=True)}
    shared = MilestoneContribution.objects.filter(milestone__in=made).values_list("milestone_id", "post_id")
    MilestoneContribution.objects.bulk_create(
        (MilestoneContribution(milestone=made[milestone], post_id=post) for milestone, post in shared.order_by("pk")),
        batch_size=_BATCH,
    )


def _around(proposal: Proposal, new: Plan) -> None:
    """The sections and strategic issues, as they stand."""
    PlanSection.objects.bulk_create(
        PlanSection(plan=new, position=one.position, before_objectives=one.before_objectives, content=one.content)
        for one in proposal.rows.sections
    )
    StrategicIssue.objects.bulk_create(
        StrategicIssue(
            plan=new,
            position=one.position,
            ref=one.ref,
            issue=one.issue,
            baseline=one.baseline,
            outcomes_year_1=one.outcomes_year_1,
            outcomes_year_3=one.outcomes_year_3,
            interventions=one.interventions,
            indicators=one.indicators,
        )
        for one in proposal.rows.issues
    )
