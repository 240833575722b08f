"""The form of an objective: a table of labels ("Service Objective", "Key Milestones") and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.model.cells import fold
from goldenthread.readers.paper import Grid, GridCell, Para
from goldenthread.readers.references import REF, mend_look_alikes, tidy_ref


class Part(StrEnum):
    """What a label announces."""

    OBJECTIVE = "objective"
    PRIORITY = "priority"
    DEVELOPMENTS = "key developments"
    ISSUES = "emerging issues"
    MILESTONES = "milestones"
    RESPONSIBLE = "responsible"
    LINKED = "linked indicators"


_LABELS = tuple(
    (part, re.compile(pattern, re.IGNORECASE))
    for part, pattern in (
        (Part.OBJECTIVE, r"(?:service )?objective"),
        (Part.PRIORITY, r"(?:corporate )?priority|corporate"),
        (Part.DEVELOPMENTS, r"key developments?"),
        (Part.ISSUES, r"emerging issues?"),
        (Part.MILESTONES, r"key milestones?(?:\(s\))?"),
        (Part.RESPONSIBLE, r"responsible officers?"),
        (Part.LINKED, r"linked indicators?"),
    )
)
_YEAR = re.compile(r"\(\s*(?P<year>\d\d(?:\d\d)?\s*[/-]\s*\d\d)\s*\)")
_OWN_REF = re.compile(r"[A-Z]{2,6} [A-Z]{0,3}\d{1,3}(?![.\w])")
_LETTER = re.compile(r"^(?P<letter>[a-z])[.)]\s+(?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part: its label as printed, the reference or year printed with it, and its paragraphs."""

    part: Part
    label: str
    where: str
    paras: tuple[Para, ...] = ()
    ref: str = ""
    year: str = ""

    @property
    def text(self) -> str:
        """Its words as one."""
        return fold(" ".join(para.text for para in self.paras))


def form_parts(grid: Grid) -> tuple[FormPart, ...]:
    """The parts of an objective's form; () when the table is no such form."""
    parts: list[FormPart] = []
    for row in grid.rows:
        found = list(_row_parts(row.cells, row.where))
        if not found:
            return ()
        parts.extend(found)
    return tuple(parts)


def _row_parts(cells: tuple[GridCell, ...], where: str) -> Iterator[FormPart]:
    """The labels of one row, each with the next cell that holds something and is no label itself."""
    filled = [cell for cell in cells if cell.text]
    at = 0
    while at < len(filled):
        text = filled[at].text
        label = _label(text) or _ref_with_title(text, filled[at + 1 :])
        if label is None:
            return
        part, ref, year = label
        content = GridCell()
        if at + 1 < len(filled) and _may_be_content(part, filled[at + 1].text):
            at += 1
            content = filled[at]
        at += 1
        paras = content.paras
        if part is Part.OBJECTIVE and not ref:
            ref, paras = _ref_from(content)
        if part is Part.MILESTONES and not year:
            year, paras = _year_from(paras)
        yield FormPart(part, tidy_ref(text), where, paras, ref, year)


def _may_be_content(part: Part, text: str) -> bool:
    """Whether a cell after a label is what it announces. An indicator's reference looks like that of an objective."""
    label = _label(text)
    return label is None or (part is Part.LINKED and bool(label[1]))


def _ref_with_title(text: str, others: Sequence[GridCell]) -> tuple[Part, str, str] | None:
    """An objective's reference that its title ran into, where the title stands by itself beside it."""
    match = _OWN_REF.match(mend_look_alikes(text))
    rest = text[match.end() :].strip(" :–-") if match else ""
    if match and rest and any(cell.text == rest for cell in others):
        return Part.OBJECTIVE, text[: match.end()], ""
    return None


def is_label(text: str) -> bool:
    """Whether a text is a label of the form and nothing else."""
    return _label(text) is not None


def objective_ref(text: str) -> str:
    """The reference of an objective that a text is and nothing else, "" for none."""
    label = _label(text)
    return label[1] if label and label[0] is Part.OBJECTIVE else ""


def _label(text: str) -> tuple[Part, str, str] | None:
    """What a cell announces, with the reference and the year printed in it; None when it is no label."""
    year = _YEAR.search(text)
    words = tidy_ref(_YEAR.sub("", text))
    for part, pattern in _LABELS:
        if pattern.fullmatch(words):
            return part, "", year["year"] if year else ""
    objective = re.fullmatch(r"(?:service )?objective\s*:?\s*(?P<ref>\S.*)", words, re.IGNORECASE)
    if objective and REF.fullmatch(objective["ref"]):
        return Part.OBJECTIVE, objective["ref"], ""
    latin = mend_look_alikes(words)
    # "CYP P1" alone in the first cell of an objective's own table; milestones' references have a point or a letter
    if _OWN_REF.fullmatch(latin):
        return Part.OBJECTIVE, words, ""
    return None


def _ref_from(content: GridCell) -> tuple[str, tuple[Para, ...]]:
    """An objective's reference from the beginning of its title ("PED01: Improve …"), and the title without it."""
    text = content.text
    match = REF.match(text)
    if not match:
        return "", content.paras
    rest = text[match.end() :].lstrip(" :–-")
    first = content.paras[0]
    return match[0], (Para(spans=(first.spans[0].model_copy(update={"text": rest}),), where=first.where),)


def _year_from(paras: tuple[Para, ...]) -> tuple[str, tuple[Para, ...]]:
    """The year that stands before a list of milestones ("(16-17)"), and the list without it."""
    if not paras:
        return "", paras
    first = paras[0]
    match = _YEAR.match(first.text)
    if not match:
        return "", paras
    rest = first.text[match.end() :].strip()
    if not rest:
        return match["year"], paras[1:]
    kept = Para(
        spans=(first.spans[0].model_copy(update={"text": rest}),), list_level=first.list_level, where=first.where
    )
    return match["year"], (kept, *paras[1:])


def milestone_items(part: FormPart) -> Iterator[tuple[str, str]]:
    """The letter ("" for none) and the text of each milestone in a form."""
    for para in part.paras:
        text = para.text
        match = _LETTER.match(text)
        if match:
            yield match["letter"], match["text"]
        elif text:
            yield "", text


def plan_year(grid: Grid) -> str:
    """The year printed with the milestones of an objective's form, "" for none or another table."""
    return next((part.year for part in form_parts(grid) if part.year), "")


def linked_text(part: FormPart) -> str:
    """The linked indicators as printed."""
    return part.text
