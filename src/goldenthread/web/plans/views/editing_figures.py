"""The pages that record and correct figures and baselines by hand."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.actions.figures import add_baseline, add_figure, change_baseline, change_figure
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.forms.figures import FigureForm
from goldenthread.web.plans.models import Baseline, Definition, Figure, Measure
from goldenthread.web.plans.views.editing import Page, address, answer, posted, reason_for, says_when_gone


@require_http_methods(["GET", "POST"])
@says_when_gone(Measure)
def figure_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Record a figure of a past period by hand."""
    measure = access.measure_for(request, pk, write=True)
    form = _form(measure.definition, request)
    page = _page(request, measure, form, "Add a figure")

    def act(change: Change) -> str:
        add_figure(measure=measure, values=form.figure_values, change=change)
        return f"The figure for {form.period} is added."

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Figure)
def figure_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Correct a figure. It belongs to every plan of its series; the latest plan within reach answers for the change."""
    figure = Figure.objects.select_related("definition").filter(pk=pk).first()
    if figure is None:
        raise Http404
    rows = access.measures_seen(reach(request)).filter(series=figure.series_id)
    found = rows.order_by("-plan__first_year", "-pk").values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    measure = access.measure_for(request, found, write=True)
    form = _form(figure.definition, request, figure)
    page = _page(request, measure, form, "Change the figure")
    page.row, page.fresh = figure, lambda now: _form(now.definition, None, now)  # type: ignore[attr-defined, arg-type]

    def act(change: Change) -> str:
        seen = form.cleaned_data["seen"]
        change_figure(figure=figure, measure=measure, values=form.figure_values, seen=seen, change=change)
        return f"The figure for {form.period} is changed."

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Measure)
def baseline_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what a measure starts from."""
    measure = access.measure_for(request, pk, write=True)
    form = _form(measure.definition, request)
    page = _page(request, measure, form, "Add a baseline")

    def act(change: Change) -> str:
        add_baseline(measure=measure, values=form.figure_values, change=change)
        return f"The baseline for {form.period} is added."

    return answer(request, page, act)


@require_http_methods(["GET", "POST"])
@says_when_gone(Baseline)
def baseline_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what a measure starts from."""
    baseline = Baseline.objects.filter(pk=pk).first()
    if baseline is None:
        raise Http404
    baseline.measure = measure = access.measure_for(request, baseline.measure_id, write=True)
    form = _form(measure.definition, request, baseline)
    page = _page(request, measure, form, "Change the baseline")
    page.row, page.fresh = baseline, lambda now: _form(measure.definition, None, now)  # type: ignore[arg-type]

    def act(change: Change) -> str:
        seen = form.cleaned_data["seen"]
        change_baseline(baseline=baseline, values=form.figure_values, seen=seen, change=change)
        return f"The baseline for {form.period} is changed."

    return answer(request, page, act)


def _form(definition: Definition, request: PersonRequest | None, row: Figure | Baseline | None = None) -> FigureForm:
    components = list(definition.components.values_list("name", flat=True))
    return FigureForm(posted(request) if request else None, definition=definition, components=components, row=row)


def _page(request: PersonRequest, measure: Measure, form: FigureForm, title: str) -> Page:
    back, reason = address("measure", measure.pk), reason_for(request, measure.plan)
    return Page(title, form, back, "Back to the measure", "It is saved.", reason=reason, extra={"under": str(measure)})
