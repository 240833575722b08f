"""What the columns of a council's own sheet hold, by the names that councils give them or as the person at hand says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from goldenthread.model.cells import fold
from goldenthread.model.figures import Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.readers.columns import Field, group_role, heading_of


class Holds(StrEnum):
    """What a column of a sheet holds, beside the figures and signs that have a Role."""

    REF = "ref"
    TITLE = "title"
    MEASURE = "measure"
    MILESTONE = "milestone"
    KIND = "kind"
    OCCURRENCE = "occurrence"
    OBJECTIVE = "objective"
    OBJECTIVE_TITLE = "objective title"
    PRIORITY = "priority"
    DIRECTORATE = "directorate"
    DEPARTMENT = "department"
    PERIOD = "period"
    UNIT = "unit"
    POLARITY = "good is"
    DUE = "due"
    RESPONSIBLE = "responsible"
    SOURCE = "source"
    COMMENTARY = "commentary"
    COMMENTARY_BY = "commentary by"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    NOTHING = "ignore"


ROLE_WORDS: Final = (*(holds.value for holds in Holds), *(role.value for role in Role))
"""What a person may say that a column is."""

NAMING: Final = (Holds.REF, Holds.TITLE, Holds.MEASURE, Holds.MILESTONE)
PARTS: Final = (Holds.NUMERATOR, Holds.DENOMINATOR)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its heading as printed, and what it holds; `column` is given for what is kept as a cell of the line.

    `known` is false for a column of no known name: it is kept as printed.
    """

    heading: str
    holds: Holds | None = None
    column: Column | None = None
    known: bool = True

    @property
    def role(self) -> Role | None:
        """The role of a column that is kept as a cell."""
        return self.column.role if self.column else None

    @property
    def taken_as(self) -> str:
        """What it is taken for, in words."""
        if self.holds:
            return self.holds.value
        if not self.known:
            return "a column of its own, kept as printed"
        return f"{self.role.value}" if self.role else ""


# Names that stand in sheets alone. The names that papers print too are in the one vocabulary of `columns`.
_NAMES: Final[tuple[tuple[Holds, str], ...]] = (
    (
        Holds.OBJECTIVE,
        r"(?:service |strategic |corporate |council )?objectives?(?: (?:ref|reference|code))?|outcome|theme",
    ),
    (Holds.OBJECTIVE_TITLE, r"(?:service )?objective (?:title|name|description)"),
    (Holds.PRIORITY, r"(?:corporate |council |strategic )?priorit(?:y|ies)(?: area)?"),
    (Holds.DIRECTORATE, r"directorate"),
    (Holds.DEPARTMENT, r"departments?|service(?: area)?|division|team"),
    (Holds.KIND, r"kind|type|line type"),
    (Holds.OCCURRENCE, r"occurrence"),
    (Holds.PERIOD, r"(?:reporting |time )?period|quarter|year|financial year|month|date"),
    (Holds.UNIT, r"units?(?: of measure(?:ment)?)?|format|data type"),
    (
        Holds.POLARITY,
        r"good (?:is|performance is|performance|to be)|polarity|(?:what is )?good performance"
        r"|aim(?: to)?(?: ?:?\(?maximi[sz]e ?(?:/|or) ?minimi[sz]e\)?)?|desired direction(?: of travel)?|better (?:is|to be)"
        r"|bigger or smaller is better|high(?:er)? or low(?:er)? is (?:good|better)",
    ),
    (Holds.NUMERATOR, r"num(?:erator)?(?: (?:value|figure))?"),
    (Holds.DENOMINATOR, r"denom(?:inator)?(?: (?:value|figure))?"),
    (Holds.COMMENTARY_BY, r"comment(?:ary)?s? (?:by|from|author)|author|updated by"),
    (
        Holds.COMMENTARY,
        r"(?:(?:latest |performance |quarterly |officer'?s? |progress |q[1-4] )?(?:notes?|update)|explanation)",
    ),
    (Holds.TITLE, r"title|name|description|short name|definition|action|task|project|deliverable"),
)
_KNOWN: Final = tuple((holds, re.compile(pattern, re.IGNORECASE)) for holds, pattern in _NAMES)
_NUMBER: Final = re.compile(r"(?!(?:19|20)\d\d$)[£(]?-?[\d,.]+[%)]?")  # a year may head a column
_CERTAINLY_A_HEADER: Final = 4
_PART_OF_PERIOD: Final = re.compile(r"(?:financial )?year|quarter|month", re.IGNORECASE)
_WORDS_OF_OURS: Final = re.compile(r"\s+(?:text|printed)$", re.IGNORECASE)
_PERIOD_ONLY: Final = re.compile(
    r"(?:(?:q(?:uarter|tr)?\.?\s*[1-4]|(?:19|20)\d\d|\d\d|[/–-]|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|actual|result|value|out-?turn)[\s,:]*)+",
    re.IGNORECASE,
)


def sheet_column(heading: str, within: Period | None = None) -> SheetColumn | None:
    """What a heading of a sheet means; None for one that is in no council's vocabulary."""
    words = _WORDS_OF_OURS.sub("", fold(heading.replace("_", " "))).strip(" :.*")
    if not words:
        return None
    for holds, pattern in _KNOWN:
        if pattern.fullmatch(words):
            return _holding(heading, holds)
    return _by_paper_words(heading, words, within)


