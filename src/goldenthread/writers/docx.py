"""A Report as a Word paper that everybody can read: real headings and numbers, contents, tables with marked headers (R9.5).

It is set in our own look, or in that of the council's own document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

from goldenthread.model.report import Report
from goldenthread.writers.docx_body import write_body
from goldenthread.writers.docx_house import House
from goldenthread.writers.docx_xml import characters_left_out
from goldenthread.writers.layout import lay_out


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
    left_out: Counter[str] = Counter()
    for text in _texts(astuple(lay_out(report))):
        left_out.update(characters_left_out(text))
    if not left_out:
        return ()
    codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(left_out))
    return (f"{left_out.total()} character(s) that no Word file can hold are left out of the text ({codes}).",)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Iterable):
        for inner in part:
            yield from _texts(inner)
