"""What an officer does with an update: keep a draft, send it, answer with one click. Each is whole or not at all.

With what was said go the library's verdicts and findings on it (judging.py), so that no list has to work them out again. Whoever
writes an update locks its row first; what hangs on it is changed only where it differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.actions.rows import touch
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns import answers
from goldenthread.web.returns.complete import Incomplete, missing
from goldenthread.web.returns.doing import Doing, changing
from goldenthread.web.returns.gathering import Gathered, gather
from goldenthread.web.returns.judging import Judged, judged, kept
from goldenthread.web.returns.models import Explanation, Update, UpdateFigure, UpdateState
from goldenthread.web.returns.states import UpdateAction
from goldenthread.web.returns.written import Written, WrittenFigure

Making = Callable[[Written, Gathered], Written]

_TOLD = (
    "answer", "available_on", "done_on", "judged", "not_rated", "difference", "what_happened", "why", "what_next",
    "action", "action_who", "action_by",
)  # fmt: skip


def save(
    update: Update,
    written: Written,
    seen: int,
    doing: Doing,
    making: Making | None = None,
    known: Gathered | None = None,
) -> Update:
    """Keeps a draft, complete or not. `known` is what the caller has gathered for it already, if it has."""
    with changing(update, UpdateAction.SAVE, doing, seen, to_gather=True) as (row, transition):
        gathered = _gathered(row, known)
        said = making(written, gathered) if making else written
        _put(gathered, said, judged(gathered, said), doing, {"state": transition.to})
    return _as_saved(row)


def submit(
    update: Update,
    written: Written,
    seen: int,
    doing: Doing,
    making: Making | None = None,
    known: Gathered | None = None,
) -> Update:
    """Sends the update to the director. Incomplete, with each thing that is missing, where it does not say all that it must."""
    with changing(update, UpdateAction.SUBMIT, doing, seen, to_gather=True) as (row, transition):
        gathered = _gathered(row, known)
        said = making(written, gathered) if making else written
        found = judged(gathered, said)
        lacks = missing(said, gathered, found, timezone.localdate(doing.at))
        if lacks:
            raise Incomplete(lacks)
        sent = {"state": transition.to, "submitted_by": doing.by, "submitted_at": doing.at}
        _put(gathered, said, found, doing, sent)
    return _as_saved(row)


def answer_no_change(update: Update, written: Written, seen: int, doing: Doing) -> Update:
    """Sends last round's figures, light and next action again, recorded as "no change"."""
    return submit(update, written, seen, doing, answers.no_change)


def answer_not_yet(update: Update, written: Written, seen: int, doing: Doing) -> Update:
    """Sends that the figure is not available until the day that was written."""
    return submit(update, written, seen, doing, answers.not_yet)


def answer_see_commentary(update: Update, written: Written, seen: int, doing: Doing) -> Update:
    """Sends the words alone."""
    return submit(update, written, seen, doing, answers.see_commentary)


def _gathered(row: Update, known: Gathered | None) -> Gathered:
    """What stands behind the locked row: what the caller knows, if the row is still what it was then (whatever hangs on it
    counts as a change of it)."""
    if known is not None and (known.update.pk, known.update.version) == (row.pk, row.version):
        return replace(known, update=row)
    return gather([row])[0]


# ---- rows ----


def _put(gathered: Gathered, said: Written, found: Judged, doing: Doing, more: Mapping[str, Any]) -> None:
    row, owner = gathered.update, gathered.line.owner
    hanging = [_put_figures(gathered, said), _put_explanations(gathered, said, found, doing.by, doing.at)]
    told = {name: getattr(said, name) for name in _TOLD}
    values = told | {"author": owner.title if owner else ""} | kept(found) | dict(more)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    _check(row, changed)
    if changed:
        row.save(update_fields=changed)
    elif any(hanging):
        touch(row)


def _check(row: Update | UpdateFigure | Explanation, names: list[str] | None = None) -> None:
    """Refuses what a column cannot hold, without asking the database anything."""
    fields = {one.name: one for one in row._meta.concrete_fields}
    left_out = {name for name, one in fields.items() if one.is_relation or (names is not None and name not in names)}
    try:
        row.clean_fields(exclude=left_out)
    except ValidationError as error:
        said = [
            f"{str(fields[name].verbose_name).capitalize()}: {words}"
            for name, sentences in error.message_dict.items()
            for words in sentences
        ]
        raise Refused(" ".join(said)) from error


def _put_figures(gathered: Gathered, said: Written) -> bool:
    """The figures as written, in the definition's order; whether any changed."""
    there = {one.component: one for one in gathered.figures}
    places = {name: place for place, name in enumerate(gathered.components)}
    new, changed = [], False
    for figure in said.figures:
        values = _values(figure) | {"position": places.get(figure.component, 0)}
        row = there.pop(figure.component, None)
        if row is None:
            new.append(UpdateFigure(update=gathered.update, **values))
            _check(new[-1])
            continue
        differs = [name for name, value in values.items() if getattr(row, name) != value]
        for name in differs:
            setattr(row, name, values[name])
        if differs:
            _check(row, differs)
            row.save(update_fields=differs)
            changed = True
    UpdateFigure.objects.bulk_create(new)
    if there:
        UpdateFigure.objects.filter(pk__in=[one.pk for one in there.values()]).delete()
    return bool(changed or new or there)


def _values(figure: WrittenFigure) -> dict[str, Any]:
    values = asdict(figure)
    return values | {
        "absence": figure.absence.value if figure.absence else "",
        "markers": [marker.value for marker in figure.markers],
    }


def _put_explanations(gathered: Gathered, said: Written, found: Judged, by: Person, at: datetime) -> bool:
    """The explanations of what is found now; an emptied one goes, and one of what is found no more stays as it is."""
    there = {one.key: one for one in gathered.explanations}
    known = {one.key: one for one in found.findings}
    changed = False
    for key, text in said.explained.items():
        words, row = text.strip(), there.get(key)
        if row is not None and row.words == words:
            continue
        if row is not None and not words:
            row.delete()
        elif row is not None:
            row.words, row.by, row.at = words, by, at
            row.save(update_fields=["words", "by", "at"])
        elif words and key in known:
            one = known[key]
            row = Explanation(
                update=gathered.update, check_id=one.check, key=key, says=one.says, words=words, by=by, at=at
            )
            _check(row)
            row.save()
        else:
            continue
        changed = True
    return changed


def _as_saved(row: Update) -> Update:
    row.refresh_from_db(fields=["version"])
    row.state = UpdateState(row.state)
    return row
