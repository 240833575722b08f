"""What each app tells the history about its rows: what they are called, which words each column goes by, and who may look.

An app keeps this in its `history_kinds.py`; the history finds these modules when Django is ready, and imports no app itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, Model, Q
from django.http import HttpRequest

from goldenthread.web.history.words import NOT_STATED, shortened, shown

Values = Mapping[str, Any]
"""A row as an event holds it: each column's value by its name ("owner_id")."""
Row = tuple[str, int]
"""A row of any kind: the kind's key and the row's own."""


@dataclass(frozen=True)
class Book:
    """What is known of rows by their events, so that a deleted row has its name still: as each was at `moment`, or at last.

    `rows` holds each row's values from the time on at which it got them; `names` are of rows that were not read whole.
    """

    rows: dict[Row, list[tuple[datetime, Values]]] = field(default_factory=dict)
    names: dict[Row, str] = field(default_factory=dict)
    moment: datetime | None = None
    _by_column: dict[tuple[str, str], dict[Any, Row]] = field(default_factory=dict)

    def as_of(self, moment: datetime) -> Book:
        """The same rows as they were then."""
        return replace(self, moment=moment)

    def row(self, model: type[Model], pk: int | None) -> Values | None:
        """The values of a row whose events were read; its first ones where the moment is before them all."""
        known = self.rows.get((key_of(model), pk)) if pk is not None else None
        if not known:
            return None
        if self.moment is None:
            return known[-1][1]
        return known[max(0, bisect_right(known, self.moment, key=lambda one: one[0]) - 1)][1]

    def find(self, model: type[Model], column: str, value: Any) -> Row | None:
        """The row of that model with that value in that column at last, among those whose events were read."""
        key = key_of(model)
        index = self._by_column.get((key, column))
        if index is None:
            index = {known[-1][1][column]: row for row, known in self.rows.items() if row[0] == key}
            self._by_column[key, column] = index
        return index.get(value)

    def name(self, model: type[Model], pk: int | None) -> str:
        """What a row is called: its name, or what can be said of one whose name nothing tells."""
        if pk is None:
            return NOT_STATED
        kind, values = KINDS[key_of(model)], self.row(model, pk)
        named = kind.name(values) if values is not None else self.names.get((kind.key, pk), "")
        return named or f"a {kind.noun} without a name"


LONGEST_NAME = 60
Show = Callable[[Values, Book], str]
Says = Callable[[Values, Values, Book, str], str]


@dataclass(frozen=True)
class Detail:
    """One thing about a row that people have a word for, made of one column or several.

    `words` is "" for what the row is about (a target's number). `says` words a change in its own way ("dropped …"): it gets
    the row before and after, the book, and what the row is called. A detail is left out where the one named `unless` is told.
    """

    words: str
    columns: tuple[str, ...]
    show: Show
    says: Says | None = None
    tag: str = ""
    unless: str | None = None


@dataclass(frozen=True)
class Part:
    """Rows that hang on a record: their model, and how their events are found from the record's key.

    `needed_for_words`: other rows' words need these rows, changed or not (a target is written in its measure's unit).
    """

    model: type[Model]
    found: Callable[[int], Q]
    needed_for_words: bool = False


@dataclass(frozen=True)
class Page:
    """The page of a record's history: its name in the address, its parts, and who may look.

    `may_see` raises 404 or 403; `may_see_deleted` does so from the last values of a row that is no more. Both give the address
    of the record's own page ("" where there is none). What was done by the actions in `untold` is not told to this person.
    """

    name: str
    parts: tuple[Part, ...]
    may_see: Callable[[HttpRequest, int], str]
    may_see_deleted: Callable[[HttpRequest, Values], str]
    untold: Callable[[HttpRequest, int], frozenset[str]] = lambda request, pk: frozenset()


@dataclass(frozen=True)
class Kind:
    """A tracked model in words. `named` are the columns of its name; `untold` those of which no sentence speaks.

    `calls` is what a sentence calls a row that has no name of its own ("the target for 2021/22"); such a row hangs on the one
    that `parent` finds. `said` words the making and the end of a row in its own way. An uncounted row is not counted among
    what came with its parent. `tagged` rows are marked in the log when they come or go.
    """

    model: type[Model]
    noun: str
    many: str
    details: tuple[Detail, ...]
    untold: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    calls: Show | None = None
    parent: Callable[[Values, Book], Row | None] = lambda values, book: None
    said: Callable[[str, Values, Book], str] | None = None
    named_with_parent: bool = False
    counted: bool = True
    tagged: bool = False
    page: Page | None = None

    @property
    def key(self) -> str:
        return key_of(self.model)

    def name(self, values: Values) -> str:
        """The row's name by its values; "" for a row that has none."""
        return self.name_from([str(values[column] or "") for column in self.named])

    def name_from(self, parts: Sequence[str]) -> str:
        """The name from the columns of it: a reference with its title in quotes, or the title alone."""
        *refs, title = parts or [""]
        ref = "".join(refs)
        return (
            f"{ref} {shortened(shown(title), LONGEST_NAME)}" if ref and title else shortened(ref or title, LONGEST_NAME)
        )

    def called(self, values: Values, book: Book) -> str:
        """What a sentence calls the row."""
        if self.calls:
            return self.calls(values, book)
        name = self.name(values)
        return f"the {self.noun} {name if name.endswith('”') else f'“{name}”'}"

    @property
    def columns(self) -> list[str]:
        """The columns that its events hold."""
        excluded = {each.attname for each in self.model._meta.concrete_fields} - {
            each.attname for each in event_model(self.model)._meta.concrete_fields
        }
        return [each.attname for each in self.model._meta.concrete_fields if each.attname not in excluded]

    @property
    def references(self) -> dict[str, type[Model]]:
        """Its columns that hold another row's key, and the model of that row."""
        return {
            each.attname: each.related_model
            for each in self.model._meta.concrete_fields
            if each.is_relation and isinstance(each.related_model, type)
        }


KINDS: dict[str, Kind] = {}
PAGES: dict[str, Kind] = {}
ACTIONS: dict[str, str] = {}
"""What an action that changes many rows at once did, by its name: "rolled the plan forward"."""


def register(kinds: Iterable[Kind], actions: Mapping[str, str]) -> None:
    """Makes the kinds of an app known, and the words for its actions."""
    for kind in kinds:
        KINDS[kind.key] = kind
        if kind.page:
            PAGES[kind.page.name] = kind
    ACTIONS.update(actions)


def key_of(model: type[Model]) -> str:
    """The name under which a model's kind is kept."""
    return model._meta.label_lower


def event_model(model: type[Model]) -> type[Model]:
    """The table of events of a tracked model."""
    found: type[Model] = model.pgh_event_model  # type: ignore[attr-defined]
    return found


def plain(model: type[Model], name: str, words: str = "", **options: Any) -> Detail:
    """The detail that is one column, shown as such a column is: a row by its name, a choice by its word, a text in quotes."""
    column = model._meta.get_field(name)
    if not isinstance(column, Field):
        raise TypeError(f"{model.__name__}.{name} is no column.")
    return Detail(words or str(column.verbose_name), (column.attname,), _show_of(column), **options)


def _show_of(column: Field[Any, Any]) -> Show:
    name, related = column.attname, column.related_model
    if isinstance(related, type):
        return lambda values, book: book.name(related, values[name])
    base = column.base_field if isinstance(column, ArrayField) else column
    choices = {value: str(word) for value, word in base.choices} if base.choices else {}
    return lambda values, book: shown(values[name], choices)
