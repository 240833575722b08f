"""Which papers may be held against each other: last quarter's report and the plan in force, or why not, in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from goldenthread.model.periods import Period
from goldenthread.model.report import Report, ReportKind
from goldenthread.rules.checks.paper import Paper, match_lines

PLANS = frozenset({ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES})
"""The kinds of paper that say what should be reached, not what was."""


class Named(NamedTuple):
    """A report and what its file is called."""

    name: str
    report: Report


class Companions(NamedTuple):
    """What a report is held against, and a sentence for each thing that was not done, or not as asked."""

    previous: Named | None = None
    plan: Named | None = None
    remarks: tuple[str, ...] = ()


def fit(paper: Named, previous: Named | None, plan: Named | None) -> Companions:
    """What of the papers that were named may be used, with what is to be said of the rest and what was done instead."""
    remarks: list[str] = []
    if previous and (said := _why_not_previous(paper, previous)):
        remarks.append(f"{said} {paper.name} was checked without last quarter's report.")
        previous = None
    elif previous and (said := _of_another_distance(paper, previous)):
        remarks.append(said)
    if plan and (said := _why_not_plan(paper, plan)):
        remarks.append(f"{said} {paper.name} was checked without a plan.")
        plan = None
    return Companions(previous, plan, tuple(remarks))


def pair(papers: Sequence[Named]) -> list[Companions]:
    """For each of several papers, last quarter's report and the plan among the others, where there is exactly one.

    Two papers of one quarter and one subject are each checked alone, and said to be two; so is a paper with two possible
    predecessors.
    """
    by_period: dict[Period, list[Named]] = defaultdict(list)
    plans: list[Named] = []
    for paper in papers:
        if not paper.report.lines:
            continue  # a letter or a note among the papers is no one's predecessor
        if paper.report.kind in PLANS:
            plans.append(paper)
        elif paper.report.period:
            by_period[paper.report.period].append(paper)
    return [_pair(paper, by_period, plans) for paper in papers]


def _pair(paper: Named, by_period: dict[Period, list[Named]], plans: list[Named]) -> Companions:
    period = paper.report.period
    if period is None or paper.report.kind in PLANS or not paper.report.lines:
        return Companions()
    remarks: list[str] = []
    twins = [other for other in by_period[period] if other is not paper and _one_series(paper.report, other.report)]
    if twins:
        remarks.append(
            f"{_names([paper, *twins])} are all of {period.label}: each was checked by itself, and none against the others."
            if len(twins) > 1
            else f"{paper.name} and {twins[0].name} are both of {period.label}: each was checked by itself."
        )
    before = [one for one in by_period.get(period.previous, ()) if _one_series(paper.report, one.report)]
    if len(before) > 1:
        remarks.append(
            f"{_names(before)} are all of {period.previous.label}: {paper.name} was not compared with any of them. "
            "Name the right one with --previous."
        )
    in_force = [one for one in plans if not _why_not_plan(paper, one) and _share_lines(paper, one)]
    if len(in_force) > 1:
        remarks.append(
            f"{_names(in_force)} could each be the plan of {paper.name}: none was used. Name the right one with --plan."
        )
    return Companions(_only(before), _only(in_force), tuple(remarks))


def _only(papers: list[Named]) -> Named | None:
    return papers[0] if len(papers) == 1 else None


def _names(papers: Sequence[Named]) -> str:
    return f"{', '.join(one.name for one in papers[:-1])} and {papers[-1].name}"


def _why_not_previous(paper: Named, previous: Named) -> str:
    """Why that paper is not one to compare with, "" when it may be."""
    mine, theirs = paper.report, previous.report
    if said := _another_council(paper, previous):
        return said
    if mine.period and theirs.period and mine.period == theirs.period:
        return f"{previous.name} is of {theirs.period.label}, as {paper.name} is itself."
    if mine.period and theirs.period and theirs.period.end >= mine.period.end:
        return (
            f"{previous.name} is of {theirs.period.label}, which is later than the {mine.period.label} of {paper.name}."
        )
    if not _share_lines(paper, previous):
        return f"{previous.name} has no measure or milestone in common with {paper.name}."
    return ""


def _of_another_distance(paper: Named, previous: Named) -> str:
    mine, theirs = paper.report.period, previous.report.period
    if mine is None or theirs is None:
        return f"{(previous if theirs is None else paper).name} does not say which quarter it is of: it was taken as named."
    if theirs != mine.previous:
        return (
            f"{previous.name} is of {theirs.label}, not of the quarter before {mine.label}: "
            "what is said below of last quarter is said of it."
        )
    return ""


def _why_not_plan(paper: Named, plan: Named) -> str:
    mine, theirs = paper.report.period, plan.report.period
    if said := _another_council(paper, plan):
        return said
    if mine and theirs and (mine.start > theirs.end or mine.end < theirs.start):
        return f"{plan.name} is for {theirs.label}, and {paper.name} is of {mine.label}."
    return ""


def _another_council(paper: Named, other: Named) -> str:
    mine, theirs = paper.report.council, other.report.council
    if mine and theirs and mine.casefold() != theirs.casefold():
        return f"{other.name} is of {theirs}, and {paper.name} of {mine}."
    return ""


def _one_series(one: Report, other: Report) -> bool:
    """Whether two reports are of one kind, council and subject, as far as they say."""
    pairs = (
        (one.council, other.council),
        (one.directorate, other.directorate),
        (one.priority, other.priority),
    )
    return one.kind is other.kind and all(
        not mine or not theirs or mine.casefold() == theirs.casefold() for mine, theirs in pairs
    )


def _share_lines(one: Named, other: Named) -> bool:
    """Whether any measure or milestone is in both; papers without any are taken to."""
    mine, theirs = Paper(one.report).lines, Paper(other.report).lines
    return not mine or not theirs or bool(match_lines(mine, theirs))
