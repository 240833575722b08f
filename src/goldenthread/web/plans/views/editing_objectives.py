"""The pages that add, change and delete an objective."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans import access
from goldenthread.web.plans.actions.objectives import add_objective, change_objective, delete_objective
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.forms.lines import ObjectiveForm
from goldenthread.web.plans.models import Objective, Plan, Priority
from goldenthread.web.plans.queries.choosing import place_among, posts_to_own
from goldenthread.web.plans.views.editing import Page, Warns, address, answer, posted, reason_for, says_when_gone


def objective_for(request: PersonRequest, pk: int) -> Objective:
    """The objective, for whoever may change its plan; 404 and 403 as for plans."""
    objective = Objective.objects.filter(pk=pk).first()
    if objective is None:
        raise Http404
    objective.plan = access.plan_for(request, objective.plan_id, write=True)
    return objective


@require_http_methods(["GET", "POST"])
@says_when_gone(Plan)
def objective_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add an objective to a plan."""
    plan = access.plan_for(request, pk, write=True)
    posts = posts_to_own(plan.directorate_id, timezone.localdate())
    form = ObjectiveForm(posted(request), posts=posts, priorities=list(Priority.objects.all()))
    page = _page(request, plan, form, "Add an objective", "The objective is added.")

    def act(change: Change) -> None:
        values = form.row_values
        priorities = values.pop("priorities")
        added = add_objective(plan=plan, values=values, priorities=priorities, place=form.new_place, change=change)
        page.warns = Warns(plan, ("no priority",), "objective", added.pk)

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Objective)
def objective_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change an objective, the priorities that it serves, or its place in the plan."""
    objective = objective_for(request, pk)
    form = _form(objective, request)
    page = _page(request, objective.plan, form, "Change the objective", "The objective is changed.")
    page.row, page.fresh = objective, lambda now: _form(now)  # type: ignore[arg-type]
    page.warns = Warns(objective.plan, ("no priority",), "objective", pk)
    page.delete_at, page.delete_text = reverse("objective_delete", kwargs={"pk": pk}), "Delete this objective"

    def act(change: Change) -> None:
        values = form.row_values
        priorities = values.pop("priorities")
        change_objective(
            objective=objective,
            values=values,
            priorities=priorities,
            place=form.new_place,
            seen=form.cleaned_data["seen"],
            change=change,
        )

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Objective)
def objective_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete an objective that holds no lines, after it was confirmed."""
    objective = objective_for(request, pk)
    form = RowForm(posted(request), version=objective.version)
    page = _page(request, objective.plan, form, "Delete this objective?", "The objective is deleted.")
    page.button, page.template = "Delete the objective", "plans/edit/delete.html"
    page.extra = {"goes": [str(objective)]}

    def act(change: Change) -> None:
        delete_objective(objective=objective, seen=form.cleaned_data["seen"], change=change)

    return answer(request, page, act)


def _form(objective: Objective, request: PersonRequest | None = None) -> ObjectiveForm:
    """The form of an objective as it is now, or with what was sent."""
    plan = objective.plan
    return ObjectiveForm(
        posted(request) if request else None,
        posts=posts_to_own(plan.directorate_id, timezone.localdate(), objective.owner_id),
        priorities=list(Priority.objects.all()),
        objective=objective,
        chosen=list(objective.serves.values_list("priority", flat=True)),
        place=place_among(objective, list(plan.objectives.all())),
    )


def _page(request: PersonRequest, plan: Plan, form: RowForm, title: str, done: str) -> Page:
    back = address("plan", plan.pk)
    return Page(title, form, back, "Back to the plan", done, reason=reason_for(request, plan))
