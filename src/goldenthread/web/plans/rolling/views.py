"""The page that rolls a plan forward: what is chosen, then what the plan becomes, and only then the new plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Milestone, Plan, PlanState
from goldenthread.web.plans.queries.plan_rows import MeasureRows, PlanRows, plan_rows
from goldenthread.web.plans.queries.printed import Printed, figures_text, targets_text, year_text
from goldenthread.web.plans.rolling.actions import PlanChanged, RolledAlready, check, roll_forward
from goldenthread.web.plans.rolling.forms import RollForm, proposed
from goldenthread.web.plans.rolling.proposal import NewMeasure, NewMilestone, NewObjective, Proposal, propose


@require_http_methods(["GET", "POST"])
def plan_roll(request: PersonRequest, pk: int) -> HttpResponse:
    """Asks, shows what the plan becomes ("step" is "preview"), and makes it ("confirm")."""
    plan = access.plan_for(request, pk, write=True)
    rows = plan_rows(plan, timezone.localdate())
    if request.method == "GET":
        return _ask(request, rows, RollForm(rows=rows, initial=proposed(plan, rows)))
    form = RollForm(request.POST, rows=rows)
    if not form.is_valid():
        return _ask(request, rows, form)
    step = request.POST.get("step")
    if step == "change":
        return _ask(request, rows, form)
    try:
        if step == "confirm":
            return _confirm(request, plan, form)
        check(plan, form.choice)
    except PlanChanged as changed:
        return _preview(request, propose(rows, form.choice), form, notice=str(changed))
    except RolledAlready as refused:
        form.add_error(None, str(refused))
        return _ask(request, rows, form, there=refused.there)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _ask(request, rows, form)
    return _preview(request, propose(rows, form.choice), form)


def _confirm(request: PersonRequest, plan: Plan, form: RollForm) -> HttpResponse:
    new = roll_forward(
        plan=plan,
        choice=form.choice,
        mark=request.POST.get("seen", ""),
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    messages.success(request, f"“{plan.title}” is rolled forward. This is the new draft, “{new.title}”.")
    return redirect("plan", new.pk)


# ---- what is asked ----


@dataclass(frozen=True)
class _Group:
    """An objective with the lines that somebody may tick."""

    objective: str
    measures: list[MeasureRows]
    milestones: list[Milestone]


def _ask(request: PersonRequest, rows: PlanRows, form: RollForm, *, there: Plan | None = None) -> HttpResponse:
    groups = [
        _Group(
            str(one.row),
            [each for each in one.measures if each.row.dropped_on is None],
            [each for each in one.milestones if each.dropped_on is None],
        )
        for one in rows.objectives
    ]
    context = {
        "plan": rows.plan,
        "form": form,
        "measure_groups": [group for group in groups if group.measures],
        "milestone_groups": [group for group in groups if group.milestones],
        "carried": form.ticked("carry"),
        "stopped": form.ticked("stop"),
        "there": there,
        "earlier": [] if there else list(rows.plan.rolled_to.order_by("first_year")),
        "is_approved": rows.plan.state == PlanState.APPROVED,
    }
    return render(request, "plans/rolling/ask.html", context)


# ---- what the plan becomes ----


@dataclass(frozen=True)
class _Line:
    """A measure of the new plan as the preview prints it."""

    new: NewMeasure
    outturn: tuple[str, ...]
    targets: list[Printed | None]


def _line(one: NewMeasure, covers: range) -> _Line:
    confirm = {year for _, year in one.targets.to_confirm}
    definition = one.old.definition
    cells = [(year, one.targets_of(year)) for year in covers]
    return _Line(
        one,
        figures_text(one.outturn, definition) if not one.awaits_outturn else (),
        [targets_text(targets, definition) if targets or year not in confirm else None for year, targets in cells],
    )


@dataclass(frozen=True)
class _Shown:
    """An objective of the new plan as the preview prints it."""

    new: NewObjective
    measures: list[_Line]

    @property
    def milestones(self) -> tuple[NewMilestone, ...]:
        return self.new.milestones


def _preview(request: PersonRequest, proposal: Proposal, form: RollForm, *, notice: str = "") -> HttpResponse:
    context = {
        "plan": proposal.rows.plan,
        "form": form,
        "proposal": proposal,
        "objectives": [
            _Shown(one, [_line(each, proposal.covers) for each in one.measures]) for one in proposal.objectives
        ],
        "years": [year_text(year) for year in proposal.covers],
        "last_year": year_text(proposal.covers.start - 1),
        "posted": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
        "ended": proposal.ended_posts(),
        "notice": notice,
        "is_approved": proposal.rows.plan.state == PlanState.APPROVED,
    }
    return render(request, "plans/rolling/preview.html", context)
