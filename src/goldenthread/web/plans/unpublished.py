"""Figures that were approved and are not tabled yet: for whoever answers for them or checks them, and for nobody else.

Until a paper is published, what is in it is seen by its chain alone (handbook 10.4), whichever page shows it. Plans know nothing
of rounds: whoever puts figures into a series before they are public says here which these are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goldenthread.web.plans.models import Figure


@dataclass(frozen=True)
class Unpublished:
    """Which figures of the series are not public yet, and the actions by which the history tells that they came and went."""

    figures: Callable[[], Q]
    actions: frozenset[str]


_KNOWN: list[Unpublished] = []


def register(unpublished: Unpublished) -> None:
    """Makes the unpublished figures of an app known."""
    _KNOWN.append(unpublished)


def published(rows: QuerySet[Figure]) -> QuerySet[Figure]:
    """The figures without those that are not public yet, in the same statement."""
    for one in _KNOWN:
        rows = rows.exclude(one.figures())
    return rows


def untold_actions() -> frozenset[str]:
    """The actions of which the history of a measure tells its chain alone."""
    return frozenset[str]().union(*(one.actions for one in _KNOWN))
