"""The keys of a paper: what its lights and arrows mean, who its officers are, how its measures are defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from goldenthread.model import labels
from goldenthread.model.cells import fold
from goldenthread.model.figures import Unit
from goldenthread.model.plan import (
    Arrow,
    Calendar,
    CalendarPart,
    Definition,
    Light,
    Polarity,
    PolarityPart,
    Ratio,
    TimeBasis,
    TimeBasisPart,
    UnitPart,
)
from goldenthread.model.report import ArrowDefinition, Attachment, LightDefinition, Officer
from goldenthread.model.symbols import NO_COMPARISON, read_arrow, read_light
from goldenthread.readers.paper import Grid, GridCell

_OFFICER = re.compile(
    r"^(?P<initials>[A-Z][A-Za-z]{1,4})\s*[-–:]?\s+(?P<name>[A-ZÀ-Þ](?:\.|[\w'’-]*)(?:\s+[A-ZÀ-Þ][\w'’-]+){1,2})\s*,\s*(?P<post>.+)$"
)
_MEANING = re.compile(r"^(?:indicates|shows|means)\s+that\b", re.IGNORECASE)
_FILE = re.compile(r"(?P<name>[^\s/\\:][^/\\:]*\.(?:pdf|docx?|xlsx?|pptx?|csv|msg|odt|ods))\b", re.IGNORECASE)
_ATTACHED = re.compile(
    r"^\W*(?:see\s+)?attached\s+(?:to|with|in)\b.{0,40}$|^\W*(?:sent|circulated)\s+separately\W*$", re.IGNORECASE
)


def without_blank(text: str) -> str:
    """A cell of ours as text: what says that it was left blank is no text."""
    return "" if text in (labels.LEFT_BLANK, labels.NOT_STATED) else text


# ---- symbols ----


def is_meaning(text: str) -> bool:
    """Whether a paragraph defines a symbol: "Indicates that …"."""
    return bool(_MEANING.match(text))


def light_alone(text: str) -> Light | None:
    """The light that a paragraph names and nothing else."""
    if len(text.split()) != 1 or len(text) < 3:
        return None
    read = read_light(text)
    return read[0] if read else None


def is_about_arrows(meaning: str) -> bool:
    """Whether a definition is one of direction of travel."""
    return bool(re.search(r"\bcompar|\bsame period\b|\bdirection of travel\b", meaning, re.IGNORECASE))


def arrow_definition(meaning: str) -> ArrowDefinition:
    """The definition of an arrow, which arrow it is told by its words."""
    words = meaning.lower()
    arrow: Arrow | None = None
    if not re.search(r"\b(?:cannot|can not|not) be compared\b|\bno comparison\b", words):
        for candidate, hint in ((Arrow.BETTER, "better"), (Arrow.WORSE, "worse"), (Arrow.SAME, "same as")):
            if hint in words:
                arrow = candidate
                break
    return ArrowDefinition(arrow=arrow, meaning=meaning)


def with_meaning(
    lights: Sequence[LightDefinition], light: Light | None, meaning: str, *, of_measures: bool
) -> tuple[LightDefinition, ...]:
    """The definitions with one more: the milestone's comes first, unless its own words or the column say which it is."""
    last = lights[-1] if lights and light is not None and lights[-1].light is light else None
    to_measure = (
        of_measures
        or (last is not None and bool(last.milestone))
        or not re.search(r"\bmilestone|\bobjective\b", meaning, re.IGNORECASE)
    )
    part = "measure" if to_measure else "milestone"
    if last is not None and not getattr(last, part):
        return (*lights[:-1], last.model_copy(update={part: meaning}))
    return (*lights, LightDefinition.model_validate({"light": light, part: meaning}))


def light_rows(grid: Grid) -> tuple[LightDefinition, ...]:
    """The definitions of the lights in a table of light, milestone and measure."""
    found = []
    light_at, *parts = (label.lower() for label in labels.KEY_LIGHTS)
    for row in _rows(grid):
        named = row.get(light_at)
        if named is None:
            continue
        read = read_light(named.text)
        shown = next((symbol.light for symbol in named.symbols if symbol.light), None)
        texts = {part: without_blank(row[part].text) for part in parts if part in row}
        found.append(LightDefinition.model_validate({"light": read[0] if read else shown, **texts}))
    return tuple(found)


