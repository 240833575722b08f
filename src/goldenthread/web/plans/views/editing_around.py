"""The pages that change what stands around the objectives: the council's priorities, and the plan's strategic issues."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans import access
from goldenthread.web.plans.actions.issues import add_issue, change_issue, delete_issue
from goldenthread.web.plans.actions.priorities import add_priority, change_priority, delete_priority
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.forms.lines import IssueForm, PriorityForm
from goldenthread.web.plans.models import Plan, Priority, StrategicIssue
from goldenthread.web.plans.queries.choosing import place_among
from goldenthread.web.plans.views.editing import Page, address, answer, posted, reason_for, says_when_gone

# ---- priorities ----


def priority_for(request: PersonRequest, pk: int) -> Priority:
    """The priority, for whoever keeps the plans of some directorate."""
    access.keepers_only(request)
    priority = Priority.objects.filter(pk=pk).first()
    if priority is None:
        raise Http404
    return priority


@require_http_methods(["GET", "POST"])
def priority_add(request: PersonRequest) -> HttpResponse:
    """Add a priority of the council."""
    access.keepers_only(request)
    form = PriorityForm(posted(request))
    page = _priority_page(form, "Add a priority", "The priority is added.")

    def act(change: Change) -> None:
        add_priority(values=form.row_values, place=form.new_place, change=change)

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Priority)
def priority_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a priority."""
    priority = priority_for(request, pk)
    form = _priority_form(priority, request)
    page = _priority_page(form, "Change the priority", "The priority is changed.")
    page.row, page.fresh = priority, lambda now: _priority_form(now)  # type: ignore[arg-type]
    page.delete_at, page.delete_text = reverse("priority_delete", kwargs={"pk": pk}), "Delete this priority"

    def act(change: Change) -> None:
        seen = form.cleaned_data["seen"]
        change_priority(priority=priority, values=form.row_values, place=form.new_place, seen=seen, change=change)

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Priority)
def priority_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a priority that no objective serves, after it was confirmed."""
    priority = priority_for(request, pk)
    form = RowForm(posted(request), version=priority.version)
    page = _priority_page(form, "Delete this priority?", "The priority is deleted.")
    page.button, page.template, page.extra = "Delete the priority", "plans/edit/delete.html", {"goes": [str(priority)]}

    def act(change: Change) -> None:
        delete_priority(priority=priority, seen=form.cleaned_data["seen"], change=change)

    return answer(request, page, act)


def _priority_form(priority: Priority, request: PersonRequest | None = None) -> PriorityForm:
    place = place_among(priority, list(Priority.objects.all()))
    return PriorityForm(posted(request) if request else None, priority=priority, place=place)


def _priority_page(form: RowForm, title: str, done: str) -> Page:
    return Page(title, form, reverse("priorities"), "Back to the priorities", done)


# ---- strategic issues ----


def issue_for(request: PersonRequest, pk: int) -> StrategicIssue:
    """The strategic issue, for whoever may change its plan; 404 and 403 as for plans."""
    issue = StrategicIssue.objects.filter(pk=pk).first()
    if issue is None:
        raise Http404
    issue.plan = access.plan_for(request, issue.plan_id, write=True)
    return issue


@require_http_methods(["GET", "POST"])
@says_when_gone(Plan)
def issue_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a strategic issue to a plan."""
    plan = access.plan_for(request, pk, write=True)
    form = IssueForm(posted(request))
    page = _issue_page(request, plan, form, "Add a strategic issue", "The strategic issue is added.")

    def act(change: Change) -> None:
        add_issue(plan=plan, values=form.row_values, place=form.new_place, change=change)

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(StrategicIssue)
def issue_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a strategic issue."""
    issue = issue_for(request, pk)
    form = _issue_form(issue, request)
    page = _issue_page(request, issue.plan, form, "Change the strategic issue", "The strategic issue is changed.")
    page.row, page.fresh = issue, lambda now: _issue_form(now)  # type: ignore[arg-type]
    page.delete_at, page.delete_text = reverse("issue_delete", kwargs={"pk": pk}), "Delete this strategic issue"

    def act(change: Change) -> None:
        seen = form.cleaned_data["seen"]
        change_issue(issue=issue, values=form.row_values, place=form.new_place, seen=seen, change=change)

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(StrategicIssue)
def issue_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a strategic issue, after it was confirmed."""
    issue = issue_for(request, pk)
    form = RowForm(posted(request), version=issue.version)
    page = _issue_page(request, issue.plan, form, "Delete this strategic issue?", "The strategic issue is deleted.")
    page.button, page.template, page.extra = (
        "Delete the strategic issue",
        "plans/edit/delete.html",
        {"goes": [str(issue)]},
    )

    def act(change: Change) -> None:
        delete_issue(issue=issue, seen=form.cleaned_data["seen"], change=change)

    return answer(request, page, act)


def _issue_form(issue: StrategicIssue, request: PersonRequest | None = None) -> IssueForm:
    place = place_among(issue, list(issue.plan.strategic_issues.all()))
    return IssueForm(posted(request) if request else None, issue=issue, place=place)


def _issue_page(request: PersonRequest, plan: Plan, form: RowForm, title: str, done: str) -> Page:
    return Page(title, form, address("plan", plan.pk), "Back to the plan", done, reason=reason_for(request, plan))
