"""The Report: one immutable value that holds everything a reader of the paper can see, beside what we make of it.

Readers produce it, writers consume it, rules and checks work on it, and an edition tabled at committee is its JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, get_origin

from pydantic import Field, ValidationError

from goldenthread.model.budget import Statement
from goldenthread.model.periods import Period
from goldenthread.model.plan import AnyLine, Arrow, Light, MeasureLine, MilestoneLine
from goldenthread.model.text import Block
from goldenthread.model.values import Value

SCHEMA_VERSION: Final = "1"


class ReportKind(StrEnum):
    """The families of paper that councils print."""

    PRIORITY = "priority-based report"
    DEPARTMENTAL = "departmental quarterly monitoring report"
    BUSINESS_PLAN = "business plan"
    SERVICE_OBJECTIVES = "service objectives"


class NarrativeRole(StrEnum):
    """What a narrative section is about; `other` where it is none of these."""

    INTRODUCTION = "introduction"
    AIM = "aim"
    KEY_DEVELOPMENTS = "key developments"
    EMERGING_ISSUES = "emerging issues"
    EQUALITY = "equality actions"
    OVERVIEW = "performance overview"
    FINANCE = "finance"
    APPENDICES = "appendices"
    OTHER = "other"


_NARRATIVE_WORDS = (
    (NarrativeRole.KEY_DEVELOPMENTS, re.compile(r"\bkey developments?\b")),
    (NarrativeRole.EMERGING_ISSUES, re.compile(r"\bemerging issues?\b")),
    (NarrativeRole.EQUALITY, re.compile(r"\bequality\b")),
    (NarrativeRole.FINANCE, re.compile(r"\bfinanc(?:e|ial)\b|\bbudget\b")),
    (NarrativeRole.OVERVIEW, re.compile(r"\bperformance overview\b|^progress against\b")),
    (NarrativeRole.APPENDICES, re.compile(r"^appendi(?:x|ces)$")),
    (NarrativeRole.INTRODUCTION, re.compile(r"^introduction\b")),
    (NarrativeRole.AIM, re.compile(r"^(?:overall )?aims?\b")),
)
_DECLARATION_WORDS = re.compile(r"\bdata quality\b|\bdeclaration\b")


def narrative_role(title: str) -> NarrativeRole:
    """What a section with this title is about."""
    words = title.lower()
    return next((role for role, known in _NARRATIVE_WORDS if known.search(words)), NarrativeRole.OTHER)


def is_declaration(title: str) -> bool:
    """Whether a section with this title is the data quality statement."""
    return bool(_DECLARATION_WORDS.search(title.lower()))


class Narrative(Value):
    """Running text under a heading, with the numbered items beneath it. `title` is "" for a numbered paragraph."""

    part: Literal["narrative"] = "narrative"
    number: str = ""
    title: str = ""
    blocks: tuple[Block, ...] = ()
    items: tuple[Narrative, ...] = ()

    @property
    def role(self) -> NarrativeRole:
        """What its title says that it is about."""
        return narrative_role(self.title)


class Objective(Value):
    """A service objective and its lines, in the order of the paper. `linked_indicators` is as printed."""

    part: Literal["objective"] = "objective"
    ref: str
    title: str = ""
    priorities: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    linked_indicators: str = ""
    narratives: tuple[Narrative, ...] = ()
    lines: tuple[Annotated[AnyLine, Field(discriminator="line")], ...] = ()


class StrategicIssue(Value):
    """One row of a table of strategic issues; each part as printed, "" where the cell is empty."""

    ref: str = ""
    issue: str = ""
    baseline: str = ""
    outcomes_year_1: str = ""
    outcomes_year_3: str = ""
    interventions: str = ""
    indicators: str = ""


class StrategicIssues(Value):
    """A table of strategic issues: what is the position, what should change in one year and in three, and how."""

    part: Literal["strategic issues"] = "strategic issues"
    number: str = ""
    title: str = ""
    rows: tuple[StrategicIssue, ...] = ()


class Judgement(Value):
    """One judgement of an inspection and its grade, as printed."""

    judgement: str = ""
    grade: str = ""


class Judgements(Value):
    """The judgements of one inspection."""

    part: Literal["judgements"] = "judgements"
    number: str = ""
    title: str = ""
    rows: tuple[Judgement, ...] = ()


class Declaration(Value):
    """The data quality statement: its words, and who made it when, where the paper says."""

    part: Literal["declaration"] = "declaration"
    number: str = ""
    title: str = ""
    blocks: tuple[Block, ...] = ()
    by: str = ""
    on: dt.date | None = None


AnySection = Narrative | Objective | Statement | StrategicIssues | Judgements | Declaration
Section = Annotated[AnySection, Field(discriminator="part")]


class LightDefinition(Value):
    """What a light means, for a milestone and for a measure ("" where the paper gives none).

    `light` is None where the key's own symbol was a picture that the source lost.
    """

    light: Light | None = None
    milestone: str = ""
    measure: str = ""


class ArrowDefinition(Value):
    """What an arrow means; `arrow` None is the definition of "not comparable"."""

    arrow: Arrow | None = None
    meaning: str = ""


class RuleSet(Value):
    """Which definitions of lights and arrows are in force, in the council's words."""

    lights: tuple[LightDefinition, ...] = ()
    arrows: tuple[ArrowDefinition, ...] = ()


