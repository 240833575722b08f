"""The page on which the performance officer restates what was tabled."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns import access
from goldenthread.web.returns.actions.restating import restate_update
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.forms.restating import RestateForm
from goldenthread.web.returns.models import UpdateState
from goldenthread.web.returns.queries.tabled import figures_of, tabled_rows
from goldenthread.web.returns.states import Part


@require_http_methods(["GET", "POST"])
def update_restate(request: PersonRequest, pk: int) -> HttpResponse:
    """Each figure of the update as tabled and as known now, and a box for what it is to say. A milestone has none (404)."""
    update = access.update_for(request, pk, parts=frozenset({Part.PERFORMANCE}))
    if update.measure is None:
        raise Http404
    figures = figures_of(update)
    form = RestateForm(request.POST if request.method == "POST" else None, figures=figures)
    if request.method == "POST" and form.is_valid():
        parts = access.parts_of(reach(request), update)
        doing = Doing(by=request.user, at=timezone.now(), parts=parts, reason=form.cleaned_data["reason"])
        try:
            number = restate_update(update, form.asked, doing)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            words = "The figure is restated" if number == 1 else f"{number} figures are restated"
            messages.success(request, f"{words}. What was tabled stays as it was, and both are shown.")
            return redirect("measure", update.measure_id)
    context = {
        "update": update,
        "measure": update.measure,
        "round": update.part_of.round,
        "is_tabled": update.state == UpdateState.LOCKED,
        "rows": tabled_rows(figures),
        "form": form,
    }
    return render(request, "returns/restate.html", context)
