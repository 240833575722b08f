"""The report that a round's record makes: its sections in order, its lines as given, its officers by post; and back from Word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.model.figures import Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import Arrow, Light
from goldenthread.model.report import Declaration, Narrative, Report, ReportKind
from goldenthread.model.text import ListItem, plain
from goldenthread.readers import read
from goldenthread.rules import checks
from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.models import Measure, PlanState
from goldenthread.web.reports.assemble import previous_of, report_of, report_of_directorate, report_of_priority
from goldenthread.web.reports.contents import contents_of
from goldenthread.web.returns.models import Update
from goldenthread.writers.docx import to_docx
from tests.web.conftest import Cast
from tests.web.plans.builders import make_figure, make_measure, make_objective, make_plan, make_target
from tests.web.reports.builders import COUNCIL, Quarter, answer, approve, make_quarter, make_ready, tell
from tests.web.reports.verdicts import without_verdicts
from tests.web.returns.builders import make_return, make_round, make_update


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_ready(cast)


def through_word(report: Report, folder: Path) -> Report:
    path = folder / "paper.docx"
    path.write_bytes(to_docx(report))
    return read(path).report


def titles(report: Report) -> list[str]:
    return [f"{getattr(one, 'number', '')} {one.title}".strip() for one in report.sections]


def test_the_priority_based_report_has_its_sections_in_order(quarter: Quarter) -> None:
    report = report_of_priority(quarter.round, quarter.priority, COUNCIL)
    assert titles(report) == [
        "1.0 Introduction",
        "2.0 Key developments",
        "3.0 Emerging issues",
        "4.0 Performance overview",
        "Help families early",
    ]
    assert (report.kind, report.title) == (
        ReportKind.PRIORITY,
        "Priority-based report: Children and young people, Quarter 2 2021/22",
    )
    assert (report.council, report.directorate, report.departments) == (COUNCIL, "People", ("Early Help",))
    assert (report.priority, report.period) == ("Children and young people", Period.financial_quarter(2021, 2))


def test_the_departmental_report_ends_with_the_directors_declaration(quarter: Quarter) -> None:
    report = report_of_directorate(quarter.owed, COUNCIL)
    assert titles(report)[-1] == "5.0"  # under the title that papers give it
    said = report.sections[-1]
    assert isinstance(said, Declaration)
    assert (said.by, said.on) == ("Director of People", date(2021, 10, 22))
    assert [plain(one) for one in said.blocks] == [
        "These data are right as far as we know.",
        "One figure is provisional.",
    ]
    assert (report.kind, report.priority) == (ReportKind.DEPARTMENTAL, "")


def test_a_return_that_is_not_declared_says_so(cast: Cast) -> None:
    report = report_of_directorate(make_quarter(cast).owed, COUNCIL)
    said = report.sections[-1]
    assert isinstance(said, Declaration)
    assert (said.by, said.on) == ("", None)
    assert "has not declared" in plain(said.blocks[0])


def test_a_line_says_what_the_officer_gave(quarter: Quarter) -> None:
    report = report_of_priority(quarter.round, quarter.priority, COUNCIL)
    (measure,), (milestone,) = report.measures, report.milestones
    cells = {cell.column.role: cell.text for cell in measure.cells}
    assert (cells[Role.LAST_ACTUAL], cells[Role.TARGET], cells[Role.CURRENT]) == ("92.1", "95", "93.5%")
    assert measure.progress.judged is Light.AMBER
    assert measure.progress.computed is not None
    assert measure.travel.judged is Arrow.BETTER
    assert measure.commentary is not None
    assert measure.commentary.by == ("Divisional Manager, Early Help",)
    assert [plain(one) for one in measure.commentary.blocks] == [
        "Attendance rose in most schools.",
        "It fell in two.",
        "Illness",
        "Moves between schools",
    ]
    assert (milestone.line, milestone.ref) == ("milestone", "PED01a")


def test_the_sections_are_told_in_paragraphs_and_lists(quarter: Quarter) -> None:
    report = report_of_priority(quarter.round, quarter.priority, COUNCIL)
    developments, issues = report.sections[1:3]
    assert isinstance(developments, Narrative)
    assert [(isinstance(one, ListItem), plain(one)) for one in developments.blocks] == [
        (False, "A second hub opened."),
        (True, "In the town"),
        (True, "In a village"),
    ]
    assert isinstance(issues, Narrative)
    assert [plain(one) for one in issues.blocks] == ["Nothing is reported for this quarter."]


def test_officers_are_named_by_their_posts_and_nobody_by_name(quarter: Quarter) -> None:
    """R10.4, by looking for every person of the record in what is printed."""
    for report in (
        report_of_priority(quarter.round, quarter.priority, COUNCIL),
        report_of_directorate(quarter.owed, COUNCIL),
    ):
        text = report.model_dump_json()
        assert [one.name for one in Person.objects.all() if one.name in text] == []
        assert [(one.initials, one.name, one.post) for one in report.officers] == [
            ("DP", "", "Director of People"),
            ("DMEH", "", "Divisional Manager, Early Help"),
        ]


def test_the_key_holds_the_lights_and_arrows_that_are_printed(quarter: Quarter) -> None:
    report = report_of_priority(quarter.round, quarter.priority, COUNCIL)
    assert [one.light for one in report.rule_set.lights] == [Light.AMBER]
    assert [one.arrow for one in report.rule_set.arrows] == [Arrow.BETTER]


def test_a_priority_is_served_across_directorates(quarter: Quarter, cast: Cast) -> None:
    other = make_plan(cast.directorates["Places"], state=PlanState.APPROVED, title="Places 2021/22")
    objective = make_objective(other, ref="PLA01", priority=quarter.priority, title="Safe ways to school")
    owed = make_return(quarter.round, other)
    make_update(owed, make_measure(objective, ref="PLA01 01", title="Crossings mended"))
    make_update(owed, make_measure(make_objective(other, ref="PLA02", title="Not of this priority"), ref="PLA02 01"))
    tell(owed, key_developments="Two crossings were mended.", emerging_issues="Steel is dear.")
    report = report_of_priority(quarter.round, quarter.priority, COUNCIL)
    assert [one.ref for one in report.objectives] == ["PED01", "PLA01"]
    assert report.directorate == ""
    developments, issues = report.sections[1:3]
    assert isinstance(developments, Narrative)
    assert isinstance(issues, Narrative)
    assert [(one.number, one.title) for one in developments.items] == [("2.1", "People"), ("2.2", "Places")]
    assert [(one.number, one.title) for one in issues.items] == [("3.1", "Places")]
    assert [one.ref for one in report_of_directorate(owed, COUNCIL).objectives] == ["PLA01", "PLA02"]


def test_what_nobody_answered_is_printed_as_left_blank(cast: Cast) -> None:
    made = make_quarter(cast)
    measure = report_of_priority(made.round, made.priority, COUNCIL).lines[0]
    current, light = measure.cell(Role.CURRENT), measure.cell(Role.PROGRESS)
    assert current is not None
    assert light is not None
    assert (current.text, light.text, measure.progress.judged) == ("Left blank", "Left blank", None)


def test_a_dropped_line_is_left_out_unless_it_was_approved(quarter: Quarter) -> None:
    Measure.objects.update(dropped_on=date(2021, 10, 1))
    assert len(report_of_priority(quarter.round, quarter.priority, COUNCIL).measures) == 1
    Update.objects.update(state="submitted")
    assert report_of_priority(quarter.round, quarter.priority, COUNCIL).measures == ()


def test_the_period_is_the_same_everywhere(quarter: Quarter) -> None:
    """R7.10, by the library's own checks on periods; and nothing that we wrote ourselves is found wanting."""
    for report in (
        report_of_priority(quarter.round, quarter.priority, COUNCIL),
        report_of_directorate(quarter.owed, COUNCIL),
    ):
        found = checks.run(report)
        assert [one.says for one in found if one.code.startswith(("PER", "REF", "OFF", "TXT"))] == []


