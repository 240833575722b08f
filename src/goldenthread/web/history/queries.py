"""The events of a record and of what hangs on it, compared event by event and made into deeds: one query for each model.

A row that is no more is known by its events as well as any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max, Q, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast

from goldenthread.web.history.kinds import ACTIONS, KINDS, Book, Kind, Part, Row, Values, event_model, key_of
from goldenthread.web.history.sentences import THE_SYSTEM, Change, Deed, Done, Noun, Told

_DONE = {"insert": Done.ADDED, "update": Done.CHANGED, "delete": Done.DELETED}
_UNKNOWN: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Event:
    """One change of one row: the row after it (before it, if it was deleted), and what stood there before."""

    kind: Kind
    pk: int
    done: Done
    at: datetime
    context: str
    known: Mapping[str, Any]
    values: Values
    before: Values | None = None

    @property
    def row(self) -> Row:
        return self.kind.key, self.pk


# ---- reading ----


def events_of(parts: Iterable[Part], pk: int, *, changed_after: datetime | None = None) -> list[Event]:
    """The events of all parts of a record, one query for each, in the order in which they happened.

    With `changed_after`, only those of rows that changed after that moment (all of a part that the others need for their words).
    """
    found = [
        event
        for part in parts
        for event in _events(
            KINDS[key_of(part.model)], part.found(pk), None if part.needed_for_words else changed_after
        )
    ]
    return sorted(found, key=lambda event: event.at)


def _events(kind: Kind, where: Q, after: datetime | None) -> list[Event]:
    table = event_model(kind.model)
    rows = table._default_manager.filter(where)
    if after:
        # one pass over the part's events: a query within the query is read over and over where the database has no statistics yet
        latest = Window(Max("pgh_created_at"), partition_by="pgh_obj_id")
        rows = rows.annotate(latest=latest).filter(latest__gt=after)
    found: list[Event] = []
    last: dict[int, Values] = {}
    for raw in _raw(rows, kind):
        values = {column: raw[column] for column in kind.columns}
        pk = raw["pgh_obj_id"]
        event = Event(
            kind=kind,
            pk=pk,
            done=_DONE[raw["pgh_label"]],
            at=raw["pgh_created_at"],
            context=str(raw["pgh_context_id"] or ""),
            known=raw["known"] or _UNKNOWN,
            values=values,
            before=last.get(pk),
        )
        last[pk] = values
        found.append(event)
    return found


def _raw(rows: QuerySet[Any], kind: Kind) -> Iterable[dict[str, Any]]:
    told = ("pgh_obj_id", "pgh_label", "pgh_created_at", "pgh_context_id")
    return rows.order_by("pgh_id").values(*told, *kind.columns, known=F("pgh_context__metadata"))


def last_values(kind: Kind, pk: int) -> tuple[Values, bool] | None:
    """The row's last values and whether it was deleted; None where there never was such a row."""
    table = event_model(kind.model)
    raw = table._default_manager.filter(pgh_obj_id=pk).order_by("-pgh_id").values("pgh_label", *kind.columns).first()
    return ({column: raw[column] for column in kind.columns}, raw["pgh_label"] == "delete") if raw else None


def book_of(events: Iterable[Event]) -> Book:
    """The values of all rows in the events, and the names of the rows that they point to (one query for all names)."""
    book = Book()
    asked: set[Row] = set()
    for event in events:
        book.rows.setdefault(event.row, []).append((event.at, event.values))
        for values in (event.before, event.values):
            asked |= _pointed_to(event.kind, values or {})
    book.names.update(_names(asked - book.rows.keys()))
    return book


def _pointed_to(kind: Kind, values: Values) -> set[Row]:
    rows = {(key_of(model), values.get(column)) for column, model in kind.references.items()}
    return {(key, pk) for key, pk in rows if pk is not None and key in KINDS and KINDS[key].named}


