"""The Report as JSON: it comes back equal, and what is no such report is refused with a sentence that says what to do."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from goldenthread.model.budget import BudgetCell, BudgetColumn, BudgetLine, BudgetRole, Statement
from goldenthread.model.figures import Absence, Cell, Column, Figure, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Action,
    Commentary,
    Definition,
    Due,
    Known,
    Light,
    MeasureLine,
    MilestoneLine,
    Polarity,
    PolarityPart,
    Progress,
    Ratio,
    Verdict,
)
from goldenthread.model.report import (
    Declaration,
    Judgement,
    Judgements,
    LightDefinition,
    Narrative,
    NotAReport,
    Objective,
    Officer,
    Report,
    ReportKind,
    RuleSet,
    StrategicIssue,
    StrategicIssues,
    report_from_json,
    report_schema,
    report_to_json,
)
from goldenthread.model.text import ListItem, Paragraph, Picture, SmallTable, Span
from tests.strategies import judged_and_computed_reports, reports


def _data(report: Report) -> Any:
    return json.loads(report_to_json(report))


# ---- there and back ----


@given(reports())
def test_a_report_comes_back_from_its_json(report: Report) -> None:
    """Nothing is lost on the way to the file that an edition is kept in."""
    assert report_from_json(report_to_json(report)) == report


@given(judged_and_computed_reports())
def test_computed_verdicts_come_back_from_json(report: Report) -> None:
    """The working of a light is kept with it."""
    assert report_from_json(report_to_json(report)) == report


HOLLOW = Report(
    kind=ReportKind.PRIORITY,
    rule_set=RuleSet(lights=(LightDefinition(), LightDefinition(light=Light.RED))),
    sections=(
        Objective(
            ref="",
            priorities=("",),
            responsible=("", "Head of Service"),
            narratives=(Narrative(items=(Narrative(),)),),
            lines=(
                MeasureLine(
                    cells=(
                        Cell(column=Column(role=Role.CURRENT), figures=(Figure(value=Decimal(0)),)),
                        Cell(column=Column(role=Role.OTHER)),
                        Cell(column=Column(role=Role.TARGET), absence=Absence.BLANK),
                    ),
                    progress=Progress(computed=Verdict(sentence="", rule="", version="")),
                    definition=Definition(
                        polarity=PolarityPart(value=Polarity.LOWER, known=Known.PROPOSED), ratio=Ratio(multiplier=0)
                    ),
                    commentary=Commentary(),
                    action=Action(),
                ),
                MilestoneLine(
                    occurrence=2,
                    due=Due(),
                    commentary=Commentary(
                        by=("",),
                        blocks=(
                            Paragraph(),
                            Paragraph(spans=(Span(),)),
                            ListItem(level=4),
                            SmallTable(header=("",), rows=(("",),)),
                            Picture(),
                        ),
                    ),
                ),
            ),
        ),
        Statement(
            columns=(BudgetColumn(role=BudgetRole.OTHER),),
            lines=(
                BudgetLine(),
                BudgetLine(cells=(BudgetCell(), BudgetCell(original="0", value=Decimal(0)))),
            ),
        ),
        StrategicIssues(rows=(StrategicIssue(),)),
        Judgements(rows=(Judgement(),)),
        Declaration(),
    ),
    officers=(Officer(),),
)


def test_what_is_there_but_empty_is_not_taken_for_absent() -> None:
    """A commentary without words is not the same as none, and nought is a number."""
    assert report_from_json(report_to_json(HOLLOW)) == HOLLOW
    assert "multiplier" in report_to_json(HOLLOW)


# ---- the form, for whoever reads the file with another program ----


def _leaves(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value, path)
    else:
        yield path, data


@given(reports())
def test_no_number_of_a_paper_becomes_a_float(report: Report) -> None:
    """Decimals are text, so that 0.1 stays 0.1 in every program; the only bare numbers are counts of things."""
    for path, leaf in _leaves(_data(report)):
        assert not isinstance(leaf, float)
        if isinstance(leaf, int) and not isinstance(leaf, bool):
            assert path[-1] in ("occurrence", "level", "multiplier")


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("0.10", "0.10"), ("-1E-7", "-0.0000001"), ("0", "0")])
def test_numbers_are_written_out(value: str, text: str) -> None:
    """No powers of ten: a spreadsheet and a person read "1000"."""
    cell = Cell(column=Column(role=Role.CURRENT), figures=(Figure(value=Decimal(value)),))
    report = Report(
        kind=ReportKind.PRIORITY, sections=(Objective(ref="A", lines=(MeasureLine(title="Visits", cells=(cell,)),)),)
    )
    assert _data(report)["sections"][0]["lines"][0]["cells"][0]["figures"] == [{"value": text}]


def test_dates_are_iso_and_parts_say_what_they_are() -> None:
    """A public format: ISO dates, a version first, and in each part the word for what it is."""
    report = Report(
        kind=ReportKind.DEPARTMENTAL,
        period=Period.financial_quarter(2021, 1),
        sections=(
            Narrative(title="Introduction", blocks=(Paragraph(), SmallTable(header=("A",)))),
            Objective(ref="A", lines=(MeasureLine(), MilestoneLine())),
            Statement(as_at=dt.date(2021, 9, 30)),
        ),
    )
    data = _data(report)
    assert next(iter(data)) == "version"
    assert data["version"] == "1"
    assert data["period"] == {"kind": "financial quarter", "start": "2021-04-01", "end": "2021-06-30"}
    assert [section["part"] for section in data["sections"]] == ["narrative", "objective", "statement"]
    assert [block["block"] for block in data["sections"][0]["blocks"]] == ["paragraph", "table"]
    assert data["sections"][1]["lines"] == [{"line": "measure"}, {"line": "milestone"}]
    assert data["sections"][2] == {"part": "statement", "as_at": "2021-09-30"}


@given(reports())
def test_the_file_is_text_that_a_person_can_read(report: Report) -> None:
    """UTF-8 without escapes, indented, with a newline at the end; the same report gives the same bytes."""
    text = report_to_json(report)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text.startswith('{\n  "version"')
    assert text.endswith("}\n")
    assert "\\u" not in text
    assert report_to_json(report_from_json(text)) == text


def test_a_report_typed_by_hand_may_leave_out_whatever_it_does_not_hold() -> None:
    """Only the version and the kind must be there."""
    assert report_from_json('{"version": "1", "kind": "business plan"}') == Report(kind=ReportKind.BUSINESS_PLAN)


def test_the_schema_describes_what_is_written() -> None:
    """Each field that a report with every part writes is in the published schema."""
    schema = report_schema()
    known = {name for part in (schema, *schema["$defs"].values()) for name in part.get("properties", {})}
    written = {key for path, _ in _leaves(_data(HOLLOW)) for key in path}
    assert written <= known
    assert schema["properties"]["version"]["const"] == "1"
    assert schema["additionalProperties"] is False


# ---- refusals ----


def _changed(change: Callable[[dict[str, Any]], object]) -> str:
    """A good report's JSON with one change."""
    data = _data(HOLLOW)
    change(data)
    return json.dumps(data)


