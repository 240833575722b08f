"""Tables that are a part of the report by themselves: inspection judgements, strategic issues, budget statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.model import labels
from goldenthread.model.budget import MoneyUnit, Statement, convention_named
from goldenthread.model.reading import Mended
from goldenthread.model.report import Judgement, Judgements, StrategicIssue, StrategicIssues
from goldenthread.readers.drafts import day_in
from goldenthread.readers.forecast_columns import settle_forecast
from goldenthread.readers.keys import without_blank
from goldenthread.readers.line_rows import Notes, mended_ref
from goldenthread.readers.paper import Grid, Row
from goldenthread.readers.statement_conventions import settle_convention
from goldenthread.readers.statement_words import speaks_of_money, stands_at, title_above
from goldenthread.readers.statements import is_ours, is_statement_header, statement_of


@dataclass(frozen=True, slots=True)
class Above:
    """What leads up to a table: the paragraphs right above, the nearest first, and the titles of the sections that hold it."""

    said: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


Special = Judgements | StrategicIssues | Statement

DEFAULT_TITLES = {
    Judgements: labels.JUDGEMENTS_TITLE,
    StrategicIssues: labels.STRATEGIC_ISSUES_TITLE,
    Statement: labels.STATEMENT_TITLE,
}
"""The titles that our own papers print for a part without one."""


def special_table(grid: Grid, title: str, facts: Mapping[str, str], notes: Notes, above: Above) -> Special | None:
    """The part of the report that a table is, without number and title; None for any other table.

    `title` and `facts` are those of the section in which it stands; `above` is what leads up to it.
    """
    header = grid.rows[0].texts
    lowered = [text.lower() for text in header]
    if lowered == [text.lower() for text in labels.JUDGEMENTS]:
        return Judgements(rows=tuple(Judgement(judgement=_own(r, 0), grade=_own(r, 1)) for r in grid.rows[1:]))
    if any("strategic issue" in text for text in lowered):
        return StrategicIssues(rows=tuple(_strategic_issues(grid, notes)))
    if is_statement_header(header):
        return _statement(grid, title or grid.caption, facts, notes, above)
    return None


def _own(row: Row, index: int) -> str:
    return without_blank(row.cells[index].text) if index < len(row.cells) else ""


def _strategic_issues(grid: Grid, notes: Notes) -> Iterator[StrategicIssue]:
    wanted = {
        "issue": "strategic issue",
        "baseline": "baseline",
        "outcomes_year_1": "year 1",
        "outcomes_year_3": "year 3",
        "interventions": "intervention",
        "indicators": "indicator",
    }
    header, rows = _whole_header(grid)
    at = {part: next((i for i, text in enumerate(header) if words in text), -1) for part, words in wanted.items()}
    refs = [_own(row, 0) for row in rows] if at["issue"] > 0 else ["" for _ in rows]
    for row, ref in zip(rows, refs, strict=True):
        parts = {part: _own(row, index) for part, index in at.items() if index >= 0}
        yield StrategicIssue.model_validate({"ref": _letter(ref, refs, row.where, notes), **parts})


def _whole_header(grid: Grid) -> tuple[list[str], Sequence[Row]]:
    """The headings in small letters, and the rows below. A heading may go on in the next row, where no issue stands."""
    header = [text.lower() for text in grid.rows[0].texts]
    issue = next(i for i, text in enumerate(header) if "strategic issue" in text)
    rows = grid.rows[1:]
    if rows and not any(_own(rows[0], i) for i in range(issue + 1)):
        header = [f"{text} {_own(rows[0], i).lower()}".strip() for i, text in enumerate(header)]
        rows = rows[1:]
    return header, rows


_DIGIT_LIKE_LETTER = {"0": "O", "1": "I"}


def _letter(ref: str, refs: Sequence[str], where: str, notes: Notes) -> str:
    """The reference of an issue; a digit among letters is the letter that it looks like ("N", "0", "P")."""
    letters = sum(len(other) == 1 and other.isalpha() for other in refs)
    if ref in _DIGIT_LIKE_LETTER and letters > len(refs) / 2:
        letter = _DIGIT_LIKE_LETTER[ref]
        notes.mended.append(Mended(before=ref, after=letter, where=where, why="a digit where the others have letters"))
        return letter
    return mended_ref(ref, where, notes)


def statement_title(caption: str, above: Above) -> str:
    """The title of a council's statement: the name right above it, else that of the section that holds it."""
    named = title_above(above.said[0]) if above.said else ""
    return named or (caption if above.said else "") or next(iter(above.titles), caption)


def _statement(grid: Grid, title: str, facts: Mapping[str, str], notes: Notes, above: Above) -> Statement:
    header = grid.rows[0].texts
    statement, assumed = settle_forecast(statement_of(title, header, [row.texts for row in grid.rows[1:]]))
    notes.assumed.extend(assumed)
    if not is_ours(header):
        statement, assumed = settle_convention(statement, [*above.said, *above.titles])
        notes.assumed.extend(assumed)
        near = [*above.said[:1], *filter(speaks_of_money, (*above.said[1:], *above.titles))]
        as_at = statement.as_at or stands_at([title, *header]) or stands_at(near)
        return statement.model_copy(update={"as_at": as_at})
    # our own paper says these outright, or the report does not know them
    unit = facts.get(labels.MONEY_UNIT, "")
    return statement.model_copy(
        update={
            "as_at": day_in(facts.get(labels.AS_AT, "")),
            "unit": MoneyUnit(unit) if unit in set(MoneyUnit) else None,
            "convention": convention_named(facts.get(labels.CONVENTION, "")),
        }
    )