def _rows(grid: Grid) -> Iterator[dict[str, GridCell]]:
    """The rows below the header, each cell by the name of its column in small letters."""
    header = [text.lower() for text in grid.rows[0].texts]
    for row in grid.rows[1:]:
        yield dict(zip(header, row.cells, strict=False))


def _texts(grid: Grid) -> Iterator[dict[str, str]]:
    """The rows below the header as text; a column that the table goes without is blank."""
    for row in _rows(grid):
        yield {name: without_blank(cell.text) for name, cell in row.items()}


def arrow_rows(grid: Grid) -> tuple[ArrowDefinition, ...]:
    """The definitions of the arrows in a table of arrow and meaning."""
    found = []
    for row in grid.rows[1:]:
        if len(row.cells) < 2:
            continue
        name, meaning = row.cells[0].text, without_blank(row.cells[-1].text)
        read = read_arrow(name)
        if read or name == NO_COMPARISON:
            found.append(ArrowDefinition(arrow=read[0] if read else None, meaning=meaning))
        else:
            found.append(arrow_definition(meaning))
    return tuple(found)


# ---- officers and attachments ----


def officer_of(text: str) -> Officer | None:
    """The officer that a line of a key names: "AB Ann Brown, Operational Director, …"."""
    match = _OFFICER.match(fold(text))
    return Officer(initials=match["initials"], name=match["name"], post=match["post"]) if match else None


def officer_rows(grid: Grid) -> tuple[Officer, ...]:
    """The officers in a table of initials, name and post, or of some of these."""
    names = [label.lower() for label in labels.KEY_OFFICERS]
    return tuple(Officer.model_validate({name: row.get(name, "") for name in names}) for row in _texts(grid))


def attachment_in(text: str) -> str:
    """The name of the document that a short paragraph is there to attach, "" for none."""
    folded = fold(text)
    if len(folded) > 120 or "://" in folded:
        return ""
    if _ATTACHED.match(folded):
        return folded
    match = _FILE.search(folded)
    return folded if match and len(match["name"]) > 0.5 * len(folded) else ""


def attachment_rows(grid: Grid) -> tuple[Attachment, ...]:
    """The attachments in a table of name and the section that names it."""
    name, place = (label.lower() for label in labels.ATTACHMENTS)
    return tuple(Attachment(name=row.get(name, ""), mentioned_in=row.get(place, "")) for row in _texts(grid))


# ---- definitions of measures ----


def definition_rows(grid: Grid) -> dict[tuple[str, int], Definition]:
    """The stated parts of measures' definitions, by reference and occurrence; once, where the table does not count."""
    found: dict[tuple[str, int], Definition] = {}
    for row in _texts(grid):
        ref, occurrence, *parts = (row.get(label.lower(), "") for label in labels.KEY_DEFINITIONS)
        found[ref, int(occurrence) if occurrence.isdigit() else 1] = _definition(parts)
    return found


def _definition(texts: Sequence[str]) -> Definition:
    unit, polarity, basis, calendar, numerator, denominator, multiplier = texts
    ratio = Ratio(
        numerator=numerator,
        denominator=denominator,
        multiplier=int(multiplier.replace(",", "")) if multiplier.replace(",", "").isdigit() else None,
    )
    units = {words: one for one in Unit for words in (one.value, one.words)}
    calendars = {words: one for one in Calendar for words in (one.value, one.words)}
    return Definition(
        unit=UnitPart(value=units[unit]) if unit in units else None,
        polarity=PolarityPart(value=Polarity(polarity)) if polarity in set(Polarity) else None,
        time_basis=TimeBasisPart(value=TimeBasis(basis)) if basis in set(TimeBasis) else None,
        calendar=CalendarPart(value=calendars[calendar]) if calendar in calendars else None,
        ratio=None if ratio == Ratio() else ratio,
    )


def stated_over(proposed: Definition, stated: Definition) -> Definition:
    """A definition with what the council stated in place of what was proposed."""
    parts = {
        name: getattr(stated, name) if getattr(stated, name) is not None else getattr(proposed, name)
        for name in Definition.model_fields
    }
    return Definition.model_validate(parts)
