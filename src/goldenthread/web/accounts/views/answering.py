"""How every form of an administrator is answered: done, or the same page again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.web.accounts.errors import Overtaken, Refused
from goldenthread.web.accounts.requests import PersonRequest


@dataclass(frozen=True)
class Done:
    """What is said once it is done, and where it is said."""

    words: str
    address: str


def answer(
    request: PersonRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Done],
    *,
    template: str = "accounts/form.html",
    **page: Any,
) -> HttpResponse:
    """`act` is called with what was filled in, if that is sound; what it refuses stands on the form."""
    if request.method == "POST":
        done = _done(form, act)
        if done is not None:
            messages.success(request, done.words)
            return redirect(done.address)
    return render(request, template, {"form": form, **page})


def _done(form: forms.Form, act: Callable[[dict[str, Any]], Done]) -> Done | None:
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Overtaken as refusal:
        form.add_error(None, refusal.message)
        form.data = {**form.data.dict(), "seen": refusal.now}  # type: ignore[attr-defined]
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return None
