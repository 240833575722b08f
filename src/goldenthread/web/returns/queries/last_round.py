"""What was said of the same lines in the round before: for lists that show the last light beside this quarter's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from goldenthread.web.returns.models import Round, Update

_SHOWN: Final = ("judged", "not_rated", "computed", "milestone", "part_of__round", "measure__series")


def last_updates(updates: Iterable[Update]) -> dict[int, Update]:
    """The update of the same line in the round before, with its lights alone, by the key of this one. Two queries.

    A measure is the same by its series, whatever plan it stands in; a milestone by what it continues.
    """
    updates = list(updates)
    before = _rounds_before()
    series = {one.measure.series_id for one in updates if one.measure}
    milestones = {pk for one in updates if one.milestone for pk in (one.milestone_id, one.milestone.continues_id)}
    rows = Update.objects.filter(
        Q(measure__series__in=series) | Q(milestone__in=milestones - {None}),
        part_of__round__in={before[one.part_of.round_id] for one in updates if one.part_of.round_id in before},
    )
    rows = rows.select_related("part_of", "measure").only(*_SHOWN).order_by("pk")
    known = {_key(one.part_of.round_id, one): one for one in rows}
    found = {one.pk: _last(one, before.get(one.part_of.round_id), known) for one in updates}
    return {pk: last for pk, last in found.items() if last is not None}


def _rounds_before() -> dict[int, int]:
    """Each round's key with that of the round before it, by the days that they observe."""
    keys = list(Round.objects.order_by("observed_to").values_list("pk", flat=True))
    return dict(zip(keys[1:], keys[:-1], strict=True))


def _key(of_round: int, row: Update) -> tuple[int, int | None, int | None]:
    return of_round, row.measure.series_id if row.measure else None, row.milestone_id


def _last(row: Update, before: int | None, known: dict[tuple[int, int | None, int | None], Update]) -> Update | None:
    if before is None:
        return None
    own = known.get(_key(before, row))
    if own is not None or row.milestone is None:
        return own
    return known.get((before, None, row.milestone.continues_id))
