"""What stands in the series of a measure before its paper is tabled: the figures of updates that are approved and no more."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from goldenthread.web.plans.unpublished import Unpublished, register
from goldenthread.web.returns.models import Answer, Update, UpdateState


def _approved_alone() -> Q:
    """Of a figure: an update of its window is approved, and no edition has tabled it."""
    of_its_window = Update.objects.filter(
        state=UpdateState.APPROVED,
        answer=Answer.FIGURES,
        measure__series=OuterRef("series"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
    )
    return Q(Exists(of_its_window), tabled_in="")


def make_known() -> None:
    """Tells the plans; once, when Django is ready."""
    register(Unpublished(_approved_alone, frozenset({"returns.approve", "returns.send_back"})))
