"""A whole report judged: the computed light and arrow of every line, beside the officers' own, which are never touched (R4.3).

    judge(report, rules=DEFAULT, last_year=None, previous=None) -> Report

`last_year` is the report of the same period a year earlier and `previous` that of the period before, where they are at
hand. A plan reports no progress, so its lines are left as they are. Where the paper has no definitions of its lights or
arrows, those of the rules are put in, so that the key says what was used.
"""

from __future__ import annotations

from goldenthread.model.plan import AnyLine, MeasureLine, MilestoneLine
from goldenthread.model.report import AnySection, Objective, Report, ReportKind, RuleSet
from goldenthread.rules import milestones, progress, travel
from goldenthread.rules.rule_sets import DEFAULT, Rules
from goldenthread.rules.travel import Before, Then

_PLANS = (ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES)


def judge(
    report: Report, rules: Rules = DEFAULT, last_year: Report | None = None, previous: Report | None = None
) -> Report:
    """The report with `computed` filled in; its words, figures and judgements are the same as before."""
    if report.kind in _PLANS:
        return report
    befores = _befores(report, last_year, previous)
    at = 0
    sections: list[AnySection] = []
    for section in report.sections:
        if isinstance(section, Objective) and section.lines:
            lines: list[AnyLine] = []
            for line in section.lines:
                lines.append(judge_line(line, report, rules, befores.get(at)))
                at += 1
            sections.append(section.model_copy(update={"lines": tuple(lines)}))
        else:
            sections.append(section)
    return report.model_copy(update={"sections": tuple(sections), "rule_set": _words(report.rule_set, rules)})


def judge_line(line: AnyLine, report: Report, rules: Rules = DEFAULT, before: Before | None = None) -> AnyLine:
    """One line of a report with its computed light, and a measure's arrow."""
    if isinstance(line, MilestoneLine):
        as_at = report.period.end if report.period else None
        light = milestones.of_milestone(line, as_at, rules)
        return line.model_copy(update={"progress": line.progress.model_copy(update={"computed": light})})
    arrow = travel.of_measure(line, report.period, rules, before)
    light = progress.of_measure(line, report.period, rules, arrow)
    return line.model_copy(
        update={
            "progress": line.progress.model_copy(update={"computed": light}),
            "travel": line.travel.model_copy(update={"computed": arrow}),
        }
    )


def _words(own: RuleSet, rules: Rules) -> RuleSet:
    """The paper's own definitions; those of the rules where it has none (R4.8)."""
    used = rules.rule_set()
    return RuleSet(lights=own.lights or used.lights, arrows=own.arrows or used.arrows)


def _befores(report: Report, last_year: Report | None, previous: Report | None) -> dict[int, Before]:
    """What earlier reports have of each measure, by its place among the lines of this one."""
    year, quarter = _matched(report, last_year), _matched(report, previous)
    return {
        at: Before(
            last_year=year.get(at),
            previous=quarter.get(at),
            has_last_year=last_year is not None,
            has_previous=previous is not None,
        )
        for at, line in enumerate(report.lines)
        if isinstance(line, MeasureLine) and (last_year or previous)
    }


def _matched(report: Report, other: Report | None) -> dict[int, Then]:
    """The same measures in another report, by identity and then likeness of title; only those that are certain."""
    if other is None or other.period is None:
        return {}
    from goldenthread.rules.checks.paper import Paper, match_lines  # the checks stand on the rules, so not before

    lines = Paper(report).lines
    found = match_lines(lines, Paper(other).lines)
    return {
        at: Then(then.line, other.period)
        for at, held in enumerate(lines)
        if (then := found.get(held.place.order)) and isinstance(then.line, MeasureLine)
    }