def _holding(heading: str, holds: Holds) -> SheetColumn:
    """A column of `holds`. A numerator or denominator is printed beside its rate, too."""
    column = Column(heading=heading, role=Role.OTHER) if holds in PARTS else None
    return SheetColumn(heading, holds, column)


def _cell(heading: str, role: Role, within: Period | None) -> SheetColumn:
    period = None if role in (Role.PROGRESS, Role.TRAVEL) else find_period(heading, within)
    return SheetColumn(heading, column=Column(heading=heading, role=role, period=period))


def _by_paper_words(heading: str, words: str, within: Period | None) -> SheetColumn | None:
    """A heading that papers print over their tables, or the name of a period."""
    known = heading_of(words, within)
    if known is not None and known.column is not None:
        return SheetColumn(heading, column=known.column.model_copy(update={"heading": heading}))
    if known is not None and known.field is not Field.GROUP:
        return SheetColumn(heading, Holds(_PAPER_FIELDS[known.field]))
    if _PERIOD_ONLY.fullmatch(words) and find_period(words, within):
        return _cell(heading, Role.CURRENT, within)
    return None


_PAPER_FIELDS: Final = {
    Field.REF: Holds.REF,
    Field.MEASURE: Holds.MEASURE,
    Field.MILESTONE: Holds.MILESTONE,
    Field.COMMENTARY: Holds.COMMENTARY,
    Field.DUE: Holds.DUE,
    Field.RESPONSIBLE: Holds.RESPONSIBLE,
    Field.SOURCE: Holds.SOURCE,
}


def stated_column(heading: str, word: str, within: Period | None) -> SheetColumn:
    """A column that a person says the meaning of. ValueError with the words to choose from for any other word."""
    folded = fold(word.replace("_", " ")).lower()
    if folded in set(Role):
        return _cell(heading, Role(folded), within)
    if folded in set(Holds):
        return _holding(heading, Holds(folded))
    raise ValueError(f"“{word}” is nothing that a column can be: say one of {', '.join(ROLE_WORDS)}.")


def sheet_columns(
    headings: Sequence[str], mapping: Mapping[str, str], within: Period | None, over: Sequence[str] = ()
) -> tuple[SheetColumn | None, ...]:
    """What each column holds, None for one without a heading. One of no known name is kept as printed.

    `over` is the row above the headings, where "Targets" may stand over the first of several years.
    """
    columns: list[SheetColumn | None] = []
    group = ""
    for index, heading in enumerate(headings):
        folded = fold(heading)
        group = (fold(over[index]) if index < len(over) else "") or group
        word = mapping.get(folded.lower())
        if not folded:
            columns.append(None)
        elif word is not None:
            columns.append(stated_column(folded, word, within))
        else:
            columns.append(_under(group, sheet_column(folded, within)) or _unknown(folded))
    return tuple(_once_each(columns, {fold(heading) for heading in headings if fold(heading).lower() in mapping}))


def _under(group: str, column: SheetColumn | None) -> SheetColumn | None:
    """A column headed by a bare year takes its role from the heading over it ("Targets")."""
    role = group_role(group)
    if column is None or column.column is None or column.role is not Role.OTHER or role is None:
        return column
    return replace(column, column=column.column.model_copy(update={"role": role, "over": group}))


def _unknown(heading: str) -> SheetColumn:
    return SheetColumn(heading, column=Column(heading=heading, role=Role.OTHER), known=False)


def _once_each(columns: Sequence[SheetColumn | None], stated: Set[str]) -> list[SheetColumn | None]:
    """The columns with one of each name at most: a second “Title” is kept as printed, except that a particular name wins.

    What a person has `stated` of a heading wins over all. A period may be told by two: the year in one, the quarter in another.
    """
    particular = {column.holds for column in columns if column} & {Holds.MEASURE, Holds.MILESTONE}
    result = list(columns)
    seen: set[Holds] = set()
    named = [(index, column, column.holds) for index, column in enumerate(columns) if column and column.holds]
    for index, column, holds in sorted(named, key=lambda one: one[1].heading not in stated):
        is_second = holds in seen and not _PART_OF_PERIOD.fullmatch(column.heading)
        if is_second or (holds is Holds.TITLE and particular):
            result[index] = _unknown(column.heading)
        seen.add(holds)
    return result


def is_header(headings: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether a row heads a table of lines: it names what the lines are, and one thing more at least, and holds no number."""
    filled = [fold(heading) for heading in headings if fold(heading)]
    known = [column for text in filled if (column := _named(text, mapping))]
    named = any(column.holds in NAMING for column in known)
    if any(_NUMBER.fullmatch(text) for text in filled):
        return False
    kinds = len({column.holds or column.role for column in known})
    return named and kinds >= 2 and (kinds >= _CERTAINLY_A_HEADER or len(known) * 2 >= len(filled))


def _named(text: str, mapping: Mapping[str, str]) -> SheetColumn | None:
    word = mapping.get(text.lower())
    return stated_column(text, word, None) if word is not None else sheet_column(text)
