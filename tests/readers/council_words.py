"""Word papers as councils make them, piece by piece, and the truth about each beside it: for papers that nobody tuned to."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from tests.readers.word_files import NAMESPACES, disc, shape

GREEN, AMBER, RED = "green", "amber", "red"
COLOURS = {GREEN: "00B050", AMBER: "FFC000", RED: "FF0000"}
ROLES = {
    "current": "current",
    "previous": "previous",
    "earlier": "earlier actual",
    "last": "last actual",
    "latest": "latest",
    "target": "target",
    "baseline": "baseline",
    "forecast": "forecast",
    "other": "other",
    "light": "progress",
    "arrow": "travel",
}
"""What a column of a table is, in the builders' words, and the role that its cells should have."""


@dataclass
class CouncilPaper:
    """A paper and everything that it says, as facts by where they belong."""

    document: WordDocument = field(default_factory=Document)
    truth: dict[str, str] = field(default_factory=dict)

    def says(self, **facts: str) -> None:
        """What the head of the paper says."""
        self.truth |= facts

    def section(self, title: str, *texts: str, number: str = "") -> None:
        """A narrative section."""
        self.truth[f"section {number} {title}".replace("  ", " ")] = "\n".join(texts)

    def objective(self, name: str, **facts: str) -> None:
        """An objective by its reference, or by its title where it has none."""
        self.truth[f"objective {name}"] = ""
        self.truth |= {f"objective {name}: {fact}": text for fact, text in facts.items()}

    def line(self, objective: str, ref: str, title: str, **facts: str) -> None:
        """A measure or milestone."""
        key = f"{objective} > {ref} {title}".replace("  ", " ")
        self.truth[key] = facts.pop("kind", "measure")
        self.truth |= {f"{key}: {fact}": text for fact, text in facts.items() if text}

    def lines(
        self,
        objective: str,
        columns: Sequence[tuple[str, str]],
        rows: Sequence[Sequence[str]],
        figures: Mapping[str, str],
    ) -> None:
        """The truth of a table's rows: columns are (heading, what), `figures` what each printed text says as a number."""
        kind = "milestone" if "milestone" in [what for _, what in columns] else "measure"
        for row in rows:
            facts: dict[str, str] = {"kind": kind}
            ref = title = ""
            for (heading, what), text in zip(columns, row, strict=True):
                if what == "ref":
                    ref = text
                elif what in ("measure", "milestone"):
                    title = text
                elif what in ROLES:
                    facts |= _cell_facts(heading, what, text, figures)
                elif text:
                    facts[what] = {"High": "higher is better", "Low": "lower is better"}.get(text, text)
            self.line(objective, ref, title, **facts)

    def bytes(self) -> bytes:
        """The Word file."""
        held = io.BytesIO()
        self.document.save(held)
        return held.getvalue()


def _cell_facts(heading: str, what: str, text: str, figures: Mapping[str, str]) -> dict[str, str]:
    if what in ("light", "arrow"):
        return {what: text}
    found = {f"cell {heading}": text or "Left blank", f"role {heading}": ROLES[what]}
    has_figures = what != "other" and text in figures
    return found | ({f"figures {heading}": figures[text]} if has_figures else {})


# ---- pieces of Word ----

Fill = Callable[[_Cell, str], None]


def words(cell: _Cell, text: str) -> None:
    """Text, one paragraph to a line."""
    first, *rest = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in rest:
        cell.add_paragraph(line)


def shaded(cell: _Cell, light: str) -> None:
    """A light that is the colour behind the cell and nothing else."""
    if light:
        shade(cell, COLOURS[light])


def shade(cell: _Cell, colour: str) -> None:
    """A colour behind a cell."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour}))


def pictured(cell: _Cell, light: str) -> None:
    """A light that is a small picture."""
    if light:
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(disc(COLOURS[light])), width=Cm(0.6))


def drawn(cell: _Cell, light: str) -> None:
    """A light that is a drawn disc."""
    if light:
        add_run(cell.paragraphs[0]._p, shape("ellipse", COLOURS[light]))


def winged(cell: _Cell, arrow: str) -> None:
    """An arrow of Wingdings in the colour that says better, same or worse."""
    if arrow:
        code, colour = {"better": ("F0E9", GREEN), "same": ("F0E8", AMBER), "worse": ("F0EA", RED)}[arrow]
        add_run(
            cell.paragraphs[0]._p,
            f'<w:r><w:rPr><w:color w:val="{COLOURS[colour]}"/></w:rPr><w:sym w:font="Wingdings" w:char="{code}"/></w:r>',
        )


def said(cell: _Cell, text: str) -> None:
    """A light or a direction as a word."""
    cell.paragraphs[0].add_run(text.capitalize())


def raised(cell: _Cell, text: str) -> None:
    """A number whose last character is the mark of a footnote, raised."""
    cell.paragraphs[0].add_run(text[:-1])
    run = cell.paragraphs[0].add_run({"¹": "1", "²": "2"}[text[-1]])
    run.font.superscript = True


def add_run(paragraph: Any, xml: str) -> None:
    """Something inside a paragraph, as Word's own XML."""
    holder = parse_xml(f"<w:p {NAMESPACES}>{xml}</w:p>")
    for part in list(holder):
        paragraph.append(part)


def _element(name: str, attributes: Mapping[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element


def bold(document: WordDocument, text: str, size: float = 0, *, is_bold: bool = True) -> None:
    """A heading by its look alone."""
    run = document.add_paragraph().add_run(text)
    run.bold = is_bold or None
    if size:
        run.font.size = Pt(size)


def fill_row(row: _Row, texts: Sequence[str], fills: Mapping[int, Fill] | None = None) -> None:
    """The cells of a row, each in its own way."""
    for i, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        (fills or {}).get(i, words)(cell, text)


def add_row(grid: Table) -> _Row:
    """One more row at the end of a table."""
    row: _Row = grid.add_row()  # type: ignore[no-untyped-call]
    return row


def table(
    paper: CouncilPaper,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    fills: Mapping[int, Fill] | None = None,
) -> Table:
    """A grid with a header row in bold on a shaded ground, as Word makes it."""
    grid: Table = paper.document.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, (heading, _) in zip(grid.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
        shade(cell, "D9E2F3")
    for row in rows:
        fill_row(add_row(grid), row, fills)
    return grid


def spread(grid: Table, text: str, *, is_bold: bool = False, colour: str = "") -> _Cell:
    """A row of one cell as wide as the table."""
    cells = add_row(grid).cells
    merged: _Cell = cells[0].merge(cells[-1])
    merged.paragraphs[0].add_run(text).bold = is_bold or None
    if colour:
        shade(merged, colour)
    return merged


def boxed(paragraph: Paragraph, text: str) -> None:
    """A text box that hangs on a paragraph."""
    add_run(paragraph._p, shape("rect", "FFFFFF", text=text))


def tracked(paragraph: Paragraph, text: str, instead_of: str) -> None:
    """A change that nobody has accepted yet: the old text struck out, the new one put in."""
    paragraph.clear()  # type: ignore[no-untyped-call]
    change = 'w:id="9" w:author="An officer" w:date="2024-07-01T09:00:00Z"'
    add_run(
        paragraph._p,
        f"<w:del {change}><w:r><w:delText>{instead_of}</w:delText></w:r></w:del>"
        f"<w:ins {change}><w:r><w:t>{text}</w:t></w:r></w:ins>",
    )
