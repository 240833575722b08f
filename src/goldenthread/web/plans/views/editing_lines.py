"""The pages that add, change, share, drop or delete a measure or a milestone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans import access
from goldenthread.web.plans.actions import measures, milestones
from goldenthread.web.plans.actions.lines import share_line
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.forms.lines import LineForm, MeasureForm, MilestoneForm, SharesForm
from goldenthread.web.plans.models import Measure, Milestone, Objective, PlanState
from goldenthread.web.plans.queries.choosing import lines_of, place_among, posts_to_own, posts_to_share
from goldenthread.web.plans.views.editing import Page, Warns, address, answer, posted, reason_for, says_when_gone
from goldenthread.web.plans.views.editing_objectives import objective_for
from goldenthread.web.plans.views.editing_plans import counted_as

Line = Measure | Milestone


# ---- measures ----


@require_http_methods(["GET", "POST"])
@says_when_gone(Objective)
def measure_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a measure to an objective; its definition is asked next."""
    objective = objective_for(request, pk)
    form = _new(MeasureForm, objective, request)
    page = _page(request, objective, form, "Add a measure", "The measure is added.")

    def act(change: Change) -> str:
        measure = measures.add_measure(objective=objective, values=form.row_values, place=form.new_place, change=change)
        page.back = reverse("definition_change", kwargs={"pk": measure.pk})
        page.warns = _warns(measure)
        return "The measure is added. Now say what it counts."

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Measure)
def measure_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a measure as a line of the plan."""
    measure = access.measure_for(request, pk, write=True)
    form = _form(MeasureForm, measure, request)
    page = _line_page(request, measure, form, "Change the measure", "The measure is changed.")
    page.fresh = lambda now: _form(MeasureForm, now)  # type: ignore[arg-type]
    page.warns = _warns(measure)

    def act(change: Change) -> None:
        measures.change_measure(
            measure=measure, values=form.row_values, place=form.new_place, seen=form.cleaned_data["seen"], change=change
        )

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Measure)
def measure_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a measure of a draft; drop it from an approved plan, or take it back."""
    measure = access.measure_for(request, pk, write=True)
    if measure.dropped_on:
        return _restore(request, measure, measures.restore_measure)
    if measure.plan.state == PlanState.APPROVED:
        return _drop(request, measure, measures.drop_measure)
    figures = measure.series.figures.count()
    elsewhere = Measure.objects.filter(series=measure.series_id).exclude(pk=pk).exists()
    goes = [str(measure), f"{counted_as(measure.targets.count(), 'target')} of it"]
    stays = []
    if figures and elsewhere:
        stays = [f"{counted_as(figures, 'figure')} of it, which another plan has too"]
    elif figures:
        goes.append(f"{counted_as(figures, 'figure')} of it")
    return _delete(request, measure, goes, stays, measures.delete_measure)


@require_http_methods(["GET", "POST"])
@says_when_gone(Measure)
def measure_shares(request: PersonRequest, pk: int) -> HttpResponse:
    """Say with which posts a measure is shared."""
    return _shares(request, access.measure_for(request, pk, write=True))


# ---- milestones ----