def _names(rows: Iterable[Row]) -> dict[Row, str]:
    """What the rows are called by their last event."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for key, pk in rows:
        by_kind[key].add(pk)
    if not by_kind:
        return {}
    first, *others = [_named(KINDS[key], keys) for key, keys in sorted(by_kind.items())]
    asked = first.union(*others, all=True) if others else first
    found: dict[Row, str] = {}
    latest: dict[Row, int] = {}
    for key, pk, event, *parts in asked:
        row = (key, pk)
        if event > latest.get(row, -1):
            latest[row], found[row] = event, KINDS[key].name_from(parts[: len(KINDS[key].named)])
    return found


def _named(kind: Kind, keys: set[int]) -> QuerySet[Any, tuple[Any, ...]]:
    columns = [*kind.named, ""][:2]
    parts = [Cast(F(column), TextField()) if column else Value("", output_field=TextField()) for column in columns]
    rows = event_model(kind.model)._default_manager.filter(pgh_obj_id__in=keys).order_by()
    return rows.values_list(Value(kind.key, output_field=TextField()), "pgh_obj_id", "pgh_id", *parts)


def last_came_to(kind: Kind, pk: int, column: str, value: str) -> datetime | None:
    """When the column last changed to that value, or began with it."""
    table = event_model(kind.model)
    rows = table._default_manager.filter(pgh_obj_id=pk).order_by("pgh_id").values_list("pgh_created_at", column)
    found, before = None, None
    for at, now in rows:
        if now == value != before:
            found = at
        before = now
    return found


# ---- deeds ----


def deeds_of(
    events: Sequence[Event], book: Book, subject: Row | None = None, *, after: datetime | None = None
) -> list[Deed]:
    """What was done, newest first: the events of one request or job together, each change past the service by itself."""
    together: dict[object, list[Event]] = defaultdict(list)
    for number, event in enumerate(events):
        if after is None or event.at > after:
            together[event.context or number].append(event)
    found = (_deed(group, book, subject) for group in together.values())
    return sorted((deed for deed in found if deed.changes), key=lambda deed: deed.at, reverse=True)


def _deed(events: Sequence[Event], book: Book, subject: Row | None) -> Deed:
    known = next((event.known for event in reversed(events) if event.known), _UNKNOWN)
    who = str(known.get("actor_name") or THE_SYSTEM) if known else None
    approved_on = known.get("approved_on")
    return Deed(
        at=max(event.at for event in events),
        who=who,
        changes=tuple(_changes(events, book, subject)),
        action=ACTIONS.get(str(known.get("action", "")), ""),
        reason=str(known.get("reason", "")),
        approver=str(known.get("approver", "")),
        approved_on=date.fromisoformat(str(approved_on)) if approved_on else None,
    )


def _changes(events: Sequence[Event], book: Book, subject: Row | None) -> list[Change]:
    """The changes, with each row that came or went together with the one it hangs on counted there."""
    happened = {(event.row, event.done) for event in events}
    changed = {event.row for event in events}
    above: dict[Row, Row] = {}
    for event in events:
        parent = event.kind.parent(event.values, book)
        if parent is None or event.done is Done.CHANGED or event.row == subject:
            continue
        if (parent, event.done) in happened or (not event.kind.counted and parent in changed):
            above[event.row] = parent
    came_with: dict[tuple[Row, Done], dict[Noun, int]] = defaultdict(dict)
    for event in events:
        if event.row in above and event.done is not Done.CHANGED and event.kind.counted:
            counts = came_with[_root(event.row, above), event.done]
            noun = (event.kind.noun, event.kind.many)
            counts[noun] = counts.get(noun, 0) + 1
    found = (
        _change(event, book, subject, came_with.get((event.row, event.done)))
        for event in events
        if event.row not in above or event.done is Done.CHANGED
    )
    return [change for change in found if change is not None]


def _root(row: Row, above: Mapping[Row, Row]) -> Row:
    seen = {row}
    while row in above and above[row] not in seen:
        row = above[row]
        seen.add(row)
    return row


def _change(event: Event, book: Book, subject: Row | None, came_with: Mapping[Noun, int] | None) -> Change | None:
    """The event in words; None for an event that changed nothing that people have a word for."""
    kind, book = event.kind, book.as_of(event.at)
    itself = event.row == subject
    called = kind.called(event.values, book)
    parent = kind.parent(event.values, book)
    change = Change(
        done=event.done,
        called=called if not itself or not kind.named else f"the {kind.noun}" if event.done is Done.CHANGED else called,
        of=_of(parent, book) if kind.named_with_parent and parent and parent != subject else "",
        itself=itself,
        came_with=came_with,
        noun=(kind.noun, kind.many),
        record=(kind.page.name, event.pk, kind.name(event.values)) if kind.page and not itself else None,
    )
    if event.done is not Done.CHANGED:
        tags = (event.done.capitalize(),) if kind.tagged else ()
        said = kind.said(event.done, event.values, book) if kind.said else ""
        about = tuple(
            Told("", text, text) for d in kind.details if not d.words for text in [d.show(event.values, book)]
        )
        return replace(change, details=about, said=said, tags=tags)
    details = tuple(_details(event, book, change.called))
    if not details:
        return None
    return replace(change, details=details, tags=tuple(dict.fromkeys(told.tag for told in details if told.tag)))


def _of(parent: Row, book: Book) -> str:
    return book.name(KINDS[parent[0]].model, parent[1])


def _details(event: Event, book: Book, called: str) -> Iterable[Told]:
    if event.before is None:
        return
    before, after = event.before, event.values
    told: set[str] = set()
    for detail in event.kind.details:
        if all(before[column] == after[column] for column in detail.columns) or detail.unless in told:
            continue
        old, new = detail.show(before, book), detail.show(after, book)
        if old == new and not detail.says:
            continue
        told.add(detail.words)
        says = detail.says(before, after, book, called) if detail.says else ""
        yield Told(detail.words, old, new, says, detail.tag)