@pytest.mark.parametrize("of", ["priority", "directorate"])
def test_the_word_file_gives_the_report_it_was_made_from(of: str, quarter: Quarter, tmp_path: Path) -> None:
    report = (
        report_of_priority(quarter.round, quarter.priority, COUNCIL)
        if of == "priority"
        else report_of_directorate(quarter.owed, COUNCIL)
    )
    assert through_word(report, tmp_path) == without_verdicts(report)


def test_an_unanswered_paper_comes_back_from_word_as_well(cast: Cast, tmp_path: Path) -> None:
    made = make_quarter(cast)
    report = report_of_priority(made.round, made.priority, COUNCIL)
    assert through_word(report, tmp_path) == without_verdicts(report)


def test_last_quarters_paper_is_made_of_the_same_lines(quarter: Quarter, cast: Cast) -> None:
    then = make_round(
        cast["performance officer"],
        title="Quarter 1, 2021/22",
        observed_from=date(2021, 4, 1),
        observed_to=date(2021, 6, 30),
        opens=date(2021, 7, 1),
        officers_by=date(2021, 7, 18),
        directors_by=date(2021, 7, 22),
        performance_by=date(2021, 7, 29),
        despatch_by=date(2021, 8, 12),
        meeting_on=date(2021, 8, 22),
    )
    update = make_update(make_return(then, quarter.plan), quarter.measure)
    answer(update, "90.2%", what_happened="Fewer came than in March.", why="")
    previous = previous_of(contents_of(quarter.by_priority))
    assert previous is not None
    assert previous.period == Period.financial_quarter(2021, 1)
    current = previous.measures[0].cell(Role.CURRENT)
    assert current is not None
    assert current.text == "90.2%"


def test_six_hundred_measures_ask_no_more_than_one(quarter: Quarter, cast: Cast) -> None:
    with CaptureQueriesContext(
        connection,
    ) as one:
        report_of(contents_of(quarter.by_directorate), COUNCIL)
    objective = quarter.objective
    for number in range(30):
        measure = make_measure(
            objective, ref=f"PED01 {number + 10}", title=f"Measure {number}", owner=cast.posts["officer"]
        )
        make_target(measure)
        make_figure(measure, "91.0")
        update = make_update(quarter.owed, measure)
        answer(update)
        approve(update, cast["director"])
    with CaptureQueriesContext(connection) as many:
        report = report_of(contents_of(quarter.by_directorate), COUNCIL)
    assert len(report.measures) == 31
    assert len(many) == len(one) <= 10
