"""The quarters of the example council: the first approved, declared and tabled; the second collected now, and half answered.

Both are answered by the actions that people use, as the holders of the posts. The second round ends some weeks after the day on
which the example is opened, so that visitors can answer in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from goldenthread.model.figures import Absence, Marker, Role, Unit
from goldenthread.model.figures import Figure as Printed
from goldenthread.model.periods import Period
from goldenthread.model.plan import AnyLine, Commentary, Light, MeasureLine, MilestoneLine
from goldenthread.model.report import Narrative, NarrativeRole, Report
from goldenthread.model.text import AnyBlock, ListItem, Paragraph, paragraph
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.windows import names_a_window
from goldenthread.web.accounts.models import Holding, Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.models import Plan, Priority
from goldenthread.web.plans.typed import number
from goldenthread.web.reports.actions.editions import freeze
from goldenthread.web.reports.contents import Subject
from goldenthread.web.returns.actions.deciding import Asked, approve, declare, send_back
from goldenthread.web.returns.actions.rounds import open_round
from goldenthread.web.returns.actions.writing import save, submit
from goldenthread.web.returns.deadlines import deadlines_for, step
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import judged
from goldenthread.web.returns.models import NotRated, Return, ReturnSection, Round, SectionKind, Update
from goldenthread.web.returns.queries.declaring import declaration_of
from goldenthread.web.returns.states import Part
from goldenthread.web.returns.written import Written, WrittenFigure

_FIRST_MEETING: Final = date(2021, 9, 6)
_WORKING_DAYS_LEFT: Final = 24
"""How far ahead the board meets about the second quarter: officers then have about a week to answer."""
_DIFFERENCE: Final = (
    "The service expects the rest of the year to differ from the quarters so far; the rule sees these alone."
)
_EXPLAINED: Final = "Checked against the source system: this is what it says."
_ACTION: Final = "Bring a recovery plan to the directorate’s management team."
_LATER: Final = Commentary(blocks=(paragraph("This begins later in the year."),))
_HERS: Final = "Divisional Manager, Early Help"
_HIS: Final = "Education Welfare Manager"


@dataclass(frozen=True)
class _Cast:
    """Who acts in the quarters: the performance officer, the director, and the holder of each post by its title."""

    officer: Person
    director: Person
    holders: Mapping[str, Person]


def load(plan: Plan, people: Mapping[str, Person], first: Report, second: Report, council: str, at: datetime) -> None:
    """Both rounds. `at` is the moment at which the example is opened."""
    held = Holding.objects.select_related("person", "post").filter(until=None)
    cast = _Cast(people["performance.officer"], people["director"], {one.post.title: one.person for one in held})
    _first_quarter(plan, first, cast, council)
    _second_quarter(plan, second, cast, at)


# ---- the first quarter ----


def _first_quarter(plan: Plan, report: Report, cast: _Cast, council: str) -> None:
    of = _open(Period.financial_quarter(2021, 1), _FIRST_MEETING, cast, _moment(date(2021, 7, 1)))
    owed = of.returns.get(plan=plan)
    for update, line in _answered(owed, report):
        _submit(update, line, cast, _moment(of.officers_by - timedelta(days=1)))
    _narrate(owed, report, cast)
    _approve(owed, owed.updates.all(), cast, _moment(of.directors_by))
    doing = Doing(cast.director, _moment(of.directors_by, 15), frozenset({Part.DIRECTOR}))
    declare(owed, declaration_of(owed).mark, "Operational Director, Children and Families", doing)
    frozen = _moment(of.despatch_by)
    served = Priority.objects.filter(objectives__plan=plan).distinct().order_by("position")
    papers = [Subject(of, directorate=plan.directorate), *(Subject(of, priority=one) for one in served)]
    for paper in papers:
        freeze(paper, council, number=1, why="", by=cast.officer, at=frozen)


# ---- the second ----


def _second_quarter(plan: Plan, report: Report, cast: _Cast, at: datetime) -> None:
    """A third of what others owe is approved, a third waits for the director, a third is not answered. Of the two officers
    whom visitors can be, one has begun hers and has one back, the other has begun nothing."""
    today = timezone.localdate(at)
    of = _open(Period.financial_quarter(2021, 2), step(today, _WORKING_DAYS_LEFT, ()), cast, at)
    owed = of.returns.get(plan=plan)
    _narrate(owed, report, cast)
    hers, approved = 0, []
    for n, (update, line) in enumerate(_answered(owed, report)):
        owner = update.line.owner
        match owner.title if owner else "":
            case title if title == _HIS:
                continue
            case title if title == _HERS:
                hers += 1
                _begin(hers, update, line, cast, at)
            case _ if n % 3 == 0:
                approved.append(_submit(update, line, cast, at).pk)
            case _ if n % 3 == 1:
                _submit(update, line, cast, at)
    _approve(owed, owed.updates.filter(pk__in=approved), cast, at)


def _begin(place: int, update: Update, line: AnyLine, cast: _Cast, at: datetime) -> None:
    """The first of somebody's updates comes back to her, the second is a draft, and the rest wait for her."""
    if place == 1:
        sent = _submit(update, line, cast, at)
        words = "Please say what changed since the first quarter, and which schools or teams it concerns."
        send_back(sent, sent.version, Doing(cast.director, at, frozenset({Part.DIRECTOR}), words))
    elif place == 2:
        written = replace(_written(update, line, at), what_happened="", why="", what_next="", judged="", not_rated="")
        save(update, written, update.version, _owner(update, cast, at))


