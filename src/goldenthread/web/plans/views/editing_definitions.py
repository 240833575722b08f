"""The page of a measure's definition sheet: correct it, or make a new version of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.actions.definitions import change_definition, redefine_measure
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.forms.definitions import DefinitionForm
from goldenthread.web.plans.models import Definition, Figure, Measure
from goldenthread.web.plans.views.editing import Page, address, answer, posted, reason_for, says_when_gone


@require_http_methods(["GET", "POST"])
@says_when_gone(Measure)
def definition_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what a measure counts, how it is worked out and judged, and where it comes from."""
    measure = access.measure_for(request, pk, write=True)
    form = _form(measure.definition, request)
    page = Page(
        "Define the measure",
        form,
        address("measure", pk),
        "Back to the measure",
        "The definition is changed.",
        reason=reason_for(request, measure.plan),
        template="plans/edit/definition.html",
        row=measure.definition,
        fresh=lambda now: _form(now),  # type: ignore[arg-type]
        extra={"measure": measure},
    )

    def act(change: Change) -> str | None:
        cleaned = form.cleaned_data
        seen = (cleaned["number"] or 0, cleaned["seen"])
        values, components = form.definition_values, cleaned["components"]
        if not cleaned.get("new_version"):
            change_definition(measure=measure, values=values, components=components, seen=seen, change=change)
            return None
        made = redefine_measure(
            measure=measure,
            values=values,
            components=components,
            begins=cleaned["begins"],
            why=cleaned["why"],
            seen=seen,
            change=change,
        )
        return f"Version {made.number} of the definition is made. A break is shown where it begins."

    return answer(request, page, act)


def _form(definition: Definition, request: PersonRequest | None = None) -> DefinitionForm:
    return DefinitionForm(
        posted(request) if request else None,
        definition=definition,
        components=list(definition.components.values_list("name", flat=True)),
        has_figures=Figure.objects.filter(series=definition.series_id).exists(),
    )
