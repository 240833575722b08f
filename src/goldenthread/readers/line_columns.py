"""The columns of one table of measures or milestones, from the one or two rows of headings that it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.model import labels
from goldenthread.model.figures import Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.readers.columns import Field, Heading, group_role, heading_of, is_time, timed_role, under
from goldenthread.readers.paper import Row
from goldenthread.readers.references import REF, mend_look_alikes, tidy_ref

_ONCE = frozenset(set(Field) - {Field.CELL, Field.COMMENTARY, Field.GROUP})
_ACTUALS = (Role.CURRENT, Role.LAST_ACTUAL)
_ACTION = re.compile(
    r"(?:corrective |improvement |further |next |remedial )?(?:actions?(?: (?:required|taken|planned))?|next steps)",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:key )?(?:actions?|activit(?:y|ies)|deliverables?|projects?|tasks?)|what we (?:will|are going to) do",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:short )?(?:titles?|names?)", re.IGNORECASE)
_MEASURED = re.compile(r"(?:what|how) we (?:will )?measure(?: it| success| this)?", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:(?:latest|progress|quarterly|performance|q[1-4]|officer'?s?) )?(?:notes?|updates?)|explanation"
    r"|progress (?:this quarter|to date)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table as one heading for each column, and the heading that stands over it ("" for none)."""

    texts: tuple[str, ...]
    over: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def header_of(rows: Sequence[Row]) -> Header:
    """The header that a table begins with: its first row, with the second where that parts a heading over several columns."""
    first = rows[0]
    over: list[str] = []
    for cell in first.cells:
        over.extend(cell.text if cell.span > 1 or group_role(cell.text) is not None else "" for _ in range(cell.span))
    second = _spread(rows[1]) if len(rows) > 1 else []
    if any(over) and len(second) == len(over) and _parts(second, over):
        high = _spread(first)
        texts = tuple(low or ("" if above else top) for low, above, top in zip(second, over, high, strict=True))
        return Header(texts, tuple(over), (first.texts, rows[1].texts))
    texts = tuple(_whole_headings(first))
    return Header(texts, tuple("" for _ in texts), (first.texts,))


def _parts(second: Sequence[str], over: Sequence[str]) -> bool:
    """Whether a second row names each column that stands under a heading over several, and no other."""
    if [bool(text) for text in second] != [bool(text) for text in over]:
        return False
    return all(heading_of(text) or is_time(text) for text in second if text)


def _spread(row: Row) -> list[str]:
    """The text of each column, that of a merged cell in its first."""
    texts: list[str] = []
    for cell in row.cells:
        texts.append(cell.text)
        texts.extend("" for _ in range(cell.span - 1))
    return texts


def table_columns(header: Header, rows: Sequence[Row], period: Period | None) -> tuple[Heading | None, ...] | None:
    """What each column of a table of lines holds, None for one without a heading; None when it is no such table.

    Headings that were cut in two ("Milest", "one") are put together, and a heading over two columns, of which the first
    holds references, names the second. A column whose heading is in no council's vocabulary is kept as printed.
    """
    headings: list[Heading | None] = []
    group = ""
    for text, above in zip(header.texts, header.over, strict=True):
        heading = _heading(text, above or group, period) if text else None
        if heading and heading.field is Field.GROUP:
            group, heading = heading.text, None
        headings.append(heading)
    _name_titles(headings, header)
    fields = [heading.field if heading else None for heading in headings]
    if Field.MEASURE not in fields and Field.MILESTONE not in fields:
        return None
    if Field.MEASURE in fields and Field.MILESTONE in fields:
        return None  # the key to the symbols
    if not any(f in (Field.CELL, Field.COMMENTARY, Field.DUE, Field.RESPONSIBLE, Field.REF) for f in fields):
        return None
    _shift_named_reference(headings, rows)
    _keep_first(headings, header)
    _keep_one_light(headings, header, period)
    _settle_quarters(headings, rows, period)
    return tuple(h or unknown_heading(text) for h, text in zip(headings, header.texts, strict=True))


def unknown_heading(text: str) -> Heading | None:
    """A column that is kept as printed, under a heading that no vocabulary knows; None for one without a heading."""
    return Heading(Field.CELL, text, Column(heading=text, role=Role.OTHER)) if text else None


def _heading(text: str, over: str, within: Period | None) -> Heading | None:
    if over:
        return heading_of(f"{over}: {text}", within) or heading_under(over, text, within)
    known = heading_of(text, within)
    if known:
        return known
    above, colon, low = text.partition(": ")
    return heading_under(above, low, within) if colon else None


def heading_under(over: str, text: str, within: Period | None) -> Heading | None:
    """What a column holds whose heading stands under another: "Actual" under "June 2024", "Q1" under "Target".

    None where neither says what the other leaves open.
    """
    top, low = heading_of(over, within), heading_of(text, within)
    top_column = top.column if top else None
    if top_column and low and low.column and is_time(text):
        # the upper heading says what, the lower when
        role = top_column.role
        if role in _ACTUALS:
            role = timed_role(Role.CURRENT, low.column.period, within)
        return under(replace(low, column=low.column.model_copy(update={"role": role})), over)
    if not low or not low.column or not (top or find_period(over, within)):
        return None
    period = low.column.period or (top_column.period if top_column else find_period(over, within))
    role = timed_role(low.column.role, period, within)
    column = low.column.model_copy(update={"period": period, "role": role})
    return under(replace(low, column=column), over)