# ---- one update ----


def _open(quarter: Period, meeting: date, cast: _Cast, at: datetime) -> Round:
    days = deadlines_for(quarter, meeting, ()).days
    values = {"title": quarter.label, "observed_from": quarter.start, "observed_to": quarter.end, **days}
    return open_round(values, cast.officer, at)


def _answered(owed: Return, report: Report) -> list[tuple[Update, AnyLine]]:
    """The return's updates, each with the line of the report that answers it: the same reference for the same time.

    A line that the report does not have begins later, and says so.
    """
    rows = owed.updates.select_related("part_of__round", "measure__owner", "measure__definition", "milestone__owner")
    there = {(one.ref, one.occurrence): one for one in report.lines}
    seen: Counter[str] = Counter()
    found = []
    for update in rows.order_by("pk"):
        seen[update.line.ref] += 1
        key = (update.line.ref, seen[update.line.ref])
        found.append((update, there.get(key) or MilestoneLine(ref=update.line.ref, commentary=_LATER)))
    return found


def _submit(update: Update, line: AnyLine, cast: _Cast, at: datetime) -> Update:
    return submit(update, _written(update, line, at), update.version, _owner(update, cast, at), _completed)


def _owner(update: Update, cast: _Cast, at: datetime) -> Doing:
    """As its owner; as the performance officer where the director owns the line, who then can approve it."""
    owner = update.line.owner
    if owner is None or cast.holders.get(owner.title, cast.director) == cast.director:
        return Doing(cast.officer, at, frozenset({Part.PERFORMANCE}))
    return Doing(cast.holders[owner.title], at, frozenset({Part.OWNER}))


def _approve(owed: Return, updates: Iterable[Update], cast: _Cast, at: datetime) -> None:
    doing = Doing(cast.director, at, frozenset({Part.DIRECTOR}))
    decided = approve([Asked(one.pk, one.version) for one in updates], lambda update: doing)
    if decided.refused:
        raise ValueError(f"{owed}: {decided.refused}")


def _written(update: Update, line: AnyLine, at: datetime) -> Written:
    light = line.progress.judged
    owner = update.line.owner
    text = _text(line.commentary.blocks) if line.commentary else ""
    is_red = light is Light.RED
    return Written(
        figures=_figures(line) if isinstance(line, MeasureLine) else (),
        judged=light or "",
        not_rated="" if light else _why_none(line),
        what_happened=text or "Nothing to report this quarter.",
        action=_ACTION if is_red else "",
        action_who=(owner.title if owner else "Operational Director") if is_red else "",
        action_by=timezone.localdate(at) + timedelta(days=42) if is_red else None,
    )


