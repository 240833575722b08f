"""From the rows of a table to the measures and milestones of an objective."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.model import labels
from goldenthread.model.cells import absence_of, fold, read_cells
from goldenthread.model.figures import Absence, Cell, Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Action,
    AnyLine,
    Arrow,
    Commentary,
    Definition,
    Due,
    Light,
    MeasureLine,
    MilestoneLine,
    Polarity,
    PolarityPart,
    Progress,
    Travel,
)
from goldenthread.model.reading import Assumed, Mended, Unplaced
from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.model.text import AnyBlock, plain
from goldenthread.model.wording import propose_definition
from goldenthread.readers.columns import Field, Heading
from goldenthread.readers.paper import GridCell, Row
from goldenthread.readers.people import Tail, cut_tail, due_from, split_people
from goldenthread.readers.references import REF, has_look_alikes, mend_look_alikes, prefix_of, tidy_ref
from goldenthread.readers.running_text import blocks_of
from goldenthread.readers.sheet_definitions import polarity_of
from goldenthread.readers.sheet_parts import parts_headed, with_parts
from goldenthread.readers.travel_colours import Colours, arrow_shown

_SOURCE = re.compile(r"\s*\(\s*source\s*[:–—-]?\s*(?P<source>[^()]*)\)\s*$", re.IGNORECASE)
WAYS = re.compile(
    r"(?:(?:aim to|higher|high|lower|low|bigger|smaller|more|less|fewer|up|down|(?:maxim|minim)i[sz]e|increas(?:e|ing)"
    r"|decreas(?:e|ing)|reduc(?:e|ing)|is|are|better|best|good|figures?|values?|numbers?|the|plan|closest to target|in range"
    r"|within range|monitor(?:ed)?(?: only)?|data only|neither|contextual)[\s.]*)+",
    re.IGNORECASE,
)
"""Words that say which way is good and nothing else."""
_OUR_SEPARATOR = re.compile(r"\s*;\s*")


@dataclass
class LineDraft:
    """A measure or milestone while its paper is being read: what the table gives, then what follows it."""

    ref: str
    title: str
    where: str
    is_measure: bool
    columns: list[tuple[Column, GridCell]] = field(default_factory=list)
    responsible: tuple[str, ...] = ()
    due: Due | None = None
    has_due_column: bool = False
    source: str = ""
    by: tuple[str, ...] = ()
    said: list[AnyBlock] | None = None
    said_on: dt.date | None = None
    action: Action | None = None
    unsure_commentary: bool = False
    definition: Definition | None = None
    polarity: Polarity | None = None


@dataclass
class Notes:
    """What is noticed while reading."""

    unplaced: list[Unplaced] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)
    assumed: list[Assumed] = field(default_factory=list)


def mended_ref(text: str, where: str, notes: Notes) -> str:
    """A printed reference, its look-alike letters mended and that noted."""
    ref = tidy_ref(text)
    if not has_look_alikes(ref):
        return ref
    latin = mend_look_alikes(ref)
    why = "Greek or Cyrillic letters that look like Latin ones"
    notes.mended.append(Mended(before=ref, after=latin, where=where, why=why))
    return latin


def split_ref(text: str, prefixes: frozenset[str] = frozenset()) -> tuple[str, str]:
    """A title that begins with its reference ("PED012% making …") as the two; ("", title) when it has none.

    A reference may be letters alone ("SCS CYP") where `prefixes` are known from others.
    """
    folded = fold(text)
    match = REF.match(folded)
    if match:
        return match[0], folded[match.end() :].lstrip(" :.–-")
    if re.match(r"[A-Z]{2,6}(?: [A-Z]{2,6})*:\s", folded):
        ref, _, rest = folded.partition(":")
        if all(word in prefixes for word in ref.split()):
            return ref, rest.strip()
    return "", folded


def prefixes_in(rows: Sequence[Row]) -> frozenset[str]:
    """The words of letters that references in the first cells of `rows` begin with."""
    found: set[str] = set()
    for row in rows:
        match = REF.match(row.cells[0].text) if row.cells else None
        if match:
            found.update(prefix_of(match[0]).split())
    return frozenset(found)


# ---- rows ----


def draft_of(
    row: Row,
    headings: Sequence[Heading | None],
    notes: Notes,
    *,
    prefixes: frozenset[str] = frozenset(),
) -> LineDraft | None:
    """The line that a row of a table holds; None when it has neither reference nor title."""
    draft = bare_draft(row, headings, notes)
    has_ref = any(heading and heading.field is Field.REF for heading in headings)
    if not has_ref:
        draft.ref, draft.title = split_ref(draft.title, prefixes)
    if draft.ref == labels.NO_REF:
        draft.ref = ""
    if draft.title == labels.LEFT_BLANK:
        draft.title = ""
    return draft if draft.ref or draft.title else None


def bare_draft(row: Row, headings: Sequence[Heading | None], notes: Notes) -> LineDraft:
    """What the cells of a row say of a line, be its reference and title there or in a heading above."""
    draft = LineDraft(ref="", title="", where=row.where, is_measure=_is_measure(headings))
    for heading, cell in _by_column(row, headings, notes):
        _take(draft, heading, cell, notes)
    return draft


def _is_measure(headings: Sequence[Heading | None]) -> bool:
    return any(heading and heading.field is Field.MEASURE for heading in headings)


def _by_column(row: Row, headings: Sequence[Heading | None], notes: Notes) -> list[tuple[Heading | None, GridCell]]:
    """Each cell with its column's heading. A row that lacks its progress cell is put right where that is certain."""
    cells: list[GridCell] = []
    for cell in row.cells:
        cells.append(cell)
        cells.extend(GridCell() for _ in range(cell.span - 1))
    while len(cells) > len(headings) and not cells[-1].text and not cells[-1].symbols:
        cells.pop()
    headings = list(headings)
    used = [heading for heading in headings if heading is not None]
    if len(cells) < len(headings) and len(cells) == len(used) - 1:
        shifted = _without_progress(cells, used)
        if shifted:
            why = "the row has one cell fewer than the table, and its last holds sentences"
            notes.assumed.append(Assumed(what="The progress cell is missing from the row.", why=why, where=row.where))
            return shifted
    cells.extend(GridCell() for _ in range(len(headings) - len(cells)))
    return [(headings[i] if i < len(headings) else None, cell) for i, cell in enumerate(cells)]