def _name_titles(headings: list[Heading | None], header: Header) -> None:
    """Headings that mean something only beside the others: "Action" is a plan's task, or what follows from a measure."""
    for i, text in enumerate(header.texts):
        if headings[i] is None and text:
            field = _beside_others(text, {heading.field for heading in headings if heading})
            headings[i] = Heading(field, text) if field else None


def _beside_others(text: str, fields: set[Field]) -> Field | None:
    """What a column holds whose heading is in no vocabulary, from its words and from what the others hold."""
    if Field.COMMENTARY not in fields and _NOTE.fullmatch(text):
        return Field.COMMENTARY
    if Field.RESPONSIBLE not in fields and text.lower() == "who":
        return Field.RESPONSIBLE
    if {Field.MEASURE, Field.MILESTONE} & fields:
        return Field.ACTION if _ACTION.fullmatch(text) else None
    if _TASK.fullmatch(text) and {Field.DUE, Field.RESPONSIBLE} & fields:
        return Field.MILESTONE
    is_title = _MEASURED.fullmatch(text) or (_TITLE.fullmatch(text) and Field.REF in fields)
    return Field.MEASURE if is_title and Field.CELL in fields else None


def _keep_first(headings: list[Heading | None], header: Header) -> None:
    """Of several columns for what a line has once, such as its reference, the first counts; the others are kept as printed."""
    seen: set[Field] = set()
    for i, heading in enumerate(headings):
        if heading and heading.field in _ONCE and heading.field in seen:
            headings[i] = unknown_heading(header.texts[i] or heading.text)
        elif heading:
            seen.add(heading.field)


def _keep_one_light(headings: list[Heading | None], header: Header, within: Period | None) -> None:
    """Of several columns of lights, or of arrows, the one of the report's own period counts; the others are kept as printed.

    Where none names a period it is the first, but of two trends the long one: it compares with the same period last year.
    """
    for role in (Role.PROGRESS, Role.TRAVEL):
        alike = [i for i, h in enumerate(headings) if h and h.column and h.column.role is role]
        if len(alike) < 2:
            continue
        texts = {i: f"{header.over[i]}: {header.texts[i]}" for i in alike}
        own = [i for i in alike if within and find_period(texts[i], within) == within]
        long = [i for i in alike if re.search(r"\blong\b", texts[i], re.IGNORECASE)]
        kept = (own or long or alike)[0]
        for i in alike:
            heading = headings[i]
            if i != kept and heading and heading.column:
                headings[i] = replace(heading, column=heading.column.model_copy(update={"role": Role.OTHER}))


def _settle_quarters(headings: list[Heading | None], rows: Sequence[Row], period: Period | None) -> None:
    """Of several quarters or months side by side in a report without a period, the last that holds something is the current.

    What the others are to it is then plain too.
    """
    timed = [i for i, h in enumerate(headings) if h and h.column and h.column.role is Role.CURRENT and is_time(h.text)]
    if period is not None or len(timed) < 2:
        return
    filled = [i for i in timed if any(_spread(row)[i : i + 1] not in ([""], []) for row in rows)]
    for i in timed:
        heading = headings[i]
        if heading is None or heading.column is None or (filled and i == filled[-1]):
            continue
        role = Role.EARLIER_ACTUAL if filled and i < filled[-1] else Role.OTHER
        headings[i] = replace(heading, column=heading.column.model_copy(update={"role": role}))


def _shift_named_reference(headings: list[Heading | None], rows: Sequence[Row]) -> None:
    """Where "Milestone" stands over the references and their titles, name the two columns apart."""
    if Field.REF in (heading.field for heading in headings if heading) or len(headings) < 2:
        return
    firsts = [row.cells[0].text for row in rows if row.cells and row.cells[0].text]
    hold_refs = [text for text in firsts if REF.fullmatch(tidy_ref(mend_look_alikes(text)))]
    if not firsts or len(hold_refs) < 0.6 * len(firsts):
        return
    first, second = headings[0], headings[1]
    if first and first.field in (Field.MEASURE, Field.MILESTONE) and second is None:
        headings[1] = first
        headings[0] = Heading(Field.REF, labels.REF)
    elif first is None and second and second.field in (Field.MEASURE, Field.MILESTONE):
        headings[0] = Heading(Field.REF, labels.REF)


def _whole_headings(header: Row) -> list[str]:
    """The headings of each column; one cut in two by the file's own columns stands in the first of them."""
    texts: list[str] = []
    for cell in header.cells:
        texts.append(cell.text)
        texts.extend("" for _ in range(cell.span - 1))
    for i in range(len(texts) - 1):
        one, other = texts[i], texts[i + 1]
        if not one or not other or (heading_of(one) and heading_of(other)):
            continue
        for whole in (one + other, _overlapped(one, other)):
            if whole and heading_of(whole):
                texts[i], texts[i + 1] = whole, ""
                break
    return texts


def _overlapped(one: str, other: str) -> str:
    """Two halves that share a letter or two at the cut ("Sup", "oporting"): the whole without it, "" for none."""
    for extra in (1, 2):
        whole = one + other[extra:]
        if heading_of(whole):
            return whole
    return ""
