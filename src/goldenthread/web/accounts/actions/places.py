"""Directorates and departments are added and renamed, and deleted while nothing belongs to them."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import Model, ProtectedError

from goldenthread.web.accounts.actions.saving import locked, saved
from goldenthread.web.accounts.errors import Refused
from goldenthread.web.accounts.models import Department, Directorate, Person
from goldenthread.web.history.context import recorded


@transaction.atomic
def add_directorate(*, name: str, by: Person) -> Directorate:
    """A new directorate."""
    with recorded(by=by, action="accounts.add_directorate"):
        return saved(Directorate(name=name))


@transaction.atomic
def rename_directorate(*, directorate: Directorate, seen: str, name: str, by: Person) -> Directorate:
    """Another name, on everything that belongs to it."""
    with recorded(by=by, action="accounts.rename_directorate"):
        now = locked(Directorate.objects.all(), directorate.pk, seen)
        now.name = name
        return saved(now)


@transaction.atomic
def delete_directorate(*, directorate: Directorate, by: Person) -> None:
    """Refused while departments, posts or plans belong to it."""
    with recorded(by=by, action="accounts.delete_directorate"):
        _delete(directorate)


@transaction.atomic
def add_department(*, directorate: Directorate, name: str, by: Person) -> Department:
    """A new department of the directorate."""
    with recorded(by=by, action="accounts.add_department"):
        return saved(Department(directorate=directorate, name=name))


@transaction.atomic
def rename_department(*, department: Department, seen: str, name: str, by: Person) -> Department:
    """Another name. Plans that print the old one keep it: it is theirs as printed."""
    with recorded(by=by, action="accounts.rename_department"):
        now = locked(Department.objects.all(), department.pk, seen)
        now.name = name
        return saved(now)


@transaction.atomic
def delete_department(*, department: Department, by: Person) -> None:
    """Refused while posts belong to it."""
    with recorded(by=by, action="accounts.delete_department"):
        _delete(department)


def _delete(place: Directorate | Department) -> None:
    try:
        with transaction.atomic():
            place.delete()
    except ProtectedError as error:
        there = Counter(type(row) for row in error.protected_objects)
        listed = ", ".join(sorted(f"{number} {_called(model, number)}" for model, number in there.items()))
        raise Refused(f"{place.name} cannot be deleted: things belong to it still ({listed}).") from error


def _called(model: type[Model], number: int) -> str:
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)
