"""From the flat tables of a workbook or a CSV bundle to the Report that they say; what one file shape and the other share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from goldenthread.model import labels
from goldenthread.model.budget import (
    BudgetCell,
    BudgetColumn,
    BudgetLine,
    BudgetRole,
    Convention,
    MoneyUnit,
    Statement,
)
from goldenthread.model.plan import AnyLine, Arrow, Light
from goldenthread.model.reading import Assumed, Reading, Unplaced, Unreadable
from goldenthread.model.report import (
    AnySection,
    ArrowDefinition,
    Attachment,
    Declaration,
    Judgement,
    Judgements,
    LightDefinition,
    Narrative,
    Objective,
    Officer,
    Report,
    ReportKind,
    RuleSet,
    StrategicIssue,
    StrategicIssues,
)
from goldenthread.readers.line_tables import LineTables
from goldenthread.readers.table_text import date_of, number_of, period_of, unlisted, whole_of, word_of
from goldenthread.readers.text_tables import Texts, read_texts


class Row(dict[str, str]):
    """A row by the names of its columns; a column that the file does not have is empty."""

    def __missing__(self, name: str) -> str:
        return ""


Tables = Mapping[str, Sequence[Row]]

NAMES: Final = (
    "report",
    "sections",
    "objectives",
    "figures",
    "updates",
    "progress_and_travel",
    "definitions",
    "narrative",
    "marked_words",
    "statements",
    "strategic_issues",
    "judgements",
    "symbols",
    "officers",
    "attachments",
)
"""The tables of a report, by the names of their files."""


def report_of(tables: Tables, file_name: str) -> Reading:
    """The report that the tables say. Unreadable, with the place, for a word or number that cannot be."""
    try:
        return _Assembler(tables).reading()
    except ValueError as error:
        raise Unreadable(f"“{file_name}” cannot be read as a report: {error} Mend that cell and try again.") from error


class _Assembler:
    def __init__(self, tables: Tables) -> None:
        self.tables = {name: tables.get(name, ()) for name in NAMES}
        self.assumed: list[Assumed] = []
        self.unplaced: list[Unplaced] = []
        self.facts: dict[str, list[str]] = defaultdict(list)
        for row in self.tables["report"]:
            self.facts[row["property"]].append(row["value"])
        self.period = period_of(self._fact(labels.PERIOD))
        self.texts: Texts = read_texts(self.tables["narrative"], self.tables["marked_words"])
        self.lines = LineTables(self.period, self.texts)
        self.lines.add(self.tables["figures"], self.tables["progress_and_travel"], self.tables["definitions"])

    def _fact(self, name: str) -> str:
        return next(iter(self.facts[name]), "")

    def reading(self) -> Reading:
        report = Report(
            kind=self._kind(),
            title=self._fact("Title"),
            council=self._fact(labels.COUNCIL),
            directorate=self._fact(labels.DIRECTORATE),
            departments=tuple(self.facts[labels.DEPARTMENTS]),
            priority=self._fact(labels.PRIORITY),
            period=self.period,
            rule_set=self._rule_set(),
            sections=tuple(self._sections()),
            officers=tuple(Officer.model_validate(_of(row, Officer)) for row in self.tables["officers"]),
            attachments=tuple(Attachment.model_validate(_of(row, Attachment)) for row in self.tables["attachments"]),
        )
        assumed = (*self.assumed, *self.lines.assumed, *self.texts.assumed)
        return Reading(report=report, assumed=assumed, unplaced=tuple(self.unplaced))

    def _kind(self) -> ReportKind:
        kind = word_of(self._fact(labels.REPORT_TYPE), ReportKind)
        if kind is None:
            kind = ReportKind.PRIORITY
            self.assumed.append(Assumed(what=f"this is a {kind.value}", why="the tables do not say what it is"))
        return kind

    def _rule_set(self) -> RuleSet:
        lights = [row for row in self.tables["symbols"] if row["kind"] == "light"]
        arrows = [row for row in self.tables["symbols"] if row["kind"] == "arrow"]
        return RuleSet(
            lights=tuple(
                LightDefinition(
                    light=Light(row["symbol"]) if row["symbol"] in set(Light) else None,
                    milestone=row["milestone"],
                    measure=row["measure"],
                )
                for row in lights
            ),
            arrows=tuple(
                ArrowDefinition(
                    arrow=Arrow(row["symbol"]) if row["symbol"] in set(Arrow) else None, meaning=row["measure"]
                )
                for row in arrows
            ),
        )

    # ---- parts ----

    def _sections(self) -> Iterator[AnySection]:
        lines = self._lines_by_objective()
        parts = sorted(self.tables["sections"], key=lambda row: whole_of(row["part"]) or 0)
        objectives = {row["part"]: row for row in self.tables["objectives"]}
        for row in parts:
            yield self._section(row, objectives.get(row["part"], Row()), lines)
        for ref, left in lines.items():
            if left:
                yield Objective(ref=ref, lines=tuple(left))

    def _lines_by_objective(self) -> dict[str, list[AnyLine]]:
        """The lines by the part that their row names, else by the reference of their objective."""
        known = {row["ref"]: row["part"] for row in self.tables["objectives"]}
        parts = set(known.values())
        lines: dict[str, list[AnyLine]] = defaultdict(list)
        rows = sorted(self.tables["updates"], key=lambda row: whole_of(row["line"]) or 10**9)
        for row in rows:
            home = row["part"] if row["part"] in parts else known.get(row["objective"], row["objective"])
            lines[home].append(self.lines.line(row))
        return lines

    def _section(self, row: Row, objective: Row, lines: dict[str, list[AnyLine]]) -> AnySection:
        part, number, title = row["part"], row["number"], row["title"]
        match row["kind"]:
            case "objective":
                return Objective(
                    ref=objective["ref"],
                    title=objective["title"] or title,
                    priorities=unlisted(objective["priorities"]),
                    responsible=unlisted(objective["responsible"]),
                    linked_indicators=objective["linked_indicators"],
                    narratives=self.texts.items(part),
                    lines=tuple(lines.pop(part, [])),
                )
            case "statement":
                return self._statement(row)
            case "strategic issues":
                issues = self._rows("strategic_issues", part)
                rows = tuple(StrategicIssue.model_validate(_of(issue, StrategicIssue)) for issue in issues)
                return StrategicIssues(number=number, title=title, rows=rows)
            case "judgements":
                judged = self._rows("judgements", part)
                return Judgements(
                    number=number,
                    title=title,
                    rows=tuple(Judgement.model_validate(_of(judgement, Judgement)) for judgement in judged),
                )
            case "declaration":
                return Declaration(
                    number=number,
                    title=title,
                    blocks=self.texts.of(part),
                    by=row["declared_by"],
                    on=date_of(row["declared_on"]),
                )
            case "narrative":
                return Narrative(number=number, title=title, blocks=self.texts.of(part), items=self.texts.items(part))
            case kind:
                raise ValueError(f"“{kind}” is no kind of part.")

    def _rows(self, table: str, part: str) -> list[Row]:
        rows = [row for row in self.tables[table] if row["part"] == part]
        return sorted(rows, key=lambda row: whole_of(row["row"]) or 0)

    def _statement(self, section: Row) -> Statement:
        part = section["part"]
        rows = self._rows("statements", part)
        first = rows[0] if rows else Row()
        headings = {row["column"]: row for row in rows if row["column"]}
        columns = sorted(headings.values(), key=lambda row: whole_of(row["column"]) or 0)
        by_line: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row["row"]:
                by_line[row["row"]].append(row)
        return Statement(
            number=section["number"],
            title=section["title"],
            as_at=date_of(first["as_at"]),
            unit=word_of(first["unit"], MoneyUnit),
            convention=word_of(first["convention"], Convention),
            columns=tuple(
                BudgetColumn(heading=row["heading"], role=word_of(row["role"], BudgetRole) or BudgetRole.OTHER)
                for row in columns
            ),
            lines=tuple(_budget_line(cells) for cells in by_line.values()),
            commentary=self.texts.of(part),
        )


def _budget_line(rows: Sequence[Row]) -> BudgetLine:
    cells = sorted((row for row in rows if row["column"]), key=lambda row: whole_of(row["column"]) or 0)
    return BudgetLine(
        section=rows[0]["section"],
        label=rows[0]["label"],
        cells=tuple(BudgetCell(original=row["original"], value=number_of(row["value"])) for row in cells),
    )


def _of(row: Row, value: type[Officer | Attachment | StrategicIssue | Judgement]) -> dict[str, str]:
    """The fields of `value` that the row holds."""
    return {name: row[name] for name in value.model_fields}


def rows_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Rows under a header; rows without a word are left out."""
    return tuple(Row(zip(header, row, strict=False)) for row in rows if any(row))