class Officer(Value):
    """An entry in the key of officers."""

    initials: str = ""
    name: str = ""
    post: str = ""


class Attachment(Value):
    """A document that the paper names but does not hold, and the section that names it."""

    name: str = ""
    mentioned_in: str = ""


class Report(Value):
    """One paper. See docs/report.md for each part; the JSON schema is docs/report.schema.json."""

    version: Literal["1"] = SCHEMA_VERSION
    kind: ReportKind
    title: str = ""
    council: str = ""
    directorate: str = ""
    departments: tuple[str, ...] = ()
    priority: str = ""
    period: Period | None = None
    rule_set: RuleSet = RuleSet()
    sections: tuple[Section, ...] = ()
    officers: tuple[Officer, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives, in the order of the paper."""
        return tuple(section for section in self.sections if isinstance(section, Objective))

    @property
    def lines(self) -> tuple[AnyLine, ...]:
        """Every measure and milestone, in the order of the paper."""
        return tuple(line for objective in self.objectives for line in objective.lines)

    @property
    def measures(self) -> tuple[MeasureLine, ...]:
        """Every measure, in the order of the paper."""
        return tuple(line for line in self.lines if isinstance(line, MeasureLine))

    @property
    def milestones(self) -> tuple[MilestoneLine, ...]:
        """Every milestone, in the order of the paper."""
        return tuple(line for line in self.lines if isinstance(line, MilestoneLine))


class NotAReport(ValueError):
    """The data is no Report that this version can read; the message says what to do."""


def report_to_json(report: Report) -> str:
    """The Report as JSON, indented by two spaces, ending with a newline. A field that holds its default is left out."""
    return json.dumps(_as_data(report), ensure_ascii=False, indent=2) + "\n"


def _as_data(value: Any) -> Any:
    """`value` as JSON data: only what differs from the default, and what says which sort of part this is.

    Compared with the default itself, not with emptiness: a commentary without words is not the same as none.
    """
    match value:
        case Value():
            held = ((name, field, getattr(value, name)) for name, field in type(value).model_fields.items())
            return {
                name: _as_data(part)
                for name, field, part in held
                if part != field.default or get_origin(field.annotation) is Literal
            }
        case tuple():
            return [_as_data(item) for item in value]
        case Decimal():
            return f"{value:f}"  # as text, so that no program makes a float of it; never "1E+3"
        case dt.date():
            return value.isoformat()
        case _:
            return value


def report_from_json(text: str) -> Report:
    """The Report that `text` holds. NotAReport when it is no JSON, of another version, or not in the schema."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotAReport(
            f"This is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}. "
            "Mend it there, or read the original paper again."
        ) from error
    except RecursionError as error:
        raise NotAReport(
            "This is not valid JSON: it is nested too deeply for any report. Give a file made by “goldenthread read”."
        ) from error
    if not isinstance(data, dict) or "kind" not in data:
        raise NotAReport(
            "This JSON is not a Golden Thread report: it has no “kind”. Give a file made by “goldenthread read”."
        )
    version = data.get("version")
    if version != SCHEMA_VERSION:
        raise NotAReport(
            f"This report says it is of version {version!r}, and this program reads version {SCHEMA_VERSION!r}. "
            "Use the version of Golden Thread that wrote it, or read the original paper again."
        )
    try:
        return Report.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = " → ".join(str(step) for step in first["loc"])
        raise NotAReport(
            f"This report has {error.error_count()} thing(s) that do not fit: the first is at {where}: {first['msg']}. "
            "Mend it there; docs/report.schema.json says what may stand where."
        ) from error


def report_schema() -> dict[str, Any]:
    """The published JSON schema of a Report."""
    schema = Report.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Golden Thread report, version {SCHEMA_VERSION}"
    return schema