@require_http_methods(["GET", "POST"])
@says_when_gone(Objective)
def milestone_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a milestone to an objective."""
    objective = objective_for(request, pk)
    form = _new(MilestoneForm, objective, request)
    page = _page(request, objective, form, "Add a milestone", "The milestone is added.")

    def act(change: Change) -> str:
        milestone = milestones.add_milestone(
            objective=objective, values=form.row_values, place=form.new_place, change=change
        )
        page.warns = _warns(milestone)
        return f"{page.done} {_due_said(milestone)}".strip()

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Milestone)
def milestone_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a milestone."""
    milestone = access.milestone_for(request, pk, write=True)
    form = _form(MilestoneForm, milestone, request)
    page = _line_page(request, milestone, form, "Change the milestone", "The milestone is changed.")
    page.fresh = lambda now: _form(MilestoneForm, now)  # type: ignore[arg-type]
    page.warns = _warns(milestone)

    def act(change: Change) -> str:
        changed = milestones.change_milestone(
            milestone=milestone,
            values=form.row_values,
            place=form.new_place,
            seen=form.cleaned_data["seen"],
            change=change,
        )
        return f"{page.done} {_due_said(changed)}".strip()

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Milestone)
def milestone_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a milestone of a draft; drop it from an approved plan, or take it back."""
    milestone = access.milestone_for(request, pk, write=True)
    if milestone.dropped_on:
        return _restore(request, milestone, milestones.restore_milestone)
    if milestone.plan.state == PlanState.APPROVED:
        return _drop(request, milestone, milestones.drop_milestone)
    return _delete(request, milestone, [str(milestone)], [], milestones.delete_milestone)


@require_http_methods(["GET", "POST"])
@says_when_gone(Milestone)
def milestone_shares(request: PersonRequest, pk: int) -> HttpResponse:
    """Say with which posts a milestone is shared."""
    return _shares(request, access.milestone_for(request, pk, write=True))


def _due_said(milestone: Milestone) -> str:
    """That a due date is kept as words, where no date is understood in it."""
    if milestone.due and milestone.due_to is None:
        return f"No date is understood in “{milestone.due}”, so it is kept as words."
    return ""


# ---- what both have in common ----


def _new(kind: type[LineForm], objective: Objective, request: PersonRequest) -> LineForm:
    posts = posts_to_own(objective.plan.directorate_id, timezone.localdate())
    return kind(posted(request), posts=posts, objectives=[objective], objective=objective)


def _form(kind: type[LineForm], line: Line, request: PersonRequest | None = None) -> LineForm:
    """The form of a line as it is now, or with what was sent."""
    objectives = list(Objective.objects.filter(plan=line.plan_id))
    objective = next(one for one in objectives if one.pk == line.objective_id)
    return kind(
        posted(request) if request else None,
        posts=posts_to_own(line.plan.directorate_id, timezone.localdate(), line.owner_id),
        objectives=objectives,
        objective=objective,
        line=line,
        place=place_among(line, list(lines_of(objective))),
    )


def _warns(line: Line) -> Warns:
    return Warns(line.plan, ("reference twice",), _noun(line), line.pk)


def _noun(line: Line) -> str:
    return "measure" if isinstance(line, Measure) else "milestone"


def _page(request: PersonRequest, objective: Objective, form: RowForm, title: str, done: str) -> Page:
    plan = objective.plan
    back = address("plan", plan.pk)
    extra = {"under": str(objective)}
    return Page(title, form, back, "Back to the plan", done, reason=reason_for(request, plan), extra=extra)


def _line_page(request: PersonRequest, line: Line, form: RowForm, title: str, done: str) -> Page:
    back = address(_noun(line), line.pk)
    reason = reason_for(request, line.plan)
    return Page(title, form, back, f"Back to the {_noun(line)}", done, reason=reason, row=line)


Act = Callable[..., None]


def _seen_and(form: RowForm, line: Line, act: Act) -> Callable[[Change], None]:
    def run(change: Change) -> None:
        act(**{_noun(line): line}, seen=form.cleaned_data["seen"], change=change)

    return run


def _delete(request: PersonRequest, line: Line, goes: list[str], stays: list[str], act: Act) -> HttpResponse:
    form, noun = RowForm(posted(request), version=line.version), _noun(line)
    page = _line_page(request, line, form, f"Delete this {noun}?", f"The {noun} is deleted. The history keeps it.")
    page.button, page.template = f"Delete the {noun}", "plans/edit/delete.html"
    page.extra = {"goes": goes, "stays": stays}
    if request.method == "POST":
        page.back = address("plan", line.plan_id)
    return answer(request, page, _seen_and(form, line, act))


def _drop(request: PersonRequest, line: Line, act: Act) -> HttpResponse:
    form, noun = RowForm(posted(request), version=line.version), _noun(line)
    page = _line_page(request, line, form, f"Drop this {noun} from the plan?", f"The {noun} is dropped from the plan.")
    page.button, page.template = f"Drop the {noun}", "plans/edit/delete.html"
    page.extra = {"goes": [str(line)], "dropping": noun}
    return answer(request, page, _seen_and(form, line, act))


def _restore(request: PersonRequest, line: Line, act: Act) -> HttpResponse:
    form, noun = RowForm(posted(request), version=line.version), _noun(line)
    page = _line_page(request, line, form, f"Take this {noun} back into the plan?", f"The {noun} is back in the plan.")
    page.button, page.template = "Take it back", "plans/edit/restore.html"
    page.extra = {"line": line}
    return answer(request, page, _seen_and(form, line, act))


def _shares(request: PersonRequest, line: Line) -> HttpResponse:
    form = _shares_form(line, request)
    page = _line_page(request, line, form, f"Share this {_noun(line)}", "The shares are changed.")
    page.fresh = lambda now: _shares_form(now)  # type: ignore[arg-type]
    page.extra = {"under": str(line)}

    def act(change: Change) -> None:
        posts = form.cleaned_data["posts"]
        share_line(line=line, posts=posts, seen=form.cleaned_data["seen"], change=change)

    return answer(request, page, act)


def _shares_form(line: Line, request: PersonRequest | None = None) -> SharesForm:
    chosen = list(line.contributions.values_list("post", flat=True))
    posts = posts_to_share(timezone.localdate(), set(chosen))
    return SharesForm(posted(request) if request else None, line=line, posts=posts, chosen=chosen)