def _set(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda data: data.__setitem__(key, value)


REFUSED = (
    ("", r"not valid JSON: .* at line 1, column 1\. Mend it there"),
    ('{"kind": ', r"not valid JSON: .* at line 1, column 10\. Mend it there"),
    ("[]", r"not a Golden Thread report: it has no “kind”"),
    ("{}", r"not a Golden Thread report: it has no “kind”"),
    ("[" * 100_000, r"not valid JSON: it is nested too deeply"),
    (_changed(_set("version", "2")), r"of version '2', and this program reads version '1'\. Use the version"),
    (_changed(_set("version", 1)), r"of version 1, and this program reads version '1'"),
    (_changed(lambda data: data.pop("version")), r"of version None, and this program reads"),
    (_changed(_set("kind", "novel")), r"the first is at kind: .*docs/report\.schema\.json"),
    (_changed(_set("councl", "Example")), r"the first is at councl: Extra inputs are not permitted"),
    (_changed(lambda data: data["sections"][0].pop("part")), r"the first is at sections → 0: "),
    (
        _changed(lambda data: data["sections"][0]["lines"][0].__setitem__("progres", {})),
        r"sections → 0 → objective → lines → 0 → measure → progres: Extra inputs",
    ),
    (_changed(_set("period", {"kind": "month", "start": "2021-04-02", "end": "2021-04-30"})), r"is not a month"),
    (_changed(_set("departments", "Education")), r"the first is at departments: "),
)


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[sentence[:40] for _, sentence in REFUSED])
def test_what_is_no_report_of_this_version_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    """Issue 2: unknown versions are refused; a misspelt field is not lost; the message says where and what to do."""
    with pytest.raises(NotAReport, match=sentence):
        report_from_json(text)


def test_the_report_that_the_refusals_change_is_itself_accepted() -> None:
    """So that each refusal above is for its one change."""
    assert report_from_json(_changed(lambda data: None)) == HOLLOW
