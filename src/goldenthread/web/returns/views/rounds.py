"""Rounds: the list, one of them, and what opens, changes and completes it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.model.periods import Period
from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look import navigation
from goldenthread.web.look.versions import RowForm, both_versions, posted, read_typed
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.history_access import address_of
from goldenthread.web.plans.queries.deleted import last_change
from goldenthread.web.returns import access
from goldenthread.web.returns.actions.rounds import change_round, open_round, refresh_round
from goldenthread.web.returns.deadlines import NAMES, Deadlines, deadlines_for, warnings_for
from goldenthread.web.returns.forms.rounds import QuarterForm, RoundForm
from goldenthread.web.returns.models import Round, Update
from goldenthread.web.returns.queries.rounds import (
    closed_days,
    key_of,
    proposed,
    quarter_of,
    quarters_offered,
    round_shown,
    rounds_listed,
)
from goldenthread.web.returns.windows import observed


@require_safe
def rounds(request: PersonRequest) -> HttpResponse:
    """All rounds, each with its next deadline and how many of the updates that the person sees are answered."""
    within = access.takes_part(request)
    shown = {
        "rounds": rounds_listed(access.rounds_seen(within), access.updates_seen(within), timezone.localdate()),
        "is_keeper": within.has(*access.KEEPERS),
    }
    return render(request, "returns/rounds.html", shown)


@require_safe
def round_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One round: its days with their reasons, and the returns that the person oversees, counted by state."""
    row = access.round_for(request, pk)
    within = reach(request)
    shown = round_shown(row, access.returns_seen(within), timezone.localdate(), closed_days())
    context = {
        "round": row,
        "shown": shown,
        "links": _links(row, within),
        "is_keeper": within.has(*access.KEEPERS),
    }
    return render(request, "returns/round.html", context)


def _links(row: Round, within: Reach) -> list[tuple[str, str]]:
    """Where a round leads, for this person: each page's words and address, of those that there are."""
    oversees = within.has(*access.OVERSEERS)
    offered = (
        ("Answer by workbook", "updates_workbook", True),
        ("See who has answered and who is late", "round_completeness", oversees),
        ("See who was written to", "round_messages", oversees),
        ("See the papers of this round", "round_papers", oversees),
    )
    found = [(words, address_of(name, row.pk)) for words, name, is_theirs in offered if is_theirs]
    return [(words, at) for words, at in (("See my updates", navigation.address_of("my_updates")), *found) if at]


# ---- opening one ----


@require_http_methods(["GET", "POST"])
def round_add(request: PersonRequest) -> HttpResponse:
    """Choose the quarter and the meeting; the days are counted back, may be changed, and the round is opened."""
    access.keepers_only(request)
    if request.method == "POST":
        period = quarter_of(request.POST.get("quarter", ""))
        return redirect("round_add") if period is None else _open(request, period)
    offered = quarters_offered()
    asked = "meeting_on" in request.GET
    form = QuarterForm(
        request.GET if asked else None, offered=offered, proposed=proposed(offered, timezone.localdate())
    )
    if asked and form.is_valid():
        counted = deadlines_for(form.period, form.cleaned_data["meeting_on"], closed_days())
        return _days(request, RoundForm(observed=form.period, counted=counted), counted.warnings)
    return render(request, "returns/round_ask.html", {"form": form, "has_plans": bool(offered)})


def _open(request: PersonRequest, period: Period) -> HttpResponse:
    closed = closed_days()
    form = RoundForm(request.POST, observed=period)
    valid = form.is_valid()
    meeting = form.cleaned_data.get("meeting_on")
    counted = deadlines_for(period, meeting, closed) if meeting else None
    if "count" in request.POST and counted:
        return _days(request, _counted_again(request.POST, period, counted), counted.warnings)
    if valid:
        values = {**form.values, "observed_from": period.start, "observed_to": period.end}
        try:
            row = open_round(values, by=request.user, at=timezone.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            owed = Update.objects.filter(part_of__round=row).count()
            messages.success(request, f"The round is open. {_made(owed)}")
            return redirect("round", pk=row.pk)
    warnings = warnings_for({name: form.cleaned_data[name] for name in NAMES}, closed) if valid else ()
    form.tell(counted)
    return _days(request, form, warnings)


def _made(owed: int) -> str:
    if owed == 0:
        return "No approved plan has a line to ask about yet."
    return "It asks for 1 update." if owed == 1 else f"It asks for {owed:,} updates."


def _counted_again(sent: QueryDict, period: Period, counted: Deadlines, row: Round | None = None) -> RoundForm:
    """The form as it was sent, with all days counted back from the meeting that was typed."""
    data = sent.copy()
    for name, day in counted.days.items():
        data[name] = f"{day:%d/%m/%Y}"
    return RoundForm(data, observed=period, row=row, counted=counted)


def _days(request: HttpRequest, form: RoundForm, warnings: tuple[str, ...]) -> HttpResponse:
    context = {
        "form": form,
        "observed": form.observed.in_words,
        "quarter": key_of(form.observed),
        "warnings": warnings,
    }
    return render(request, "returns/round_days.html", context)


# ---- changing one ----


@require_http_methods(["GET", "POST"])
def round_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a round's title, days and rule; whoever is second chooses between the two versions."""
    row = access.round_for(request, pk, write=True)
    period, closed = observed(row), closed_days()
    form = RoundForm(posted(request), observed=period, row=row)
    valid = form.is_valid()
    meeting = form.cleaned_data.get("meeting_on") if form.is_bound else row.meeting_on
    counted = deadlines_for(period, meeting, closed) if meeting else None
    form.tell(counted)
    if request.method == "POST" and form.unanswered:
        marks = {name: form.data.get(name, "") for name in form.carried if name != "was"}
        return _choose(request, row, form, marks)
    if "count" in request.POST and counted:
        return _change(request, row, _counted_again(request.POST, period, counted, row), counted.warnings)
    if valid:
        try:
            change_round(row, form.values, seen=form.cleaned_data["seen"], by=request.user)
        except Overtaken as error:
            now = RoundForm(observed=period, row=cast(Round, error.now))
            return _choose(request, row, form, now.marks(), now)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The round is changed.")
            return redirect("round", pk=pk)
    return _change(request, row, form, ())


def _change(request: HttpRequest, row: Round, form: RoundForm, warnings: tuple[str, ...]) -> HttpResponse:
    context = {"round": row, "form": form, "observed": form.observed.in_words, "warnings": warnings}
    return render(request, "returns/round_change.html", context)


def _choose(
    request: HttpRequest, row: Round, form: RowForm, marks: dict[str, str], now: RowForm | None = None
) -> HttpResponse:
    theirs = now.shown() if now else read_typed(form.data.get("was"))
    both = both_versions(form, theirs, marks)
    back = reverse("round", kwargs={"pk": row.pk})
    context = {
        "page": {"title": "Change the round", "back": back, "back_text": "Back to the round"},
        "both": both,
        "other": last_change(row, since=both.since),
    }
    return render(request, "plans/both_versions.html", context)


@require_POST
def round_refresh(request: PersonRequest, pk: int) -> HttpResponse:
    """Bring the round up to date with the plans: what is missing is added, what is there is left alone."""
    row = access.round_for(request, pk, write=True)
    added = refresh_round(row, by=request.user, at=timezone.now())
    if added:
        messages.success(request, "1 update is added." if added == 1 else f"{added:,} updates are added.")
    else:
        messages.info(request, "Nothing was missing: every line of the plans has its update.")
    return redirect("round", pk=pk)
