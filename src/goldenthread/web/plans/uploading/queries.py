"""What the pages of an uploaded paper show: what was understood, how far it is settled, and what the record will not keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.db.models import QuerySet

from goldenthread.model.figures import TargetKind, Unit
from goldenthread.model.plan import AnyLine, MeasureLine
from goldenthread.model.reading import Reading
from goldenthread.model.report import Objective, Report
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.access import KEEPERS
from goldenthread.web.plans.models import Upload
from goldenthread.web.plans.uploading.measure_cells import Said, SaidFigure, SaidTarget, said_by
from goldenthread.web.plans.uploading.passages import Shown, Source, around
from goldenthread.web.plans.uploading.settling import (
    MeasureAnswer,
    Settlement,
    printed_names,
    propose_plan,
)


class TaskState(StrEnum):
    """How far one of the tasks of an upload is."""

    NOT_YET = "Not yet started"
    PARTLY = "Partly done"
    DONE = "Done"
    BLOCKED = "Cannot start yet"


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the list: its name, the name of its address, its state, and a word on how far it is."""

    title: str
    address: str
    state: TaskState
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One thing that a measure's cells say: what it is of, as it is printed, and how it is taken."""

    what: str
    printed: str
    taken: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note on the reading, for the page of what could not be placed."""

    text: str
    where: str = ""
    about: str = ""


def uploads_kept(within: Reach) -> QuerySet[Upload]:
    """The papers of the directorates whose plans somebody keeps, the latest first, without what was read of them."""
    rows = Upload.objects.select_related("directorate", "by", "plan").defer("reading", "passages", "settled")
    if not within.is_everywhere(*KEEPERS):
        rows = rows.filter(directorate__in=within.directorates(*KEEPERS))
    return rows.order_by("-at", "-pk")


class Understood:
    """A paper that has been read, and the answers so far."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.settlement = Settlement.model_validate(upload.settled)

    @cached_property
    def reading(self) -> Reading:
        """What the library made of it."""
        return Reading.model_validate(self.upload.reading)

    @property
    def report(self) -> Report:
        """The report."""
        return self.reading.report

    @cached_property
    def source(self) -> Source:
        """The paper's own words."""
        return Source.model_validate(self.upload.passages or {})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Everybody whom the paper prints beside a line, once."""
        return printed_names(self.report)

    @cached_property
    def first_year(self) -> int | None:
        """The plan's first year as answered, else as proposed."""
        answer = self.settlement.plan or propose_plan(self.report)
        return answer.first_year if answer else None

    @property
    def first_year_words(self) -> str:
        """The plan's first year as printed: "2021/22"."""
        return year_words(self.first_year) if self.first_year is not None else ""

    @property
    def new_posts(self) -> list[str]:
        """The titles of the posts that would be made, each once."""
        return list(dict.fromkeys(answer.title for answer in self.settlement.owners.values() if answer.title))

    def answer(self, number: int) -> MeasureAnswer | None:
        """What was answered about a measure."""
        return self.settlement.measures.get(number)

    def said(self, number: int) -> Said:
        """What a measure's cells say; of a paper without a year, as if of the first year of our reckoning."""
        return said_by(self.report.measures[number], self.report, self.first_year or 2000)

    @cached_property
    def settled_count(self) -> int:
        """How many measures have every part of their definition."""
        return sum(1 for answer in self.settlement.measures.values() if answer.is_whole)

    # ---- beside the source ----

    def beside_measure(self, number: int) -> list[Shown]:
        """The paper's words around a measure."""
        places = [
            place
            for place, line in zip(self.source.lines, self.report.lines, strict=False)
            if isinstance(line, MeasureLine)
        ]
        return around(self.source, places[number]) if number < len(places) else []

    def beside_objective(self, number: int) -> list[Shown]:
        """The paper's words around an objective."""
        places = self.source.objectives
        return around(self.source, places[number], before=1, after=2) if number < len(places) else []

    def beside_name(self, name: str) -> list[Shown]:
        """The first words of the paper that print a name."""
        folded = " ".join(name.split())
        for place, passage in enumerate(self.source.passages):
            if any(folded in text for text in (passage.text, *passage.cells)):
                return [Shown(self.source.passages[place], found=True)]
        return []

    def beginning(self, most: int = 8) -> list[Shown]:
        """How the paper begins."""
        return [Shown(passage) for passage in self.source.passages[:most]]

    def objectives_beside(self) -> Iterator[tuple[Objective, list[Shown], list[tuple[AnyLine, list[Shown]]]]]:
        """Every objective and line as understood, each with the one passage that it stands in."""
        places = iter(self.source.lines)
        for number, objective in enumerate(self.report.objectives):
            lines = [(line, self._one(next(places, None))) for line in objective.lines]
            place = self.source.objectives[number] if number < len(self.source.objectives) else None
            yield objective, self._one(place), lines

    def _one(self, place: int | None) -> list[Shown]:
        known = place is not None and place < len(self.source.passages)
        return [Shown(self.source.passages[place], found=True)] if known and place is not None else []

    # ---- tasks ----

    def tasks(self) -> list[Task]:
        """The task list, in order; confirming last, and only when what a plan needs is there."""
        measures, names = len(self.report.measures), len(self.names)
        answered = sum(1 for name in self.names if name in self.settlement.owners)
        left = len(self.to_look_at())
        open_parts = self.missing()
        return [
            Task("The plan", "upload_plan", _done(self.settlement.plan is not None), "Its title and years"),
            Task(
                "Priorities",
                "upload_priorities",
                _done(bool(self.settlement.priorities) or not self.report.objectives),
                "Which priorities each objective serves",
            ),
            Task(
                "Owners",
                "upload_owners",
                _how_far(answered, names),
                f"{answered} of {names} printed names answered" if names else "The paper names nobody",
            ),
            Task(
                "Measures",
                "upload_measures",
                _how_far(self.settled_count, measures) if measures else TaskState.DONE,
                f"{self.settled_count} of {measures} settled" if measures else "The paper has none",
            ),
            Task(
                "What could not be placed",
                "upload_left_over",
                _done(self.left_over_seen),
                f"{left} {'thing' if left == 1 else 'things'} to look at" if left else "Everything has found its place",
            ),
            Task(
                "Confirm",
                "upload_confirm",
                TaskState.BLOCKED if open_parts else TaskState.NOT_YET,
                f"First: {', '.join(open_parts)}" if open_parts else "Make the plan",
            ),
        ]

    def missing(self) -> list[str]:
        """The tasks without which no plan can be made."""
        needed = {
            "The plan": self.settlement.plan is not None,
            "Priorities": bool(self.settlement.priorities) or not self.report.objectives,
            "What could not be placed": self.left_over_seen,
        }
        return [title for title, there in needed.items() if not there]

    # ---- what is left over, and what is warned of ----

    def left_over(self) -> list[Noted]:
        """Every piece of text that has no place in the report or in the record."""
        return [
            *(Noted(note.text or "(no text)", note.where, note.could_be) for note in self.reading.unplaced),
            *self.not_kept(),
        ]

    def to_look_at(self) -> list[Noted]:
        """Everything that somebody should have seen before they confirm."""
        reading = self.reading
        return [
            *self.left_over(),
            *(Noted(f"“{one.before}” is taken as “{one.after}”", one.where) for one in reading.mended),
            *(Noted(one.what, one.where) for one in reading.assumed),
        ]

    @property
    def left_over_seen(self) -> bool:
        """Whether somebody has seen what is left over; where nothing is, there is nothing to see."""
        return self.settlement.left_over_seen or not self.to_look_at()

    def after(self, address: str) -> Task | None:
        """The next task after that one that is open."""
        tasks = self.tasks()
        place = next(n for n, task in enumerate(tasks) if task.address == address)
        return next((one for one in tasks[place + 1 :] if one.state in (TaskState.NOT_YET, TaskState.PARTLY)), None)

    @cached_property
    def _not_kept(self) -> list[Noted]:
        lines = enumerate(self.report.measures)
        return [Noted(sentence, line.ref or line.title) for n, line in lines for sentence in self.said(n).not_kept]

    def not_kept(self) -> list[Noted]:
        """What the measures' cells say that a plan does not keep, each with its measure."""
        return self._not_kept

    def warnings(self) -> list[str]:
        """What a person should know before they confirm; none of it stands in the way (R4.1)."""
        report, settlement = self.report, self.settlement
        found = [
            f"The reference {ref} is used {times} times." for ref, times in _repeated(line.ref for line in report.lines)
        ]
        found += [
            f"The objective {one.ref or one.title} serves no priority."
            for n, one in enumerate(report.objectives)
            if not settlement.priorities.get(n)
        ]
        open_measures = len(report.measures) - self.settled_count
        if open_measures:
            found.append(
                f"{open_measures} of {len(report.measures)} measures {'is' if open_measures == 1 else 'are'} not fully settled. "
                "What is known is kept, and nothing is rated on a part that is not known."
            )
        without = [line for line in report.lines if not self._has_owner(line)]
        if without:
            found.append(
                f"{len(without)} of {len(report.lines)} lines {'has' if len(without) == 1 else 'have'} no owner."
            )
        found += self._targets_elsewhere()
        if not report.lines:
            found.append("No measure and no milestone was found in this paper: the plan will be empty.")
        return found

    def _targets_elsewhere(self) -> Iterator[str]:
        """Measures that have targets, but none for a year of the plan: a column's heading may be last year's."""
        plan = self.settlement.plan
        covers = range(plan.first_year, plan.first_year + plan.years) if plan else range(0)
        years = [{target.year for target in self.said(n).targets} for n in range(len(self.report.measures))]
        elsewhere = [one for one in years if one and not one & set(covers)]
        if plan and elsewhere:
            named = " and ".join(year_words(year) for year in sorted(set.union(*elsewhere)))
            have = "has" if len(elsewhere) == 1 else "have"
            yield (
                f"{len(elsewhere)} of {len(years)} measures {have} targets for {named} alone, which this plan does not cover. "
                "Check the plan's first year, and the headings in the paper."
            )

    def _has_owner(self, line: AnyLine) -> bool:
        answers = (self.settlement.owners.get(name) for name in line.responsible)
        return any(answer and (answer.post or answer.title) for answer in answers)


