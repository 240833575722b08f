"""The days on which the council is closed: the list, one more, one less."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns import access
from goldenthread.web.returns.actions.closed_days import add_closed_day, remove_closed_day
from goldenthread.web.returns.deadlines import is_working, known_years, written
from goldenthread.web.returns.forms.rounds import ClosedDayForm
from goldenthread.web.returns.models import ClosedDay


@require_http_methods(["GET", "POST"])
def closed_days(request: PersonRequest) -> HttpResponse:
    """The list, with a form for one more."""
    access.keepers_only(request)
    form = ClosedDayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        try:
            add_closed_day(day, form.cleaned_data["why"], by=request.user)
        except Refused as error:
            form.add_error("day", str(error).removeprefix("Day: "))
        else:
            already = "" if is_working(day, ()) else " It was no working day before either."
            messages.success(request, f"{written(day)} is added.{already}")
            return redirect("closed_days")
    days = [{"pk": one.pk, "day": written(one.day), "why": one.why} for one in ClosedDay.objects.order_by("day")]
    known = known_years()
    return render(request, "returns/closed_days.html", {"form": form, "days": days, "from": known[0], "to": known[-1]})


@require_POST
def closed_day_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a day out of the list."""
    access.keepers_only(request)
    row = ClosedDay.objects.filter(pk=pk).first()
    if row is None:
        messages.info(request, "That day is not in the list any more.")
    else:
        remove_closed_day(row, by=request.user)
        messages.success(request, f"{written(row.day)} is taken out. Rounds that are open keep their deadlines.")
    return redirect("closed_days")
