"""A whole report judged (R4.3, R4.8, R4.11): verdicts beside the paper, never in its place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given

from goldenthread.model.plan import Arrow, Light, MeasureLine, Polarity, Reason, TimeBasis
from goldenthread.model.report import LightDefinition, Objective, Report, ReportKind, RuleSet, report_from_json
from goldenthread.rules.judge import judge
from goldenthread.rules.rule_sets import DEFAULT, PRESETS, Rules
from tests.rules.measures import Q1, definition, measure, report
from tests.strategies import small_reports

EXAMPLE = Path(__file__).parents[2] / "examples" / "2021-22-q1.json"
SNAPSHOT = definition(Polarity.HIGHER, TimeBasis.SNAPSHOT)


def without_verdicts(whole: Report) -> Report:
    """The report as a paper prints it: no computed verdict, and the definitions of its lights left out."""
    sections = []
    for section in whole.sections:
        if isinstance(section, Objective):
            lines = []
            for line in section.lines:
                update: dict[str, object] = {"progress": line.progress.model_copy(update={"computed": None})}
                if isinstance(line, MeasureLine):
                    update["travel"] = line.travel.model_copy(update={"computed": None})
                lines.append(line.model_copy(update=update))
            section = section.model_copy(update={"lines": tuple(lines)})
        sections.append(section)
    return whole.model_copy(update={"sections": tuple(sections), "rule_set": RuleSet()})


@given(small_reports())
def test_judging_changes_nothing_that_is_printed(paper: Report) -> None:
    """R4.3 and R4.11: cells, judgements and words stay; the paper's own definitions are not replaced."""
    judged = judge(paper, last_year=paper, previous=paper)
    assert without_verdicts(judged) == without_verdicts(paper)
    assert judged.rule_set.lights == paper.rule_set.lights or not paper.rule_set.lights
    assert judged.rule_set.arrows == paper.rule_set.arrows or not paper.rule_set.arrows
    assert judge(judged, last_year=paper, previous=paper) == judged


@given(small_reports())
def test_every_line_of_a_report_has_its_verdicts_and_of_a_plan_none(paper: Report) -> None:
    plan = paper.kind in (ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES)
    judged = judge(paper)
    assert all((line.progress.computed is None) is plan for line in judged.lines)
    assert all((line.travel.computed is None) is plan for line in judged.measures)
    for line in judged.measures:
        for verdict in (line.progress.computed, line.travel.computed):
            if verdict:
                assert [verdict.light, verdict.arrow, verdict.reason].count(None) == 2
                assert verdict.sentence.strip()


def test_the_report_of_a_year_ago_gives_the_arrow() -> None:
    now, then = report(measure("80%")), report(measure("75%"), period=Q1.same_period_last_year)
    verdict = judge(now, last_year=then).measures[0].travel.computed
    assert verdict is not None
    assert verdict.arrow is Arrow.BETTER


def test_a_reference_used_again_for_another_measure_is_not_taken_for_the_same() -> None:
    now = report(measure("80%", title="Percentage of homes let within a month"))
    then = report(measure("75%", title="Number of complaints about noise"), period=Q1.same_period_last_year)
    verdict = judge(now, last_year=then).measures[0].travel.computed
    assert verdict is not None
    assert verdict.reason is Reason.UNCERTAIN_MATCH


def test_improved_or_held_rules_use_the_arrow() -> None:
    now, then = report(measure("80", "100")), report(measure("75"), period=Q1.same_period_last_year)
    rules = PRESETS["improved-or-held"]
    with_it, without = judge(now, rules, last_year=then).measures[0], judge(now, rules).measures[0]
    assert with_it.progress.computed is not None
    assert with_it.progress.computed.light is Light.AMBER
    assert without.progress.computed is not None
    assert without.progress.computed.reason is Reason.NO_COMPARISON


def test_the_key_says_what_was_used_where_the_paper_does_not() -> None:
    """R4.8: the paper's own words stay."""
    bare = report(measure("80%"))
    assert judge(bare).rule_set == DEFAULT.rule_set()
    own = RuleSet(lights=(LightDefinition(light=Light.RED, measure="Off course."),))
    kept = judge(bare.model_copy(update={"rule_set": own})).rule_set
    assert kept.lights == own.lights
    assert kept.arrows == DEFAULT.rule_set().arrows


def test_the_example_report() -> None:
    """The example council's own report: what a rule says of five of its measures."""
    judged = judge(report_from_json(EXAMPLE.read_text(encoding="utf-8")))
    said = {line.ref: line.progress.computed.sentence for line in judged.measures if line.progress.computed}
    assert said["PED01 02"] == (
        "Amber: LA 92.5% against the 2020/21 target of 95%, 2.5 points short; within the 10% tolerance."
    )
    assert said["PED02 05"].startswith("Not rated (no profile or forecast): 31 so far")
    assert said["PED03 06"].startswith("Red: Total £13,752,955 against a target of £9,583,822, £4,169,133 over")
    assert said["PED04 06"].startswith("Not rated (the target is a change, not a level)")
    assert said["PED05 03"].startswith("Not rated (see commentary)")


@pytest.mark.parametrize("rules", PRESETS.values(), ids=lambda rules: rules.name)
def test_judging_a_report_takes_milliseconds(rules: Rules) -> None:
    """A few milliseconds on a quiet machine; the bound is for a busy one."""
    paper = report_from_json(EXAMPLE.read_text(encoding="utf-8"))
    judge(paper)
    start = time.perf_counter()
    judge(paper, rules)
    assert time.perf_counter() - start < 0.1
