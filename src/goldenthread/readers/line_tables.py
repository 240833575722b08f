"""Measures and milestones from flat rows: updates joined with figures, columns of progress and travel, and definitions.

Figures are read again from the cell's printed text; a number, unit or marker that a person changed in the row stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from goldenthread.model.cells import in_unit, read_cells
from goldenthread.model.figures import (
    Absence,
    Cell,
    Column,
    Figure,
    Marker,
    Role,
    Target,
    TargetKind,
    TargetState,
    Unit,
)
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Action,
    AnyLine,
    Arrow,
    Calendar,
    CalendarPart,
    Commentary,
    Definition,
    Due,
    Input,
    Known,
    Light,
    MeasureLine,
    MilestoneLine,
    Polarity,
    PolarityPart,
    Progress,
    Ratio,
    Reason,
    TimeBasis,
    TimeBasisPart,
    Travel,
    UnitPart,
    Verdict,
)
from goldenthread.model.reading import Assumed
from goldenthread.model.wording import propose_definition
from goldenthread.readers.table_text import (
    date_of,
    due_of,
    named_values,
    number_of,
    period_of,
    unlisted,
    whole_of,
    word_of,
)
from goldenthread.readers.text_tables import Texts

Row = Mapping[str, str]
_SHOWN: Final = (Role.PROGRESS, Role.TRAVEL)


@dataclass
class LineTables:
    """The rows of one report's lines, joined by the number of the line or, for a row without one, by its reference."""

    within: Period | None
    texts: Texts
    cells: dict[tuple[str, ...], list[Row]] = field(default_factory=lambda: defaultdict(list))
    definitions: dict[tuple[str, ...], Row] = field(default_factory=dict)
    assumed: list[Assumed] = field(default_factory=list)

    def add(self, figures: Iterable[Row], shown: Iterable[Row], definitions: Iterable[Row]) -> None:
        """Sorts the rows to their lines."""
        for row in (*figures, *shown):
            self.cells[_key(row)].append(row)
        for row in definitions:
            self.definitions[_key(row)] = row

    def line(self, row: Row) -> AnyLine:
        """The measure or milestone of a row of updates."""
        key = _key(row)
        definition = self._definition(key, row["title"])
        common = {
            "ref": row["ref"],
            "occurrence": whole_of(row["occurrence"]) or 1,
            "title": row["title"],
            "responsible": unlisted(row["responsible"]),
            "cells": self._cells(row["title"], definition, self.cells.get(key) or self.cells.get(_loose(row)) or []),
            "progress": Progress(judged=_sign(row["progress"], Light), computed=_verdict("progress", row)),
            "commentary": self._commentary(row),
            "action": _action(row),
        }
        if row["kind"] == "milestone":
            return MilestoneLine.model_validate({**common, "source": row["source"], "due": _due(row)})
        return MeasureLine.model_validate(
            {
                **common,
                "definition": definition,
                "travel": Travel(judged=_sign(row["travel"], Arrow), computed=_verdict("travel", row)),
            }
        )

    def _commentary(self, row: Row) -> Commentary | None:
        by, date = unlisted(row["commentary_by"]), date_of(row["commentary_date"])
        blocks = self.texts.commentary(row["part"], row["line"], row["commentary"])
        if not (by or date or blocks or row["commentary_paragraphs"]):
            return None
        return Commentary(by=by, blocks=blocks, date=date)

    def _definition(self, key: tuple[str, ...], title: str) -> Definition:
        row = self.definitions.get(key)
        return propose_definition(title) if row is None else _definition(row)

    # ---- cells ----

    def _cells(self, title: str, definition: Definition, rows: Sequence[Row]) -> tuple[Cell, ...]:
        """The cells of a line, read together from their printed text, with what their rows say beyond it."""
        unit = definition.unit.value if definition.unit and definition.unit.known is Known.STATED else None
        by_column: dict[tuple[int, str], list[Row]] = defaultdict(list)
        for index, row in enumerate(rows):
            number = whole_of(row["column"])
            by_column[(index if number is None else number, row["heading"])].append(row)
        groups = [group for _, group in sorted(by_column.items(), key=lambda pair: pair[0][0])]
        printed = [(_column(group[0], self.within), group[0]["original"]) for group in groups]
        read = read_cells(printed, title, self.within)
        if unit:
            read = tuple(in_unit(cell, unit, self.within) for cell in read)
        return tuple(self._cell(cell, group) for cell, group in zip(read, groups, strict=True))

    def _cell(self, read: Cell, rows: list[Row]) -> Cell:
        reason = word_of(rows[0]["reason"], Absence)
        original = rows[0]["original"]
        if read.column.role in _SHOWN:
            return Cell(column=read.column, original=original, absence=reason)
        given = sorted((row for row in rows if row["value"].strip()), key=lambda row: whole_of(row["figure"]) or 0)
        if given:
            return self._as_given(read, given)
        if reason and reason != read.absence:
            return Cell(column=read.column, original=original, absence=reason, target=_target(rows[0], read))
        return read

    def _as_given(self, read: Cell, rows: list[Row]) -> Cell:
        if len(rows) == len(read.figures) and all(map(_agrees, rows, read.figures)):
            target = _target(rows[0], read)
            return read if target == read.target else read.model_copy(update={"target": target})
        figures = tuple(_figure(row, self.within) for row in rows)
        self.assumed.append(
            Assumed(
                what=f"the figure is {', '.join(row['value'] for row in rows)}",
                why=f"the table gives it so, although the printed text is “{read.text}”; "
                "empty the value to have it read from the printed text",
                where=f"{rows[0]['ref']} {read.column.heading}".strip(),
            )
        )
        return Cell(column=read.column, original=rows[0]["original"], figures=figures, target=_target(rows[0], read))


