"""The keys at the end of a paper: exactly the lights, arrows, words and marks that it prints, and whom it names (R1.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from goldenthread.model import labels
from goldenthread.model.figures import Absence, Marker, Role
from goldenthread.model.plan import Arrow, Definition, Known, Light, MeasureLine, Ratio
from goldenthread.model.report import ArrowDefinition, LightDefinition, Report
from goldenthread.model.symbols import ARROW_SHAPES, LIGHT_SHAPES, NO_COMPARISON, arrow_text, light_text
from goldenthread.writers.layout_blocks import (
    HeadingBlock,
    LayoutBlock,
    TableBlock,
    TableCell,
    table,
    without_blank_columns,
)
from goldenthread.writers.layout_lines import verdicts

_SHORT_FORMS: Final = {Marker.PROVISIONAL: "prov", Marker.ESTIMATED: "est", Marker.FORECAST: "f'?cast"}
"""How papers shorten the word for a marker, besides its letter in brackets."""


def keys(report: Report) -> Iterator[LayoutBlock]:
    """The keys that a report needs; none where it uses nothing that needs one."""
    lights, arrows = used_lights(report), used_arrows(report)
    words = tuple(_words_used(report))
    definitions = [
        (line, line.definition) for line in report.measures if _stated(line.definition) is not None and line.ref
    ]
    if not (lights or arrows or words or definitions or report.officers or report.attachments):
        return
    yield HeadingBlock(1, labels.KEY)
    if lights:
        rows = [(_light_cell(entry.light), entry.milestone, entry.measure) for entry in lights]
        yield _key("What the traffic lights mean", labels.KEY_LIGHTS, rows, (1, 3, 3))
    if arrows:
        arrow_rows = [(_arrow_cell(entry.arrow), entry.meaning) for entry in arrows]
        yield table("What the direction of travel means", labels.KEY_ARROWS, arrow_rows, (1, 4))
    if words:
        yield table("Words and marks used in this report", labels.KEY_WORDS, words, (1, 4))
    if definitions:
        counted = any(line.occurrence > 1 for line, _ in definitions)
        rows_ = [_definition_row(line, definition, counted=counted) for line, definition in definitions]
        yield _key("How the measures are defined", labels.KEY_DEFINITIONS, rows_, (2, 1, 2, 3, 4, 2, 4, 4, 2))
    if report.officers:
        officers = [(officer.initials, officer.name, officer.post) for officer in report.officers]
        yield _key("Key to officers", labels.KEY_OFFICERS, officers, (1, 2, 4), keep=labels.KEY_OFFICERS[-1])
    if report.attachments:
        attached = [(attachment.name, attachment.mentioned_in) for attachment in report.attachments]
        yield _key("Attachments named in this report", labels.ATTACHMENTS, attached, (2, 2))


def _key(
    caption: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str | TableCell, ...]],
    widths: tuple[int, ...],
    keep: str = "",
) -> TableBlock:
    """A key without the columns that say nothing in any row: its reader knows the others by their headings."""
    shown, _ = without_blank_columns(table(caption, header, rows, widths), keep=keep or header[0])
    return shown


def _light_cell(light: Light | None) -> TableCell:
    return TableCell((light_text(light) if light else Absence.NO_SYMBOL.words,), light=light)


def _arrow_cell(arrow: Arrow | None) -> TableCell:
    return TableCell((arrow_text(arrow) if arrow else NO_COMPARISON,), arrow=arrow)


def used_lights(report: Report) -> tuple[LightDefinition, ...]:
    """The definitions of the lights that this report shows. A symbol that the source lost may have been any of them."""
    if _lost_symbol(report, Role.PROGRESS):
        return report.rule_set.lights
    shown = _shown_lights(report)
    return tuple(entry for entry in report.rule_set.lights if entry.light in shown)


def used_arrows(report: Report) -> tuple[ArrowDefinition, ...]:
    """The definitions of the arrows that this report shows, "not comparable" among them where a cell says so."""
    if _lost_symbol(report, Role.TRAVEL):
        return report.rule_set.arrows
    shown: set[Arrow | None] = {*_shown_arrows(report)}
    cells = [cell for line in report.measures if (cell := line.cell(Role.TRAVEL))]
    if any(cell.absence is Absence.NOT_APPLICABLE for cell in cells):
        shown.add(None)
    return tuple(entry for entry in report.rule_set.arrows if entry.arrow in shown)


def _shown_lights(report: Report) -> set[Light]:
    judged = {line.progress.judged for line in report.lines if line.cell(Role.PROGRESS)}
    computed = {verdict.light for line in report.lines for _, verdict in verdicts(line)}
    return {light for light in judged | computed if light}


def _shown_arrows(report: Report) -> set[Arrow]:
    judged = {line.travel.judged for line in report.measures if line.cell(Role.TRAVEL)}
    computed = {verdict.arrow for line in report.lines for _, verdict in verdicts(line)}
    return {arrow for arrow in judged | computed if arrow}


def _lost_symbol(report: Report, role: Role) -> bool:
    cells = (cell for line in report.lines if (cell := line.cell(role)))
    return any(cell.absence is Absence.NO_SYMBOL for cell in cells)


def _words_used(report: Report) -> Iterator[tuple[str, str]]:
    """Each mark and each way of saying that there is no figure that this report prints, with its meaning (R1.4).

    A light or an arrow is among them where the council's own definitions leave it out.
    """
    seen: dict[str, tuple[str, str]] = {}  # by small letters: "Refer comment" and "Refer Comment" are the same words

    def add(printed: str, meaning: str) -> None:
        seen.setdefault(printed.lower(), (printed, meaning))

    cells = [cell for line in report.lines for cell in line.cells]
    for cell in cells:
        if cell.absence and cell.text.lower() != cell.absence.value:
            add(cell.text, _absence_meaning(cell.absence))
    lights = _shown_lights(report) - {entry.light for entry in report.rule_set.lights}
    for light in Light:
        if light in lights:
            add(LIGHT_SHAPES[light], f"{light.value.capitalize()} light")
    arrows = _shown_arrows(report) - {entry.arrow for entry in report.rule_set.arrows}
    for arrow in Arrow:
        if arrow in arrows:
            add(ARROW_SHAPES[arrow], f"{arrow.value.capitalize()} than the same period last year")
    for marker in Marker:
        for cell in cells:
            if any(marker in figure.markers for figure in cell.figures):
                for printed in _marks(cell.text, marker):
                    add(printed, marker.words[0].upper() + marker.words[1:])
    yield from seen.values()


def _marks(text: str, marker: Marker) -> list[str]:
    """How a cell prints a marker: "[p]", "(prov)", "~". Words such as "provisional" and "circa" need no key: none."""
    letter, short = marker.value, _SHORT_FORMS.get(marker, r"(?!)")
    pattern = rf"\[{letter}\]|\({letter}\)|\((?:{short})\b[^()]*\)|\b(?:{short})\b\.?"
    if marker is Marker.ESTIMATED:
        pattern += r"|[~≈]|\bca?\.?(?=\s?£?[0-9])"
    return re.findall(pattern, text, re.IGNORECASE)


def _absence_meaning(absence: Absence) -> str:
    match absence:
        case Absence.NO_SYMBOL:
            return "The paper that this was read from showed a picture here, with no words"
        case Absence.NOT_PLACED:
            return "The paper that this was read from has something here that could not be read with certainty"
        case Absence.BLANK:
            return "The paper that this was read from has nothing here"
        case _:
            return absence.value.capitalize()


def _stated(definition: Definition) -> Definition | None:
    """The parts of a definition that the council stated; None when it stated none."""
    parts = (definition.unit, definition.polarity, definition.time_basis, definition.calendar)
    return definition if any(part and part.known is Known.STATED for part in parts) else None


def _definition_row(line: MeasureLine, definition: Definition, *, counted: bool) -> tuple[str, ...]:
    unit, polarity, basis, calendar = (definition.unit, definition.polarity, definition.time_basis, definition.calendar)
    ratio = definition.ratio or Ratio()
    parts = (
        unit.value.words if unit and unit.known is Known.STATED else "",
        polarity.value.value if polarity and polarity.known is Known.STATED else "",
        basis.value.value if basis and basis.known is Known.STATED else "",
        calendar.value.words if calendar and calendar.known is Known.STATED else "",
        ratio.numerator,
        ratio.denominator,
        f"{ratio.multiplier:,}" if ratio.multiplier else "",
    )
    return (line.ref, str(line.occurrence) if counted else "", *(part or labels.NOT_STATED for part in parts))