def _without_progress(
    cells: Sequence[GridCell], used: Sequence[Heading]
) -> list[tuple[Heading | None, GridCell]] | None:
    """The row read as one without its progress cell; None when its last cell is not plainly a commentary."""
    last = cells[-1].text if cells else ""
    lights = [h for h in used if h.field is Field.CELL and h.column and h.column.role is Role.PROGRESS]
    if used[-1].field is not Field.COMMENTARY or len(lights) != 1 or len(last.split()) < 3:
        return None
    rest = [heading for heading in used if heading is not lights[0]]
    return [*zip(rest, cells, strict=True), (lights[0], GridCell())]


def _take(draft: LineDraft, heading: Heading | None, cell: GridCell, notes: Notes) -> None:
    text = cell.text
    if heading is None:
        _take_unnamed(draft, cell, notes)
        return
    match heading.field:
        case Field.REF:
            draft.ref = mended_ref(text, draft.where, notes)
        case Field.MEASURE | Field.MILESTONE:
            draft.title = text
        case Field.CELL if heading.column:
            draft.columns.append((heading.column, cell))
        case Field.COMMENTARY:
            take_commentary_cell(draft, cell, notes)
        case Field.DUE:
            draft.has_due_column = True
            draft.due = due_from(text) if text and text != labels.NOT_STATED else None
        case Field.RESPONSIBLE:
            if text and text != labels.NOT_STATED:
                separators = _OUR_SEPARATOR if ";" in text else re.compile(r"\s*/\s*")
                draft.responsible = split_people(text, separators)
        case Field.SOURCE:
            draft.source = "" if text == labels.NOT_STATED else text
        case Field.ACTION:
            draft.action = Action(what=text) if text else None
        case Field.POLARITY:
            _take_polarity(draft, cell, heading, notes)
        case _:
            pass


