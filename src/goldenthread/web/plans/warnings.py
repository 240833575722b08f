"""What somebody who keeps a plan should look at before it is approved: warned of, never refused (handbook 4.1, 4.3, R4.1).

Pure over the plan's rows as they were fetched. Lines that were dropped are nobody's worry any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from goldenthread.model.figures import TargetKind, Unit
from goldenthread.model.plan import Polarity, TimeBasis
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.models import Measure, MeasureKind, Milestone, Target
from goldenthread.web.plans.queries.plan_rows import MeasureRows, PlanRows
from goldenthread.web.plans.queries.printed import number_text, year_text

_AT_YEAR_END = (
    TimeBasis.FINANCIAL_YEAR_CUMULATIVE,
    TimeBasis.SNAPSHOT,
    TimeBasis.ROLLING_TWELVE_MONTHS,
    TimeBasis.ANNUALISED_FORECAST,
    TimeBasis.YEAR_END_FORECAST,
    TimeBasis.ANNUAL,
)
"""The time bases by which the fourth quarter's figure is the year's."""
_ADDS_UP = (Unit.COUNT, Unit.POUNDS)


@dataclass(frozen=True)
class Warning:
    """One thing to look at: a code for the tests, a sentence, the row's kind and key ("measure", 12), and what to do.

    `others` are the rows that it is about as well. A note may well be meant; a warning is most likely wrong.
    """

    code: str
    says: str
    line: tuple[str, int]
    remedy: str
    is_note: bool = False
    others: tuple[tuple[str, int], ...] = ()


def warnings_of(plan: PlanRows) -> list[Warning]:
    """All warnings, the plan's own order kept within each sort."""
    measures = [one for one in plan.measures if one.row.dropped_on is None]
    found = [*_references_used_twice(plan), *_objectives_without_priority(plan), *_posts(plan)]
    for one in measures:
        found += [*_undefined(one), *_years(one, plan), *_profiles(one), *_components(one), *_later_years(one)]
    return found


def named(row: Measure | Milestone) -> str:
    """A line by its reference, or by its title where it has none."""
    return row.ref or f"“{row.title}”"


def _lines(plan: PlanRows) -> list[tuple[str, Measure | Milestone]]:
    both: list[tuple[str, Measure | Milestone]] = [("measure", one.row) for one in plan.measures]
    both += [("milestone", one) for one in plan.milestones]
    return [(kind, row) for kind, row in both if row.dropped_on is None]


# ---- references, priorities and owners ----


def _references_used_twice(plan: PlanRows) -> Iterator[Warning]:
    """Each reference once, with all that bear it; it leads to the second of them."""
    bearers: dict[str, list[tuple[str, Measure | Milestone]]] = defaultdict(list)
    for kind, row in _lines(plan):
        if row.ref:
            bearers[_folded(row.ref)].append((kind, row))
    for lines in bearers.values():
        if len(lines) > 1:
            kind, second = lines[1]
            titles = [f"“{row.title}”" for _, row in lines]
            listed = f"{', '.join(titles[:-1])} and {titles[-1]}"
            yield Warning(
                "reference twice",
                f"{lines[0][1].ref} is the reference of {len(lines)} lines: {listed}.",
                (kind, second.pk),
                "Give each line a reference of its own.",
                others=tuple((one, row.pk) for one, row in lines),
            )


def _folded(ref: str) -> str:
    return " ".join(ref.split()).casefold()


def _objectives_without_priority(plan: PlanRows) -> Iterator[Warning]:
    for objective in plan.objectives:
        if not objective.priorities:
            yield Warning(
                "no priority",
                f"The objective {objective.row} serves no priority.",
                ("objective", objective.row.pk),
                "Choose the priorities that it serves.",
            )


def _posts(plan: PlanRows) -> Iterator[Warning]:
    """Lines without an owner, each; and each post that nobody holds, or that has ended, once with all that it owns."""
    owned: dict[int, list[tuple[str, Measure | Milestone]]] = defaultdict(list)
    posts: dict[int, Post] = {}
    for kind, row in _lines(plan):
        if row.owner is None:
            says = f"{named(row)} has no owner."
            yield Warning("no owner", says, (kind, row.pk), "Choose the post that answers for it.")
        else:
            posts[row.owner.pk] = row.owner
            owned[row.owner.pk].append((kind, row))
    for pk, lines in owned.items():
        yield from _post(posts[pk], lines, plan)


def _post(post: Post, lines: Sequence[tuple[str, Measure | Milestone]], plan: PlanRows) -> Iterator[Warning]:
    kind, first = lines[0]
    others = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    if post.ended_on is not None and plan.today is not None and post.ended_on <= plan.today:
        says = f"The post {post.title} has ended, and owns {named(first)}{others}."
        yield Warning("post ended", says, (kind, first.pk), "Choose another post to own what it owned.")
    elif plan.today is not None and not plan.holders.get(post.pk):
        says = f"Nobody holds the post {post.title}, which owns {named(first)}{others}."
        yield Warning(
            "post vacant", says, (kind, first.pk), "Ask an administrator who holds it now, or choose another owner."
        )


# ---- the definition (R4.1) ----


