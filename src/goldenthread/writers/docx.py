"""A Report as a Word paper that everybody can read: real headings and numbers, contents, tables with marked headers (R9.5).

It is set in our own look, or in that of the council's own document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from goldenthread.model.figures import Figure, Role
from goldenthread.model.plan import AnyLine, Known
from goldenthread.model.report import Report
from goldenthread.model.wording import part_named
from goldenthread.writers.docx_body import write_body
from goldenthread.writers.docx_house import House
from goldenthread.writers.docx_xml import characters_left_out
from goldenthread.writers.layout import lay_out
from goldenthread.writers.layout_blocks import BulletBlock, TextBlock
from goldenthread.writers.links import safe_link


def to_docx(report: Report, *, style: Path | None = None) -> bytes:
    """The report as a Word file, the same bytes each time. `style` is the council's own document or template.

    ValueError, with a sentence for the user, when `style` cannot be used.
    """
    layout = lay_out(report)
    house = House(style, layout.title, layout.council)
    write_body(layout, house)
    return house.finish()


def cannot_carry(report: Report) -> tuple[str, ...]:
    """What of this report a Word file does not hold, one sentence for each."""
    return tuple(_not_carried(report))


def _not_carried(report: Report) -> Iterator[str]:
    layout = lay_out(report)
    if any(line.progress.computed for line in report.lines) or any(line.travel.computed for line in report.measures):
        yield "A light or arrow that was worked out is printed only where the paper has none, without rule, version and inputs."
    definitions = [line.definition for line in report.measures]
    parts = [part for d in definitions for part in (d.unit, d.polarity, d.time_basis, d.calendar) if part]
    if any(part.known is Known.PROPOSED for part in parts):
        yield "Definitions that were proposed from the wording, and not stated by the council, are not printed."
    if any(_has_parts_lost(line) for line in report.lines):
        yield "A rate's numerator and denominator with columns of their own are not joined to it when the file is read back."
    left_out = Counter(character for text in layout.texts() for character in characters_left_out(text))
    if left_out:
        codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(left_out))
        yield f"Characters that no Word file can hold are left out of the text: {left_out.total()} ({codes})."
    runs = (run for block in layout.blocks if isinstance(block, TextBlock | BulletBlock) for run in block.inlines)
    for run in runs:
        if run.link and not safe_link(run.link):
            yield f"The address of “{run.text}” is not of a web page or mailbox, so it is printed without a link."


def _has_parts_lost(line: AnyLine) -> bool:
    """Whether a line's figures have parts in columns that a reader of the Word file cannot tell to be theirs."""
    headed = [part_named(cell.column.heading) for cell in line.cells if cell.column.role is Role.OTHER]
    is_told = sorted(filter(None, headed)) == ["denominator", "numerator"]
    figures = [f for cell in line.cells if not (is_told and cell.column.role is Role.CURRENT) for f in cell.figures]
    return any(_has_parts_elsewhere(figure) for figure in figures)


def _has_parts_elsewhere(figure: Figure) -> bool:
    """Whether a figure's numerator and denominator are not in its own text ("12 of 40", "71% (5/7)")."""
    has_parts = figure.numerator is not None or figure.denominator is not None
    return has_parts and figure.numerator != figure.value and "/" not in figure.qualifier