def _take_polarity(draft: LineDraft, cell: GridCell, heading: Heading, notes: Notes) -> None:
    """What the council says is good, over what the title suggests; words that say neither way are noted."""
    draft.polarity = polarity_of(cell.text)
    if absence_of(cell.text) is None and (draft.polarity is None or not WAYS.fullmatch(cell.text)):
        could_be = f"which way is good for {draft.ref or draft.title}, under “{heading.text}”"
        notes.unplaced.append(Unplaced(text=cell.text, where=draft.where, could_be=could_be))


def _take_unnamed(draft: LineDraft, cell: GridCell, notes: Notes) -> None:
    """A cell whose column has no heading that we know: it goes on from its neighbour, and the two were cut apart."""
    if not cell.text:
        return
    if draft.said is not None and not draft.unsure_commentary:
        cut = " ".join(_words(draft.said))
        notes.unplaced.append(
            Unplaced(
                text=fold(f"{cut} | {cell.text}"),
                where=draft.where,
                could_be=f"the commentary of {draft.ref}, cut in two",
            )
        )
        draft.said, draft.unsure_commentary = None, True
        return
    could_be = f"a part of {draft.ref or draft.title}: its column has no heading"
    notes.unplaced.append(Unplaced(text=cell.text, where=draft.where, could_be=could_be))


def _words(blocks: Sequence[AnyBlock]) -> list[str]:

    return [plain(block) for block in blocks]


def take_commentary_cell(draft: LineDraft, cell: GridCell, notes: Notes) -> None:
    """What a commentary cell says, added to the line; a cell that is unsure is noted and left out."""
    if cell.unsure or draft.unsure_commentary:
        if cell.text:
            could_be = f"the commentary of {draft.ref}: {cell.unsure or 'its other part could not be placed'}"
            notes.unplaced.append(Unplaced(text=cell.text, where=draft.where, could_be=could_be))
        draft.unsure_commentary = True
        return
    blocks = blocks_of(cell.paras)
    if blocks:
        draft.said = [*(draft.said or []), *blocks]


# ---- from draft to line ----


def finished(
    draft: LineDraft,
    occurrence: int,
    period: Period | None,
    notes: Notes,
    *,
    words: frozenset[str],
    people: frozenset[str],
    colours: Colours,
    loses_pictures: bool,
    is_ours: bool,
) -> AnyLine:
    """The line as a value: title without officers and dates, cells understood, definition proposed."""
    source = None if is_ours else _SOURCE.search(draft.title)
    title = draft.title[: source.start()] if source else draft.title
    tail = cut_tail(title, words, people, dated=not draft.is_measure)
    if draft.has_due_column or draft.responsible or is_ours:
        # the paper has places of their own for these; what the title says stays in it
        due = draft.due if draft.has_due_column or is_ours else tail.due
        tail = Tail(title=title, responsible=draft.responsible, due=due)
    cells, progress, travel = _cells(draft, tail.title, period, notes, colours, loses_pictures=loses_pictures)
    commentary = None
    if draft.said is not None:
        commentary = Commentary(by=draft.by, blocks=tuple(draft.said), date=draft.said_on)
    common = {
        "ref": draft.ref,
        "occurrence": occurrence,
        "title": tail.title,
        "responsible": tail.responsible,
        "cells": cells,
        "progress": progress,
        "commentary": commentary,
        "action": draft.action,
    }
    if draft.is_measure:
        definition = draft.definition or propose_definition(tail.title)
        if draft.polarity:
            definition = definition.model_copy(update={"polarity": PolarityPart(value=draft.polarity)})
        return MeasureLine.model_validate({**common, "definition": definition, "travel": travel})
    named = draft.source or (fold(source["source"]) if source else "")
    return MilestoneLine.model_validate({**common, "source": named, "due": tail.due})


