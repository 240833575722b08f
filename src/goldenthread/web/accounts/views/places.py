"""Directorates and departments, kept by administrators."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.web.accounts import access, queries
from goldenthread.web.accounts.actions import places
from goldenthread.web.accounts.actions.saving import seen
from goldenthread.web.accounts.forms import administration as forms
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.accounts.views.answering import Done, answer

_either = require_http_methods(["GET", "POST"])


def _list() -> str:
    return reverse("directorates")


@require_safe
def directorate_list(request: PersonRequest) -> HttpResponse:
    """Directorates with their departments."""
    access.administrators_only(request)
    return render(request, "accounts/directorates.html", {"directorates": queries.directorates_listed()})


@_either
def directorate_add(request: PersonRequest) -> HttpResponse:
    """A new directorate."""
    access.administrators_only(request)

    def act(given: dict[str, Any]) -> Done:
        return Done(f"{places.add_directorate(**given, by=request.user)} is added.", _list())

    form = forms.AddPlace(request.POST or None)
    return answer(request, form, act, heading="Add a directorate", button="Add the directorate", back=_list())


@_either
def directorate_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Another name."""
    directorate = access.directorate_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        return Done(
            f"It is called {places.rename_directorate(directorate=directorate, **given, by=request.user)} now.", _list()
        )

    form = forms.RenamePlace(request.POST or None, initial={"name": directorate.name, "seen": seen(directorate)})
    now = [("Name", directorate.name)]
    return answer(request, form, act, heading=f"Rename {directorate}", now=now, button="Save the name", back=_list())


@_either
def directorate_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Deletes a directorate to which nothing belongs."""
    directorate = access.directorate_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        places.delete_directorate(directorate=directorate, by=request.user)
        return Done(f"{directorate.name} is deleted.", _list())

    form = forms.Confirm(request.POST if request.method == "POST" else None)
    return answer(request, form, act, heading=f"Delete {directorate}", button="Delete it", kind="warning", back=_list())


@_either
def department_add(request: PersonRequest, pk: int) -> HttpResponse:
    """A new department of the directorate."""
    directorate = access.directorate_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        department = places.add_department(directorate=directorate, **given, by=request.user)
        return Done(f"{department.name} is added to {directorate.name}.", _list())

    form = forms.AddPlace(request.POST or None)
    heading = f"Add a department of {directorate}"
    return answer(request, form, act, heading=heading, button="Add the department", back=_list())


@_either
def department_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Another name."""
    department = access.department_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        return Done(
            f"It is called {places.rename_department(department=department, **given, by=request.user)} now.", _list()
        )

    form = forms.RenamePlace(request.POST or None, initial={"name": department.name, "seen": seen(department)})
    now = [("Name", department.name)]
    return answer(request, form, act, heading=f"Rename {department}", now=now, button="Save the name", back=_list())


@_either
def department_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Deletes a department to which no post belongs."""
    department = access.department_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        places.delete_department(department=department, by=request.user)
        return Done(f"{department.name} is deleted.", _list())

    form = forms.Confirm(request.POST if request.method == "POST" else None)
    return answer(request, form, act, heading=f"Delete {department}", button="Delete it", kind="warning", back=_list())
