"""The pages that make a plan, change its head, move it on in its life and delete it."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access, life
from goldenthread.web.plans.actions.plans import (
    Goes,
    add_plan,
    change_plan,
    delete_plan,
    move_plan,
    provisional_targets,
    what_goes,
)
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.forms.plans import ConfirmForm, LifeForm, PlanForm
from goldenthread.web.plans.models import Plan, PlanState
from goldenthread.web.plans.queries.plan_rows import plan_rows
from goldenthread.web.plans.queries.states import state_words
from goldenthread.web.plans.views.editing import Page, address, answer, posted, reason_for, says_when_gone
from goldenthread.web.plans.warnings import warnings_of


def _directorates(within: Reach) -> list[Directorate]:
    """The directorates whose plans somebody keeps."""
    rows = Directorate.objects.order_by("name")
    if not within.is_everywhere(*access.KEEPERS):
        rows = rows.filter(pk__in=within.directorates(*access.KEEPERS))
    return list(rows)


@require_http_methods(["GET", "POST"])
def plan_add(request: PersonRequest) -> HttpResponse:
    """Make a new plan with nothing in it."""
    directorates = _directorates(access.keepers_only(request))
    form = PlanForm(posted(request), directorates=directorates)
    page = Page("Add a plan", form, reverse("plans"), "Back to the plans", "The plan is added.", button="Add the plan")

    def act(change: Change) -> str:
        values = dict(form.values)
        chosen = values.pop("directorate")
        directorate = next(one for one in directorates if one.pk == chosen)
        plan = add_plan(directorate=directorate, values=values, change=change)
        page.back = address("plan", plan.pk)
        return "The plan is added. Now add its objectives."

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Plan)
def plan_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a plan's title, departments and years."""
    plan = access.plan_for(request, pk, write=True)
    form = PlanForm(posted(request), plan=plan)
    page = Page(
        "Change the plan",
        form,
        address("plan", pk),
        "Back to the plan",
        "The plan is changed.",
        reason=reason_for(request, plan),
        row=plan,
        fresh=lambda now: PlanForm(plan=now),  # type: ignore[arg-type]
    )

    if plan.state == PlanState.DRAFT:
        page.delete_at, page.delete_text = reverse("plan_delete", kwargs={"pk": pk}), "Delete this plan"

    def act(change: Change) -> None:
        change_plan(plan=plan, values=form.values, seen=form.cleaned_data["seen"], change=change)

    return answer(request, page, act)


# ---- its life ----


@require_http_methods(["GET", "POST"])
@says_when_gone(Plan)
def plan_life(request: PersonRequest, pk: int, action: str) -> HttpResponse:
    """Move the plan on in its life, after its warnings were shown."""
    plan = access.plan_for(request, pk)
    if action not in set(life.LifeAction):
        raise Http404
    doing = life.LifeAction(action)
    if not life.may_ever(doing, plan.directorate_id, reach(request)):
        raise PermissionDenied
    offered = next((one for one in life.actions_for(plan, reach(request)) if one.action is doing), None)
    if offered is None:
        return _not_now(request, plan, doing)
    return _move(request, plan, offered)


def _not_now(request: PersonRequest, plan: Plan, doing: life.LifeAction) -> HttpResponse:
    """The plan is in a state in which this cannot be done, perhaps since somebody did it just now."""
    context = {
        "plan": plan,
        "state": state_words(plan.state),
        "button": life.BUTTONS[doing],
        "back": address("plan", plan.pk),
    }
    return render(request, "plans/edit/not_now.html", context, status=409)


def _move(request: PersonRequest, plan: Plan, offered: life.Offered) -> HttpResponse:
    transition = life.TRANSITIONS[PlanState(plan.state), offered.action]
    provisional = provisional_targets(plan) if offered.action is life.LifeAction.APPROVE else 0
    form = LifeForm(posted(request), plan=plan, action=offered.action, transition=transition, provisional=provisional)
    warnings = warnings_of(plan_rows(plan, timezone.localdate())) if offered.is_forward else []
    page = Page(
        f"{offered.button}?",
        form,
        address("plan", plan.pk),
        "Back to the plan",
        f"The plan is {transition.to.value} now." if offered.is_forward else "The plan is a draft again.",
        button=offered.button,
        template="plans/edit/life.html",
        extra={
            "plan": plan,
            "now": state_words(plan.state),
            "then": state_words(transition.to),
            "warnings": warnings,
        },
    )

    def act(change: Change) -> str:
        said = {name: form.cleaned_data[name] for name in ("reason", "approver", "approved_on") if name in form.fields}
        moved = move_plan(
            plan=plan,
            action=offered.action,
            targets=bool(form.cleaned_data.get("targets")),
            seen=form.cleaned_data["seen"],
            change=replace(change, **said),
        )
        return f"{page.done} {_targets_approved(moved.targets)}".strip()

    return answer(request, page, act)


def _targets_approved(number: int) -> str:
    if number == 0:
        return ""
    return "1 target was approved with it." if number == 1 else f"{number} targets were approved with it."


# ---- deleting ----


@require_http_methods(["GET", "POST"])
@says_when_gone(Plan)
def plan_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a draft, after what goes with it was named and confirmed."""
    plan = access.plan_for(request, pk, write=True)
    if plan.state != PlanState.DRAFT:
        context = {
            "plan": plan,
            "state": state_words(plan.state),
            "button": "Delete the plan",
            "back": address("plan", pk),
            "deleting": True,
        }
        return render(request, "plans/edit/not_now.html", context, status=409 if request.method == "POST" else 200)
    form = ConfirmForm(posted(request), version=plan.version)
    goes = what_goes(plan)
    page = Page(
        f"Delete {plan.title}?",
        form,
        address("plan", pk),
        "Back to the plan",
        f"{plan.title} is deleted. The history keeps what it was.",
        button="Delete the plan",
        template="plans/edit/delete.html",
        extra={"goes": _named(plan, goes), "stays": _kept(goes)},
    )

    def act(change: Change) -> None:
        delete_plan(plan=plan, seen=form.cleaned_data["seen"], change=change)
        page.back = reverse("plans")

    return answer(request, page, act)


def _named(plan: Plan, goes: Goes) -> list[str]:
    counted = [
        counted_as(goes.objectives, "objective"),
        counted_as(goes.measures, "measure"),
        counted_as(goes.milestones, "milestone"),
        counted_as(goes.targets, "target"),
        counted_as(goes.figures, "figure"),
    ]
    return [f"The plan {plan.title}, of {plan.directorate}", *(one for one in counted if not one.startswith("0 "))]


def _kept(goes: Goes) -> list[str]:
    if not goes.series_kept:
        return []
    return [f"The figures and definitions of {counted_as(goes.series_kept, 'measure')} that another plan has too"]


def counted_as(number: int, noun: str) -> str:
    """ "1 target", "3 targets"."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