def _completed(written: Written, gathered: Gathered) -> Written:
    """What an officer is asked before they can send it: a figure for each part, why the light differs, why a finding stands."""
    given = {figure.component: figure for figure in written.figures}
    if gathered.definition is not None:
        parts = gathered.components or ("",)
        if not set(parts) & set(given):
            written = replace(written, what_happened="\n\n".join([*_told(written.figures), written.what_happened]))
        none = WrittenFigure(original="see commentary", absence=Absence.SEE_COMMENTARY)
        written = replace(written, figures=tuple(given.get(name, replace(none, component=name)) for name in parts))
    found = judged(gathered, written)
    computed = found.progress.light
    differs = bool(written.judged and computed and written.judged != computed.value)
    errors = {one.key: _EXPLAINED for one in found.findings if one.severity == Severity.ERROR}
    return replace(written, difference=_DIFFERENCE if differs else "", explained=errors)


def _told(figures: Iterable[WrittenFigure]) -> Iterator[str]:
    """Figures for which the measure has no place, in words, so that they stand in the commentary."""
    for figure in figures:
        yield f"{figure.component}: {figure.original}."


def _figures(line: MeasureLine) -> tuple[WrittenFigure, ...]:
    cell = line.cell(Role.CURRENT)
    if cell is None:
        return ()
    if not cell.figures:
        return (WrittenFigure(original=cell.text or "n/a", absence=cell.absence or Absence.NOT_AVAILABLE),)
    return tuple(
        WrittenFigure(
            component="" if names_a_window(figure.label) else figure.label,
            original=_typed(figure) if figure.label else cell.original,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            markers=figure.markers,
            qualifier=figure.qualifier,
        )
        for figure in cell.figures
    )


def _typed(figure: Printed) -> str:
    """One part of a cell as an officer would type it in its own box: "92.5%", "494 (prov)"."""
    pounds, percent = ("£" if figure.unit is Unit.POUNDS else ""), ("%" if figure.unit is Unit.PERCENT else "")
    provisional = " (prov)" if Marker.PROVISIONAL in figure.markers else ""
    return f"{pounds}{number(figure.value)}{percent}{provisional}"


def _why_none(line: AnyLine) -> NotRated:
    cell = line.cell(Role.PROGRESS)
    if cell is not None and cell.absence is Absence.SEE_COMMENTARY:
        return NotRated.SEE_COMMENTARY
    return NotRated.CONTEXTUAL if isinstance(line, MeasureLine) else NotRated.NOT_DUE


# ---- words ----


def _narrate(owed: Return, report: Report, cast: _Cast) -> None:
    roles = {
        NarrativeRole.KEY_DEVELOPMENTS: SectionKind.KEY_DEVELOPMENTS,
        NarrativeRole.EMERGING_ISSUES: SectionKind.EMERGING_ISSUES,
    }
    with recorded(by=cast.director, action="example.load"):
        for section in report.sections:
            if isinstance(section, Narrative) and section.role in roles:
                text = "\n\n".join(filter(None, [_text(section.blocks), *(_item(one) for one in section.items)]))
                ReturnSection.objects.update_or_create(part_of=owed, kind=roles[section.role], defaults={"text": text})


def _item(item: Narrative) -> str:
    return "\n\n".join(filter(None, [item.title, _text(item.blocks)]))


def _text(blocks: Iterable[AnyBlock]) -> str:
    """Paragraphs with a blank line between them, and items of a list each on a line of its own."""
    text = ""
    for block in blocks:
        match block:
            case ListItem():
                text += f"\n- {_plain(block)}"
            case Paragraph():
                text += f"\n\n{_plain(block)}"
    return text.strip()


def _plain(block: Paragraph | ListItem) -> str:
    return "".join(span.text for span in block.spans).strip()


def _moment(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
