"""From a report and what was settled about it to the rows of a draft plan, all of them or none.

`store` serves whoever confirms an upload, and whoever loads a report as it stands (settling.everything_proposed).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from goldenthread.model.plan import MeasureLine, MilestoneLine
from goldenthread.model.report import Judgements, Narrative, Report, StrategicIssues
from goldenthread.model.report import Objective as PrintedObjective
from goldenthread.web.accounts.models import Directorate, Person
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import (
    Milestone,
    MilestoneContribution,
    Objective,
    ObjectivePriority,
    Plan,
    PlanSection,
    Priority,
    StrategicIssue,
)
from goldenthread.web.plans.uploading.measure_cells import clip
from goldenthread.web.plans.uploading.owners import Posts, contributors_of, owner_of, posts_for
from goldenthread.web.plans.uploading.settling import PlanAnswer, Settlement
from goldenthread.web.plans.uploading.store_measures import Placed, store_measures


def store(report: Report, *, directorate: Directorate, settlement: Settlement, by: Person | None, at: datetime) -> Plan:
    """The draft plan that the report and the answers make; nothing at all is kept when this fails.

    Refused, with a sentence, where no year is settled or the directorate has that plan already. The caller says who acts:
    `with recorded(by=..., action=...)`.
    """
    if settlement.plan is None:
        raise Refused("Say first in which year this plan begins.")
    with transaction.atomic():
        plan = _plan(report, directorate, settlement.plan)
        posts = posts_for(settlement.owners, directorate)
        objectives = _objectives(report.objectives, plan, settlement, posts)
        measures, milestones = _placed(report.objectives, objectives)
        store_measures(measures, report, plan, settlement, posts, by=by, at=at)
        _milestones(milestones, plan, posts)
        _sections(report, plan)
    return plan


def _plan(report: Report, directorate: Directorate, answer: PlanAnswer) -> Plan:
    try:
        with transaction.atomic():
            return Plan.objects.create(
                directorate=directorate,
                departments=[clip(name, 120) for name in report.departments],
                title=answer.title,
                first_year=answer.first_year,
                years=answer.years,
            )
    except IntegrityError as error:
        raise Refused(
            f"{directorate} has a plan “{answer.title}” for that year already. "
            "Give this one another title under “The plan”, or roll the other forward."
        ) from error


# ---- objectives and priorities ----


def _objectives(
    printed: Sequence[PrintedObjective], plan: Plan, settlement: Settlement, posts: Posts
) -> list[Objective]:
    rows = Objective.objects.bulk_create(
        Objective(
            plan=plan,
            ref=clip(one.ref, 40),
            title=one.title,
            position=position,
            owner=owner_of(one.responsible, posts),
            linked_indicators=clip(one.linked_indicators, 400),
        )
        for position, one in enumerate(printed)
    )
    titles = [tuple(dict.fromkeys(settlement.priorities.get(n, ()))) for n in range(len(rows))]
    priorities = _priorities(title for group in titles for title in group)
    ObjectivePriority.objects.bulk_create(
        ObjectivePriority(objective=row, priority=priority)
        for row, group in zip(rows, titles, strict=True)
        for priority in dict.fromkeys(priorities[_folded(title)] for title in group)
    )
    return rows


def _priorities(titles: Iterable[str]) -> dict[str, Priority]:
    """Each title's priority: one that exists, or a new one after the others."""
    existing = list(Priority.objects.order_by("position", "pk"))
    found = {_folded(one.title): one for one in existing}
    position = max((one.position for one in existing), default=-1)
    new: list[Priority] = []
    for title in titles:
        if _folded(title) not in found:
            position += 1
            found[_folded(title)] = Priority(title=clip(title, 200), position=position)
            new.append(found[_folded(title)])
    Priority.objects.bulk_create(new)
    return found


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


# ---- lines ----


def _placed(
    printed: Sequence[PrintedObjective], rows: Sequence[Objective]
) -> tuple[list[Placed[MeasureLine]], list[Placed[MilestoneLine]]]:
    """The paper's measures and milestones, each under its objective, in the order of the paper."""
    measures: list[Placed[MeasureLine]] = []
    milestones: list[Placed[MilestoneLine]] = []
    for one, row in zip(printed, rows, strict=True):
        for position, line in enumerate(one.lines):
            if isinstance(line, MeasureLine):
                measures.append(Placed(line, row, position))
            else:
                milestones.append(Placed(line, row, position))
    return measures, milestones


def _milestones(placed: Sequence[Placed[MilestoneLine]], plan: Plan, posts: Posts) -> None:
    rows = Milestone.objects.bulk_create(_milestone(one, plan, posts) for one in placed)
    MilestoneContribution.objects.bulk_create(
        MilestoneContribution(milestone=row, post=post)
        for row, one in zip(rows, placed, strict=True)
        for post in contributors_of(one.line, posts)
    )


def _milestone(placed: Placed[MilestoneLine], plan: Plan, posts: Posts) -> Milestone:
    line = placed.line
    window = line.due.period if line.due else None
    return Milestone(
        plan=plan,
        objective=placed.objective,
        ref=clip(line.ref, 40),
        title=line.title,
        position=placed.position,
        owner=owner_of(line.responsible, posts),
        due=clip(line.due.original, 80) if line.due else "",
        due_from=window.start if window else None,
        due_to=window.end if window else None,
        source=clip(line.source, 160),
    )


# ---- what stands around the objectives ----


def _sections(report: Report, plan: Plan) -> None:
    """Narratives and judgements; an objective's own narratives follow under its reference; strategic issues are rows."""
    first = next(
        (n for n, one in enumerate(report.sections) if isinstance(one, PrintedObjective)), len(report.sections)
    )
    rows: list[PlanSection] = []
    issues: list[StrategicIssue] = []
    for index, section in enumerate(report.sections):
        match section:
            case Narrative() | Judgements():
                rows.append(_section(section, plan, len(rows), before=index < first))
            case PrintedObjective():
                for narrative in section.narratives:
                    named = narrative.model_copy(update={"number": narrative.number or section.ref})
                    rows.append(_section(named, plan, len(rows), before=False))
            case StrategicIssues():
                issues += _issues(section, plan, len(issues))
            case _:
                pass  # a quarter's statements and declarations are no part of a plan
    PlanSection.objects.bulk_create(rows)
    StrategicIssue.objects.bulk_create(issues)


def _section(section: Narrative | Judgements, plan: Plan, position: int, *, before: bool) -> PlanSection:
    content = section.model_dump(mode="json")
    return PlanSection(plan=plan, position=position, before_objectives=before, content=content)


def _issues(section: StrategicIssues, plan: Plan, start: int) -> list[StrategicIssue]:
    return [
        StrategicIssue(
            plan=plan,
            position=start + n,
            ref=clip(row.ref, 40),
            issue=row.issue,
            baseline=row.baseline,
            outcomes_year_1=row.outcomes_year_1,
            outcomes_year_3=row.outcomes_year_3,
            interventions=row.interventions,
            indicators=row.indicators,
        )
        for n, row in enumerate(section.rows)
    ]
