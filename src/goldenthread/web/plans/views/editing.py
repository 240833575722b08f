"""The pattern of every page that changes a plan: the form, its reason, the action, and what comes of it.

A page shows its form again with the sentence of a refusal; both versions where somebody else changed the row meanwhile; and
what was typed where the row was deleted meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import Both, RowForm, both_versions, posted, read_typed
from goldenthread.web.plans import access
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.forms.reasons import ReasonForm
from goldenthread.web.plans.models import Plan
from goldenthread.web.plans.queries.deleted import directorate_of_deleted, last_change, was_deleted
from goldenthread.web.plans.queries.plan_rows import plan_rows
from goldenthread.web.plans.warnings import warnings_of

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Warns:
    """What to look at after saving: the warnings of these codes for a line of the plan. They refuse nothing."""

    plan: Plan
    codes: tuple[str, ...]
    kind: str
    pk: int


@dataclass
class Page:
    """A page with a form: its words, where it goes back to, and the sentence when it is done.

    `fresh` makes the form of the row as it is now; a page without it has no row that two people could change.
    """

    title: str
    form: RowForm
    back: str
    back_text: str
    done: str
    reason: ReasonForm | None = None
    button: str = "Save"
    template: str = "plans/edit/form.html"
    fresh: Callable[[models.Model], RowForm] | None = None
    row: models.Model | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    warns: Warns | None = None
    delete_at: str = ""
    delete_text: str = ""


def reason_for(request: PersonRequest, plan: Plan) -> ReasonForm:
    """Why the plan is changed; asks nothing unless it is approved."""
    return ReasonForm(posted(request), plan=plan)


def answer(request: PersonRequest, page: Page, act: Callable[[Change], str | None]) -> HttpResponse:
    """The page, or what comes of sending it. `act` may return a sentence in place of the page's own."""
    valid = page.form.is_valid() and not page.form.unanswered
    if page.reason is not None and page.reason.is_bound:
        valid = page.reason.is_valid() and valid
    if request.method == "POST" and page.form.unanswered and page.row:
        theirs = read_typed(page.form.data.get("was"))
        marks = {name: page.form.data.get(name, "") for name in page.form.carried if name != "was"}
        return _choose(request, page, page.row, both_versions(page.form, theirs, marks))
    if request.method == "POST" and valid:
        change = _change(request, page)
        try:
            done = act(change)
        except Overtaken as error:
            return _overtaken(request, page, error)
        except Gone as error:
            return gone(request, str(error), page.back)
        except Refused as error:
            page.form.add_error(None, str(error))
        else:
            messages.success(request, done or page.done)
            _warn(request, page.warns)
            return redirect(page.back)
    return show(request, page)


def _warn(request: PersonRequest, warns: Warns | None) -> None:
    if warns is None:
        return
    for one in warnings_of(plan_rows(warns.plan, timezone.localdate())):
        if one.code in warns.codes and (warns.kind, warns.pk) in (one.line, *one.others):
            messages.warning(request, f"{one.says} {one.remedy}")


def show(request: HttpRequest, page: Page) -> HttpResponse:
    """The page as it stands."""
    return render(request, page.template, _context(page))


def _context(page: Page) -> dict[str, Any]:
    return {"page": page, "form": page.form, "reason": page.reason, **page.extra}


def _change(request: PersonRequest, page: Page) -> Change:
    at: datetime = timezone.now()
    return page.reason.change(request.user, at) if page.reason else Change(by=request.user, at=at)


# ---- two at once ----


def _overtaken(request: PersonRequest, page: Page, error: Overtaken) -> HttpResponse:
    if page.fresh is None:
        page.form.add_error(None, f"{error} Open the page again and look at what is there now.")
        return render(request, page.template, _context(page))
    now = page.fresh(error.now)
    return _choose(request, page, error.now, both_versions(page.form, now.shown(), now.marks()))


def _choose(request: PersonRequest, page: Page, row: models.Model, both: Both) -> HttpResponse:
    context = _context(page) | {"both": both, "other": last_change(row, since=both.since)}
    return render(request, "plans/both_versions.html", context)


# ---- deleted meanwhile ----

_NOT_TYPED = ("csrfmiddlewaretoken", "seen", "was", "before", "since", "choosing")
_CHOSEN = ("owner", "objective", "position", "priorities", "posts", "number")
"""What is chosen from a list and sent as a row's key, which says nothing to anybody."""


def gone(request: HttpRequest, words: str, back: str = "") -> HttpResponse:
    """Says that the row is no more, and shows what was typed so that it can be copied; nothing is saved."""
    typed = [
        (name.removeprefix("change-").replace("_", " ").capitalize(), "\n".join(values))
        for name, values in (posted(request) or request.POST).lists()
        if name not in (*_NOT_TYPED, *_CHOSEN) and not name.startswith("keep-") and any(values)
    ]
    return render(request, "plans/gone.html", {"words": words, "typed": typed, "back": back}, status=409)


def says_when_gone(model: type[models.Model]) -> Callable[[View], View]:
    """For a view of one row: whoever sends a change of a row that was deleted meanwhile keeps what they typed.

    Only where they keep the plans that the row belonged to: for anybody else it never was (404).
    """

    def around(view: View) -> View:
        @wraps(view)
        def respond(request: PersonRequest, pk: int, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, pk, **kwargs)
            except Http404:
                if request.method != "POST":
                    raise
                if not was_deleted(model, pk) or not _kept(request, directorate_of_deleted(model, pk)):
                    raise
                words = f"This {model._meta.verbose_name} was deleted while you were changing it. Nothing was saved."
                return gone(request, words)

        return respond

    return around


def _kept(request: HttpRequest, directorate: int | None) -> bool:
    within = reach(request)
    return within.has(*access.KEEPERS) if directorate is None else access.keeps(within, directorate)


def address(name: str, pk: int) -> str:
    """The address of the page of one row."""
    return reverse(name, kwargs={"pk": pk})


__all__ = ["Page", "Warns", "address", "answer", "gone", "posted", "reason_for", "says_when_gone", "show"]
