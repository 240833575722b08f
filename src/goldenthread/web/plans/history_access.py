"""Who may look at the history of a plan's rows: whoever may read the record; of a deleted one, whoever reads its plan (else 404).

Each gives the address of the record's own page, "" where there is none.
"""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.history.kinds import KINDS, Values, key_of
from goldenthread.web.history.queries import last_values
from goldenthread.web.plans import access
from goldenthread.web.plans.models import Measure, Objective, Plan, Priority
from goldenthread.web.plans.unpublished import untold_actions


def address_of(name: str, pk: int) -> str:
    """The address of a record's own page, if there is one."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def plan_seen(request: HttpRequest, pk: int) -> tuple[str, str, date | None]:
    """Title, state and day of approval of a plan that the person may see, or could before it was deleted; else 404."""
    plan = access.plans_seen(reach(request)).filter(pk=pk).first()
    if plan:
        return plan.title, plan.state, plan.approved_on
    found = last_values(KINDS[key_of(Plan)], pk)
    if found is None:
        raise Http404
    values, deleted = found
    if not deleted or not reach(request).has_in(values["directorate_id"], *access.INSIDE):
        raise Http404
    return values["title"], values["state"], values["approved_on"]


def see_plan(request: HttpRequest, pk: int) -> str:
    access.plan_for(request, pk)
    return address_of("plan", pk)


def see_deleted_plan(request: HttpRequest, values: Values) -> str:
    plan_seen(request, values["id"])
    return ""


def see_deleted_part(request: HttpRequest, values: Values) -> str:
    plan_seen(request, values["plan_id"])
    return ""


def see_objective(request: HttpRequest, pk: int) -> str:
    objective = Objective.objects.filter(pk=pk).first()
    if objective is None:
        raise Http404
    access.plan_for(request, objective.plan_id)
    address = address_of("plan", objective.plan_id)
    return f"{address}#objective-{pk}" if address else ""


def see_measure(request: HttpRequest, pk: int) -> str:
    access.measure_for(request, pk)
    return address_of("measure", pk)


def untold_of_measure(request: HttpRequest, pk: int) -> frozenset[str]:
    """The actions that brought figures which were not public: told to whoever sees these, and of a deleted measure to nobody."""
    measure = Measure.objects.select_related("plan").filter(pk=pk).first()
    if measure is not None and access.follows_measure(reach(request), measure):
        return frozenset()
    return untold_actions()


def see_milestone(request: HttpRequest, pk: int) -> str:
    access.milestone_for(request, pk)
    return address_of("milestone", pk)


def see_priority(request: HttpRequest, pk: int) -> str:
    if not Priority.objects.filter(pk=pk).exists():
        raise Http404
    return address_of("priority", pk)


def see_deleted_priority(request: HttpRequest, values: Values) -> str:
    return ""


def see_upload(request: HttpRequest, pk: int) -> str:
    access.upload_for(request, pk)
    return address_of("upload", pk)


def see_deleted_upload(request: HttpRequest, values: Values) -> str:
    if not access.keeps(reach(request), values["directorate_id"]):
        raise Http404
    return ""
