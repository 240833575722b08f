"""The pages that set, change and delete a target."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.model.figures import TargetKind, TargetState, Unit
from goldenthread.model.plan import Polarity
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans import access, typed
from goldenthread.web.plans.actions.targets import add_target, change_target, delete_target
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.forms.targets import TargetForm
from goldenthread.web.plans.models import Measure, Target
from goldenthread.web.plans.views.editing import Page, Warns, address, answer, posted, reason_for, says_when_gone, show


def target_for(request: PersonRequest, pk: int) -> Target:
    """The target, for whoever may change its measure; 404 and 403 as for measures."""
    target = Target.objects.filter(pk=pk).first()
    if target is None:
        raise Http404
    target.measure = access.measure_for(request, target.measure_id, write=True)
    return target


@require_http_methods(["GET", "POST"])
@says_when_gone(Measure)
def target_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Set a target for a year."""
    measure = access.measure_for(request, pk, write=True)
    form = TargetForm(posted(request), measure=measure, components=_components(measure))
    page = _page(request, measure, form, "Add a target", "The target is added.")

    def act(change: Change) -> str:
        add_target(measure=measure, values=form.target_values, change=change)
        return f"The target is added. It is understood as: {understood(form)}."

    return _looked_at(request, page, form) or answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Target)
def target_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a target, in an approved plan with its reason."""
    target = target_for(request, pk)
    measure, components = target.measure, _components(target.measure)
    form = TargetForm(posted(request), measure=measure, target=target, components=components)
    page = _page(request, measure, form, "Change the target", "The target is changed.")
    page.row = target
    page.fresh = lambda now: TargetForm(measure=measure, target=now, components=components)  # type: ignore[arg-type]
    page.delete_at, page.delete_text = reverse("target_delete", kwargs={"pk": pk}), "Delete this target"
    if request.method == "GET" and target.original:
        page.extra["understood"] = _of_row(target)

    def act(change: Change) -> str:
        change_target(target=target, values=form.target_values, seen=form.cleaned_data["seen"], change=change)
        return f"The target is changed. It is understood as: {understood(form)}."

    return _looked_at(request, page, form) or answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Target)
def target_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a target, after it was confirmed."""
    target = target_for(request, pk)
    form = RowForm(posted(request), version=target.version)
    page = Page(
        title="Delete this target?",
        form=form,
        back=address("measure", target.measure_id),
        back_text="Back to the measure",
        done="The target is deleted. The history keeps it.",
        reason=reason_for(request, target.measure.plan),
        button="Delete the target",
        template="plans/edit/delete.html",
        extra={"goes": [f"The target “{target.original or typed.number(target.low)}” for {form_year(target.year)}"]},
    )

    def act(change: Change) -> None:
        delete_target(target=target, seen=form.cleaned_data["seen"], change=change)

    return answer(request, page, act)


def form_year(year: int) -> str:
    """A financial year as printed."""
    return f"{year}/{(year + 1) % 100:02}"


def _components(measure: Measure) -> list[str]:
    return list(measure.definition.components.values_list("name", flat=True))


def _page(request: PersonRequest, measure: Measure, form: TargetForm, title: str, done: str) -> Page:
    return Page(
        title=title,
        form=form,
        back=address("measure", measure.pk),
        back_text="Back to the measure",
        done=done,
        reason=reason_for(request, measure.plan),
        template="plans/edit/target.html",
        extra={"measure": measure},
        warns=Warns(measure.plan, ("profile", "profile falls", "components", "later is worse"), "measure", measure.pk),
    )


def _looked_at(request: PersonRequest, page: Page, form: TargetForm) -> HttpResponse | None:
    """The page again with what is understood, when that was asked and nothing was to be saved."""
    if "look" not in request.POST:
        return None
    if form.is_valid():
        page.extra["understood"] = understood(form)
    return show(request, page)


def understood(form: TargetForm) -> str:
    """What was understood of the target, said back."""
    assert form.reading is not None  # noqa: S101 - only a valid form is asked
    return _said(replace(form.reading, state=TargetState(form.target_values["state"])), form.measure)


def _of_row(target: Target) -> str:
    reading = typed.TypedTarget(
        target.original, TargetKind(target.kind), TargetState(target.state),
        target.low, target.high, target.direction, target.text,
    )  # fmt: skip
    return _said(reading, target.measure)


def _said(reading: typed.TypedTarget, measure: Measure) -> str:
    definition = measure.definition
    unit = Unit(definition.unit) if definition.unit else None
    polarity = Polarity(definition.polarity) if definition.polarity else None
    return typed.target_in_words(reading, unit, polarity)