def _undefined(one: MeasureRows) -> Iterator[Warning]:
    """Unit, polarity and time basis: without them nothing can be rated or compared. Words need none of them."""
    definition = one.definition
    if definition.kind == MeasureKind.WORDS:
        return
    parts = {
        "unit": definition.unit,
        "polarity": definition.polarity,
        "time basis": definition.time_basis,
    }
    missing = [name for name, value in parts.items() if not value]
    if missing:
        listed = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        yield Warning(
            "not defined",
            f"{named(one.row)} has no {listed}.",
            ("measure", one.row.pk),
            "Complete its definition: without it no progress can be worked out, and nothing compared.",
        )


# ---- targets ----


def _levels(one: MeasureRows, component: str = "") -> dict[int, Target]:
    """The targets that are a level, by year."""
    return {
        target.year: target
        for target in one.targets
        if target.component == component and target.kind == TargetKind.LEVEL and target.low is not None
    }


def _years(one: MeasureRows, plan: PlanRows) -> Iterator[Warning]:
    """Years of the plan without a target, and targets for years after it. (Those of the years before are the paper's record.)"""
    covers = plan.plan.covers
    set_for = {target.year for target in one.targets}
    missing = [year for year in covers if year not in set_for]
    if missing and one.definition.polarity != Polarity.MONITORED:
        years = ", ".join(year_text(year) for year in missing)
        yield Warning(
            "no target",
            f"{named(one.row)} has no target for {years}.",
            ("measure", one.row.pk),
            "Set one; or say that it is to be confirmed, or that there is none.",
        )
    for year in sorted(year for year in set_for if year >= covers.stop):
        yield Warning(
            "target outside",
            f"{named(one.row)} has a target for {year_text(year)}, which the plan does not cover.",
            ("measure", one.row.pk),
            "Delete the target, or make the plan cover that year.",
        )


def _profiles(one: MeasureRows) -> Iterator[Warning]:
    for target in one.targets:
        if len(target.profile) == 4 and target.kind == TargetKind.LEVEL and target.low is not None:
            yield from _profile(one, target)


def _profile(one: MeasureRows, target: Target) -> Iterator[Warning]:
    """The quarters against the year, by the time basis: the last of them, or all of them together (handbook 4.3)."""
    definition, basis = one.definition, one.definition.time_basis
    year = f"{named(one.row)} for {year_text(target.year)}"
    aim = number_text(target.low, definition) if target.low is not None else ""
    last, total = target.profile[3], sum(target.profile, Decimal(0))
    remedy = "Change the profile, or the target, so that they agree."
    if basis in _AT_YEAR_END and last != target.low:
        says = f"{year}: the fourth quarter of the profile is {number_text(last, definition)}, and the target {aim}."
        yield Warning("profile", says, ("measure", one.row.pk), remedy)
    elif basis == TimeBasis.PERIOD and definition.unit in _ADDS_UP and total != target.low:
        says = (
            f"{year}: the quarters of the profile add up to {number_text(total, definition)}, and the target is {aim}."
        )
        yield Warning("profile", says, ("measure", one.row.pk), remedy)
    if basis == TimeBasis.FINANCIAL_YEAR_CUMULATIVE and any(a > b for a, b in pairwise(target.profile)):
        says = f"{year}: the profile falls from one quarter to the next, but the measure adds up over the year."
        yield Warning(
            "profile falls", says, ("measure", one.row.pk), "Give what is expected by the end of each quarter."
        )


def _components(one: MeasureRows) -> Iterator[Warning]:
    """The components' targets against the total's, where the definition says that they add up."""
    if not one.definition.components_sum or not one.components:
        return
    for year, whole in _levels(one).items():
        parts = [_levels(one, name).get(year) for name in one.components]
        numbers = [part.low for part in parts if part is not None and part.low is not None]
        if whole.low is not None and len(numbers) == len(one.components) and sum(numbers, Decimal(0)) != whole.low:
            total, aim = number_text(sum(numbers, Decimal(0)), one.definition), number_text(whole.low, one.definition)
            yield Warning(
                "components",
                f"{named(one.row)} for {year_text(year)}: the components' targets add up to {total}, and the total is {aim}.",
                ("measure", one.row.pk),
                "Change a component's target or the total; or say in the definition that they do not add up.",
            )


def _later_years(one: MeasureRows) -> Iterator[Warning]:
    """A target that asks less than the year before: it may be meant, so it is a note."""
    worse = {Polarity.HIGHER.value: 1, Polarity.LOWER.value: -1}.get(one.definition.polarity)
    if worse is None:
        return
    for component in dict.fromkeys(target.component for target in one.targets):
        levels = sorted(_levels(one, component).items())
        for (year, earlier), (next_year, later) in pairwise(levels):
            if earlier.low is not None and later.low is not None and (earlier.low - later.low) * worse > 0:
                before, after = number_text(earlier.low, one.definition), number_text(later.low, one.definition)
                of = f" ({component})" if component else ""
                yield Warning(
                    "later is worse",
                    f"{named(one.row)}{of} asks less in {year_text(next_year)} ({after}) than in {year_text(year)} ({before}).",
                    ("measure", one.row.pk),
                    "If that is meant, say why in the target's rationale.",
                    is_note=True,
                )
