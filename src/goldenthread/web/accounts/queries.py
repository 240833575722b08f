"""What the pages of accounts show: people with their posts, and posts with their people and what they own."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from goldenthread.web.accounts.models import Holding, Person


def current(on: date) -> Q:
    """The condition on a holding that it is held that day."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


def holdings_of(person: Person, on: date) -> list[Holding]:
    """The posts that somebody holds that day, by title."""
    held = person.holdings.filter(current(on)).select_related("post__directorate", "post__department")
    return list(held.order_by("post__title", "pk"))
