"""From the record of a round to the Report that is tabled: the same value that is checked, previewed, downloaded and frozen.

Plain sections in the order of the council's papers (handbook 7.4). Officers are named by their posts alone (R10.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from django.utils import timezone

from goldenthread.model.plan import AnyLine
from goldenthread.model.report import (
    AnySection,
    Declaration,
    Narrative,
    Objective,
    Officer,
    Report,
    ReportKind,
    RuleSet,
)
from goldenthread.model.text import AnyBlock, paragraph
from goldenthread.web.plans.models import Priority
from goldenthread.web.reports import texts
from goldenthread.web.reports.contents import Contents, Part, Subject, contents_of
from goldenthread.web.reports.lines_known import printed_line
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import RULES
from goldenthread.web.returns.lines import blocks_of
from goldenthread.web.returns.models import Return, Round, SectionKind
from goldenthread.writers.layout_keys import used_arrows, used_lights

_SECTIONS: Final = (SectionKind.KEY_DEVELOPMENTS, SectionKind.EMERGING_ISSUES)


def report_of_priority(round_: Round, priority: Priority, council: str) -> Report:
    """The round's priority-based report: all objectives that serve the priority, of every directorate with a return."""
    return report_of(contents_of(Subject(round_, priority=priority)), council)


def report_of_directorate(owed: Return, council: str) -> Report:
    """The departmental quarterly monitoring report of one return."""
    return report_of(contents_of(Subject(owed.round, directorate=owed.directorate)), council)


def report_of(contents: Contents, council: str) -> Report:
    """The Report of contents that are read already: no query."""
    subject = contents.subject
    objectives = [_objective(part) for part in contents.parts]
    directorates = [one.directorate.name for one in contents.returns]
    report = Report(
        kind=subject.kind,
        title=subject.title,
        council=council,
        directorate=directorates[0] if len(directorates) == 1 else "",
        departments=tuple(dict.fromkeys(name for one in contents.returns for name in one.plan.departments)),
        priority=subject.priority.title if subject.priority else "",
        period=subject.period,
        rule_set=RULES.rule_set(),
        sections=tuple(_sections(contents, council, objectives)),
        officers=_officers(objectives),
    )
    shown = RuleSet(lights=used_lights(report), arrows=used_arrows(report))
    return report.model_copy(update={"rule_set": shown})


def previous_of(contents: Contents) -> Report | None:
    """What the same lines said in the round before, for the checks that compare; None where nobody was asked then. No query."""
    before = [replace(part, lines=tuple(one.before for one in part.lines if one.before)) for part in contents.parts]
    parts = [part for part in before if part.lines]
    if not parts:
        return None
    then = replace(contents.subject, round=parts[0].lines[0].round)
    objectives = tuple(_objective(part) for part in parts)
    return Report(kind=then.kind, title=then.title, period=then.period, sections=objectives)


# ---- sections ----


def _sections(contents: Contents, council: str, objectives: list[Objective]) -> Iterator[AnySection]:
    subject = contents.subject
    did = (
        f"under the priority “{subject.priority}”"
        if subject.priority
        else f"in the directorate “{subject.directorate}”"
    )
    yield _narrative(1, "Introduction", texts.introduction(did, council, subject.period))
    for number, kind in enumerate(_SECTIONS, start=2):
        yield _told(contents, number, kind)
    yield _narrative(4, "Performance overview", (paragraph(texts.OVERVIEW),))
    yield from objectives
    if subject.kind is ReportKind.DEPARTMENTAL:
        yield _declaration(contents, 5)


def _narrative(number: int, title: str, blocks: Iterable[AnyBlock]) -> Narrative:
    return Narrative(number=f"{number}.0", title=title, blocks=tuple(blocks))


def _told(contents: Contents, number: int, kind: SectionKind) -> Narrative:
    """What the directorates report, each under its name where there are several."""
    told = {
        one.part_of.directorate.name: blocks
        for one in contents.sections
        if one.kind == kind and (blocks := tuple(blocks_of(one.text)))
    }
    if not told:
        return _narrative(number, kind.value, (paragraph(texts.NOTHING_REPORTED),))
    if len(contents.returns) == 1:
        return _narrative(number, kind.value, next(iter(told.values())))
    items = tuple(
        Narrative(number=f"{number}.{place}", title=name, blocks=told[name])
        for place, name in enumerate(sorted(told), start=1)
    )
    return Narrative(number=f"{number}.0", title=kind.value, items=items)


def _declaration(contents: Contents, number: int) -> Declaration:
    """The director's statement as they confirmed it, by their post; under the title that papers give it (model/labels.py)."""
    owed = contents.returns[0] if contents.returns else None
    made = owed.declared_at if owed else None
    if owed is None or made is None:
        return Declaration(number=f"{number}.0", blocks=(paragraph(texts.NOT_DECLARED),))
    return Declaration(
        number=f"{number}.0",
        blocks=tuple(blocks_of(owed.declaration)),
        by=owed.declared_post,
        on=timezone.localdate(made),
    )


# ---- objectives and officers ----


def _objective(part: Part) -> Objective:
    seen: Counter[str] = Counter()
    lines = []
    for gathered in part.lines:
        ref = gathered.line.ref
        seen[ref] += 1
        lines.append(_line(gathered, seen[ref] if ref else 1))
    return Objective(
        ref=part.objective.ref,
        title=" ".join(part.objective.title.split()),
        priorities=part.priorities,
        responsible=(part.owner,) if part.owner else (),
        linked_indicators=" ".join(part.objective.linked_indicators.split()),
        lines=tuple(lines),
    )


def _line(gathered: Gathered, occurrence: int) -> AnyLine:
    return printed_line(gathered).model_copy(update={"occurrence": occurrence})


def _officers(objectives: Iterable[Objective]) -> tuple[Officer, ...]:
    """The posts that the paper names, in the order in which it names them."""
    posts: dict[str, None] = {}
    for objective in objectives:
        posts |= dict.fromkeys(objective.responsible)
        for line in objective.lines:
            posts |= dict.fromkeys((*line.responsible, *(line.commentary.by if line.commentary else ())))
    return tuple(Officer(initials=short, post=post) for post, short in texts.initials_of(tuple(posts)).items())