def _done(there: bool) -> TaskState:
    return TaskState.DONE if there else TaskState.NOT_YET


def _how_far(count: int, whole: int) -> TaskState:
    if count >= whole:
        return TaskState.DONE
    return TaskState.PARTLY if count else TaskState.NOT_YET


def _repeated(refs: Iterator[str]) -> list[tuple[str, int]]:
    return [(ref, times) for ref, times in Counter(refs).items() if ref and times > 1]


# ---- what a measure's cells say, in words ----


def said_rows(said: Said, unit: Unit | None) -> list[SaidRow]:
    """The targets, figures and baselines that will be kept of a measure."""
    found = [
        SaidRow(_named(f"Target {year_words(one.year)}", one.component), one.original, _target(one, unit))
        for one in said.targets
    ]
    for start, figures in (("Figure", said.figures), ("Starts from,", said.baselines)):
        found += [
            SaidRow(_named(f"{start} {one.period.label}", one.component), one.original, _figure(one, unit))
            for one in figures
        ]
    return found


def year_words(year: int) -> str:
    """A financial year by the calendar year in which it begins: "2021/22"."""
    return f"{year}/{(year + 1) % 100:02}"


def _named(what: str, component: str) -> str:
    return f"{what}, {component}" if component else what


def _target(one: SaidTarget, unit: Unit | None) -> str:
    match one.kind:
        case TargetKind.RANGE:
            return f"{number(one.low, unit)} to {number(one.high, unit)}"
        case TargetKind.CHANGE:
            return f"a {one.direction or 'change'} of {number(one.low, unit)}"
        case TargetKind.LEVEL:
            return number(one.low, unit)
        case TargetKind.SHARE:
            return f"{number(one.low, unit)} {one.text}".strip()
        case TargetKind.TEXT:
            return "words, not a number"
        case TargetKind.TO_BE_CONFIRMED:
            return "to be confirmed"
        case _:
            return "no target"


def _figure(one: SaidFigure, unit: Unit | None) -> str:
    if one.value is None:
        return one.absence.value if one.absence else ""
    markers = ", ".join(marker.words for marker in one.markers)
    return (
        f"{number(one.value, unit)}{f' ({markers})' if markers else ''}{f' {one.qualifier}' if one.qualifier else ''}"
    )


def number(value: Decimal | None, unit: Unit | None) -> str:
    """A number as it is kept, unrounded, with its unit's sign."""
    if value is None:
        return ""
    words = f"{value:,f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    if unit is Unit.POUNDS:
        return f"£{words}"
    return f"{words}%" if unit is Unit.PERCENT else words
