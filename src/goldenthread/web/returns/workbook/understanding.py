"""What the cells of an update mean, as the value that the page's form makes too; what cannot be taken is told by its cell.

Figures go through the one reader of typed figures (typed_figures.py), and the sorts of answer through answers.py, so that a
workbook and a page that say the same are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from goldenthread.model.cells import fold
from goldenthread.model.figures import Marker
from goldenthread.model.period_words import parse_period
from goldenthread.model.plan import Light
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.typed import MARKERS, NotUnderstood
from goldenthread.web.plans.workbook.cells import CUT, same
from goldenthread.web.plans.workbook.sending import Trouble
from goldenthread.web.returns import answers
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import found_in
from goldenthread.web.returns.known import last_known
from goldenthread.web.returns.models import Answer
from goldenthread.web.returns.said import said_in
from goldenthread.web.returns.typed_figures import read, with_ticks
from goldenthread.web.returns.workbook.columns import OPEN, SHEET, YES, Column, Takes, marker_words
from goldenthread.web.returns.workbook.rows import Entry, Row
from goldenthread.web.returns.written import Written, WrittenFigure

_MAKING: Final[dict[Answer, Callable[[Written, Gathered], Written]]] = {
    Answer.NO_CHANGE: answers.no_change,
    Answer.NOT_YET: answers.not_yet,
    Answer.SEE_COMMENTARY: answers.see_commentary,
}
_COLUMNS: Final = {column.name: column for column in OPEN}


@dataclass(frozen=True)
class Becomes:
    """What a cell is to say, and where it stands ("F12")."""

    text: str
    place: str


@dataclass(frozen=True)
class Meant:
    """What an update is to say, and whether it is to be submitted; or what stands in the way."""

    written: Written
    is_ready: bool = False
    troubles: tuple[Trouble, ...] = field(default=())


def meant(entry: Entry, becomes: Mapping[tuple[str, str], Becomes], today: date) -> Meant:
    """The update as it is now with these cells in place of its own; a cell is named by the key of its row and its column."""
    return _Meaning(entry, becomes, today).meant()


class _Meaning:
    def __init__(self, entry: Entry, becomes: Mapping[tuple[str, str], Becomes], today: date) -> None:
        self.entry = entry
        self.becomes = becomes
        self.today = today
        self.troubles: list[Trouble] = []

    def meant(self) -> Meant:
        gathered = self.entry.gathered
        now = said_in(gathered.update, gathered.figures, gathered.explanations)
        first = self.entry.rows[0]
        values = {name: self._value(first, name) for row, name in self.becomes if row == first.key}
        for row in self.entry.rows[1:]:
            self._refuse_closed(row)
        said = self._of_answer(replace(now, figures=tuple(self._figures(now)), **self._told(values, now)), values)
        return Meant(said, self._is_ready(), tuple(sorted(self.troubles, key=_place)))

    # ---- cells ----

    def _value(self, row: Row, name: str) -> Any:
        """The value of a cell that changes; None, and a trouble, where it cannot be taken."""
        cell, column = self.becomes[row.key, name], _COLUMNS[name]
        try:
            if name not in row.takes:
                raise NotUnderstood(_closed(self.entry, row, column))
            value = _value_of(column, cell.text)
            self._refuse_impossible(name, value)
            return value
        except NotUnderstood as error:
            self._trouble(cell.place, str(error))
            return None

    def _refuse_closed(self, row: Row) -> None:
        for key, name in self.becomes:
            if key == row.key and name not in row.takes:
                self._trouble(self.becomes[key, name].place, _closed(self.entry, row, _COLUMNS[name]))

    def _refuse_impossible(self, name: str, value: Any) -> None:
        if name == "done_on" and value and value > self.today:
            raise NotUnderstood("This day is still to come. Leave the cell empty until it is done.")
        if name == "available_on" and value and value < self.today:
            raise NotUnderstood("This day has passed. Give the day on which the figure will be there.")

    def _trouble(self, place: str, says: str) -> None:
        self.troubles.append(Trouble(sheet=SHEET.name, place=place, says=says))

    def _text(self, row: Row, name: str) -> str:
        cell = self.becomes.get((row.key, name))
        return cell.text if cell else row.cells[name]

    # ---- the parts of an update ----

    def _told(self, values: dict[str, Any], now: Written) -> dict[str, Any]:
        """The columns of the update that change, but for its figures and the sort of answer."""
        told = {name: value for name, value in values.items() if name in _PLAIN and value is not None}
        for name in ("available_on", "done_on", "action_by"):
            if name in values:
                told[name] = values[name]
        if "light" in values and values["light"] is not None:
            is_light = values["light"] in set(Light)
            told["judged"] = values["light"] if is_light else ""
            told["not_rated"] = "" if is_light else values["light"]
        if values.get("explained"):
            told["explained"] = now.explained | dict.fromkeys(self._unexplained(), values["explained"])
        return told

    def _unexplained(self) -> list[str]:
        gathered = self.entry.gathered
        found = found_in(gathered.update, gathered.explanations)
        return [one.key for one in found if not one.explained.strip()]

    def _figures(self, now: Written) -> Iterator[WrittenFigure]:
        """The figures of the rows; one of which no cell changes stays as it is."""
        there = {one.component: one for one in now.figures}
        for row in self.entry.rows:
            changes = [
                name for key, name in self.becomes if key == row.key and name in ("figure", "markers", "from_partner")
            ]
            own = there.pop(row.part, None)
            if changes and "figure" in row.takes:
                own = self._figure(row, own, changes)
            if own is not None:
                yield own
        yield from there.values()

    def _figure(self, row: Row, own: WrittenFigure | None, changes: list[str]) -> WrittenFigure | None:
        definition = self.entry.gathered.definition
        assert definition is not None  # noqa: S101 - only a measure has a figure
        reading = read(self._text(row, "figure"), definition, row.part)
        if reading.problem and "figure" in changes:
            self._trouble(self.becomes[row.key, "figure"].place, reading.problem)
        given = {name: self._value(row, name) for name in changes if name != "figure"}
        ticked = given["markers"] or () if "markers" in given else (own.markers if own else ())
        is_partner = given["from_partner"] == YES if "from_partner" in given else bool(own and own.from_partner)
        figure = with_ticks(reading, tuple(ticked), is_partner).figure
        if figure is None and given.get("markers"):
            self._trouble(
                self.becomes[row.key, "markers"].place, "There is no figure for this marker: type the figure, too."
            )
        return figure

    def _of_answer(self, said: Written, values: dict[str, Any]) -> Written:
        """The sort of answer that was chosen, filled in as its button on the page does; else what fits what is said now."""
        chosen = values.get("answer")
        if chosen is None:
            return replace(said, answer=_fitting(said, self.entry.gathered))
        making = _MAKING.get(Answer(chosen))
        if making is None:
            return replace(said, answer=_fitting(replace(said, answer=Answer.FIGURES), self.entry.gathered))
        try:
            return making(said, self.entry.gathered)
        except Refused as error:
            self._trouble(self.becomes[self.entry.rows[0].key, "answer"].place, str(error))
            return said

    def _is_ready(self) -> bool:
        first = self.entry.rows[0]
        return ((first.key, "ready") in self.becomes) and self._text(first, "ready").casefold() == YES.casefold()


def _place(trouble: Trouble) -> tuple[int, int, str]:
    """By rows, then by columns: B before AA."""
    letters = trouble.place.rstrip("0123456789")
    return int(trouble.place[len(letters) :]), len(letters), letters


_PLAIN: Final = ("difference", "what_happened", "why", "what_next", "action", "action_who")


def _fitting(said: Written, gathered: Gathered) -> Answer:
    """The sort of answer, as long as what is said is still of that sort."""
    has_value = any(figure.value is not None for figure in said.figures)
    match said.answer:
        case Answer.NO_CHANGE if gathered.last and answers.stands(said.figures, last_known(gathered)):
            return Answer.NO_CHANGE
        case Answer.SEE_COMMENTARY if said.figures and not has_value:
            return Answer.SEE_COMMENTARY
        case _ if said.available_on and not has_value:
            return Answer.NOT_YET
        case _:
            return Answer.FIGURES


def _closed(entry: Entry, row: Row, column: Column) -> str:
    if row.part:
        return f"“{column.heading}” is said for the whole measure, in the row above its parts: empty this cell."
    if column.name == "explained":
        return "Nothing was asked about this update when the workbook was downloaded: empty this cell."
    if column.takes is Takes.FIGURE or column.name in ("markers", "from_partner"):
        where = "each part of this measure has a row of its own" if len(entry.rows) > 1 else "a milestone has no figure"
        return f"“{column.heading}” is not asked here, because {where}: empty this cell."
    kind = "milestones" if column.name == "done_on" else "measures"
    return f"“{column.heading}” is asked of {kind} alone: empty this cell."


# ---- the value of a cell ----


def alike(column: Column, one: str, other: str) -> bool:
    """Whether two texts say the same in that column, however they are typed."""
    if same(one, other):
        return True
    if column.takes in (Takes.TEXT, Takes.FIGURE):
        return False
    try:
        return bool(_value_of(column, one) == _value_of(column, other))
    except NotUnderstood:
        return False


def _value_of(column: Column, text: str) -> Any:
    """NotUnderstood says what is wrong with the text and what to type."""
    if text.endswith(CUT):
        raise NotUnderstood("This text is too long for a cell of a workbook: change it on the update’s page.")
    if len(text) > column.longest:
        raise NotUnderstood(f"This is {len(text):,} characters long: say it in at most {column.longest:,}.")
    match column.takes:
        case Takes.CHOICE:
            return _chosen(column, text)
        case Takes.MARKERS:
            return _markers(column, text)
        case Takes.DAY:
            return _day(text)
        case _:
            return text


def _chosen(column: Column, text: str) -> str:
    if not text:
        return (
            "" if column.name == "light" else column.choices[-1 if column.name in ("ready", "from_partner") else 0][0]
        )
    for value, words in column.choices:
        if words.casefold() == text.casefold():
            return value
    offered = "; ".join(words for _, words in column.choices)
    raise NotUnderstood(f"“{text[:60]}” is not one of the list. Choose one of: {offered}.")


def _markers(column: Column, text: str) -> tuple[Marker, ...]:
    by_words = {name.casefold(): one for one in MARKERS for name in (marker_words(one), one.value, one.shorthand)}
    found = []
    for word in filter(None, (fold(piece) for piece in text.replace(",", ";").split(";"))):
        marker = by_words.get(word.casefold())
        if marker is None:
            offered = "; ".join(words for _, words in column.choices)
            raise NotUnderstood(
                f"“{word[:60]}” is not a marker. Choose from: {offered}. Put a semicolon between several."
            )
        found.append(marker)
    return tuple(dict.fromkeys(found))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        found = parse_period(text[:100])
    except ValueError:
        found = None
    if found is None or found.start != found.end:
        raise NotUnderstood(f"“{text[:60]}” is no day. Type it like 27/3/2022 or 27 March 2022.")
    return found.start