def _key(row: Row) -> tuple[str, ...]:
    return ("line", row["line"]) if row["line"] else _loose(row)


def _loose(row: Row) -> tuple[str, ...]:
    """What tells a line from others in a file that does not number its lines."""
    return row["objective"], row["ref"], row["occurrence"] or "1", "" if row["ref"] else row["title"]


def _column(row: Row, within: Period | None) -> Column:
    role = word_of(row["role"], Role) or Role.OTHER
    return Column(heading=row["heading"], over=row["heading_over"], role=role, period=period_of(row["year"], within))


def _agrees(row: Row, figure: Figure) -> bool:
    """Whether a row says of its figure what the printed text says. A spreadsheet keeps about 15 digits of a number."""
    return (
        _same(number_of(row["value"]), figure.value)
        and _same(number_of(row["numerator"]), figure.numerator)
        and _same(number_of(row["denominator"]), figure.denominator)
        and row["label"] == figure.label
        and row["qualifier"] == figure.qualifier
        and word_of(row["unit"], Unit) == figure.unit
        and _markers(row["markers"]) == figure.markers
    )


def _same(given: Decimal | None, read: Decimal | None) -> bool:
    if given is None or read is None:
        return given is read
    return given == read or float(given) == float(read)


def _markers(text: str) -> tuple[Marker, ...]:
    tokens = text.replace("][", "] [").replace(",", " ").split()
    return tuple(marker for token in tokens if (marker := word_of(token.strip("[]"), Marker)))


def _figure(row: Row, within: Period | None) -> Figure:
    value = number_of(row["value"])
    assert value is not None  # noqa: S101 - only rows with a value come here
    return Figure(
        value=value,
        unit=word_of(row["unit"], Unit),
        label=row["label"],
        markers=_markers(row["markers"]),
        qualifier=row["qualifier"],
        period=find_period(row["qualifier"], within) if row["qualifier"] else None,
        numerator=number_of(row["numerator"]),
        denominator=number_of(row["denominator"]),
    )


def _target(row: Row, read: Cell) -> Target | None:
    kind = word_of(row["target_kind"], TargetKind)
    if kind is None:
        return read.target
    state = word_of(row["target_state"], TargetState) or TargetState.UNSTATED
    return Target(kind=kind, state=state, direction=row["target_direction"])


# ---- updates ----


def _sign(text: str, signs: type[Light] | type[Arrow]) -> Light | Arrow | None:
    """The light or arrow of a cell that may hold the reason for none instead."""
    folded = text.strip().lower()
    if not folded or folded in set(Absence):
        return None
    return word_of(folded, signs)


def _due(row: Row) -> Due | None:
    """The printed words and the window they name, unless a person changed the window."""
    printed, given = row["due_printed"], due_of(row["due"])
    if not printed and given is None:
        return None
    if not printed:
        return Due(original=given.label if given else "", period=given)
    return Due(original=printed, period=given)


def _action(row: Row) -> Action | None:
    if not (row["action"] or row["action_by"] or row["action_due"]):
        return None
    return Action(what=row["action"], who=row["action_by"], by_when=row["action_due"])


def _verdict(name: str, row: Row) -> Verdict | None:
    sign = row[f"{name}_computed"].strip()
    if not (sign or row[f"{name}_rule"]):
        return None
    reason = Reason(sign) if sign in set(Reason) else None
    return Verdict(
        light=Light(sign) if sign in set(Light) else None,
        arrow=Arrow(sign) if sign in set(Arrow) else None,
        absence=reason.absence if reason else Absence(sign) if sign in set(Absence) else None,
        reason=reason,
        sentence=row[f"{name}_working"],
        rule=row[f"{name}_rule"],
        version=row[f"{name}_rule_version"],
        inputs=tuple(Input(name=given, value=value) for given, value in named_values(row[f"{name}_inputs"])),
    )


# ---- definitions ----


def _definition(row: Row) -> Definition:
    unit, polarity = word_of(row["unit"], Unit), word_of(row["good_is"], Polarity)
    basis, calendar = word_of(row["time_basis"], TimeBasis), word_of(row["calendar"], Calendar)
    return Definition(
        unit=UnitPart(value=unit, **_how(row, "unit")) if unit else None,
        polarity=PolarityPart(value=polarity, **_how(row, "good_is")) if polarity else None,
        time_basis=TimeBasisPart(value=basis, **_how(row, "time_basis")) if basis else None,
        calendar=CalendarPart(value=calendar, **_how(row, "calendar")) if calendar else None,
        ratio=_ratio(row),
    )


def _how(row: Row, name: str) -> dict[str, Known | str]:
    return {"known": word_of(row[f"{name}_known"], Known) or Known.STATED, "why": row[f"{name}_why"]}


def _ratio(row: Row) -> Ratio | None:
    numerator, denominator = row["ratio_numerator"], row["ratio_denominator"]
    multiplier = whole_of(row["ratio_multiplier"])
    if not (numerator or denominator or multiplier is not None):
        return None
    return Ratio(numerator=numerator, denominator=denominator, multiplier=multiplier)