def _cells(
    draft: LineDraft, title: str, period: Period | None, notes: Notes, colours: Colours, *, loses_pictures: bool
) -> tuple[tuple[Cell, ...], Progress, Travel]:
    light: Light | None = None
    arrow: Arrow | None = None
    texts: list[tuple[Column, str]] = []
    absences: dict[int, Absence] = {}
    for i, (column, cell) in enumerate(draft.columns):
        text = cell.text
        if cell.unsure:
            absences[i], text = Absence.NOT_PLACED, ""
        elif column.role is Role.PROGRESS:
            light, text, absence = _light_cell(draft, cell, notes, loses_pictures=loses_pictures)
            if absence:
                absences[i] = absence
        elif column.role is Role.TRAVEL:
            arrow, text, absence = _arrow_cell(draft, cell, notes, colours, loses_pictures=loses_pictures)
            if absence:
                absences[i] = absence
        elif column.role is Role.OTHER and not text:
            _note_symbols(draft, column, cell, notes)
        texts.append((column, text))
    cells = list(read_cells(texts, title, period))
    for i, absence in absences.items():
        cells[i] = Cell(column=cells[i].column, absence=absence)
    for i, (column, _) in enumerate(draft.columns):
        shown = light if column.role is Role.PROGRESS else arrow if column.role is Role.TRAVEL else None
        if shown is not None:
            cells[i] = cells[i].model_copy(update={"absence": None})
    return (
        with_parts(cells, parts_headed([column for column, _ in draft.columns])),
        Progress(judged=light),
        Travel(judged=arrow),
    )


def _note_symbols(draft: LineDraft, column: Column, cell: GridCell, notes: Notes) -> None:
    """A light or arrow in a column that is only kept as printed: there is no place for it, and that is said."""
    for symbol in cell.symbols:
        shown = symbol.light or symbol.arrow
        if shown:
            could_be = f"the sign of {draft.ref or draft.title} under “{column.full_heading}”"
            notes.unplaced.append(Unplaced(text=symbol.description or shown, where=draft.where, could_be=could_be))


def _light_cell(
    draft: LineDraft, cell: GridCell, notes: Notes, *, loses_pictures: bool
) -> tuple[Light | None, str, Absence | None]:
    """The light of a progress cell, the words that are the paper's own, and the reason for no light."""
    lost = loses_pictures and len(cell.text) == 1 and cell.text.islower()
    read = None if lost else read_light(cell.text)  # "a" and "r" are signs of symbol fonts, "A" and "R" are letters
    if read:
        return read[0], read[1], None
    lit = next((symbol.light for symbol in cell.symbols if symbol.light), None)
    if lit:
        return lit, cell.text, None
    text, absence = _no_symbol(draft, cell, notes, loses_pictures=loses_pictures)
    return None, text, absence


def _arrow_cell(
    draft: LineDraft, cell: GridCell, notes: Notes, colours: Colours, *, loses_pictures: bool
) -> tuple[Arrow | None, str, Absence | None]:
    read = read_arrow(cell.text)
    if read:
        return read[0], read[1], None
    if arrow := arrow_shown(cell, colours):
        return arrow, cell.text, None
    text, absence = _no_symbol(draft, cell, notes, loses_pictures=loses_pictures)
    return None, text, absence


def _no_symbol(draft: LineDraft, cell: GridCell, notes: Notes, *, loses_pictures: bool) -> tuple[str, Absence | None]:
    """The text of a progress or travel cell without a known symbol, and why there is none."""
    text = cell.text
    if text and len(text) == 1 and loses_pictures:
        why = "a single character where the paper has a symbol"
        notes.mended.append(Mended(before=text, after=Absence.NO_SYMBOL.words, where=draft.where, why=why))
        return "", Absence.NO_SYMBOL
    if not text and (cell.symbols or loses_pictures):
        return "", Absence.NO_SYMBOL
    return text, None
