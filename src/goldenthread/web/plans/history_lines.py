"""The lines of a plan in the words of the history: measures with all that hangs on them, and milestones."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from goldenthread.web.accounts.models import Post
from goldenthread.web.history.kinds import Book, Detail, Kind, Page, Part, Values, plain
from goldenthread.web.plans import history_access as seen
from goldenthread.web.plans import history_texts as texts
from goldenthread.web.plans.history_parts import (
    PARTS_OF_MEASURE,
    PLACED,
    by,
    itself,
    measure_of_component,
    measure_of_series,
)
from goldenthread.web.plans.models import (
    Baseline,
    Component,
    Definition,
    Figure,
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
    Objective,
    Series,
    TabledFigure,
    Target,
)

# ---- definitions ----

_MEANING = (
    "kind", "unit", "decimals", "polarity", "time_basis", "calendar", "description", "numerator", "denominator",
    "multiplier", "population", "components_sum", "source_system", "limitations", "sensitivity", "comparability",
    "rating_method", "tolerance", "framework_references", "expected_availability",
)  # fmt: skip
_SHORTER = {
    "polarity": "polarity",
    "description": "description",
    "population": "population",
    "components_sum": "adding up of the components",
    "expected_availability": "time when figures are expected",
}
_DEFINITION = (
    *(plain(Definition, name, _SHORTER.get(name, ""), tag="Redefined") for name in _MEANING),
    Detail("first financial year", ("begins",), texts.begins_shown),
    plain(Definition, "why", "reason for the version"),
    plain(Definition, "number", "number of the version"),
)


def _version_called(values: Values, book: Book) -> str:
    return f"version {values['number']} of the definition"


def _version_shown(values: Values, book: Book) -> str:
    known = book.row(Definition, values["definition_id"])
    return f"version {known['number']}" if known else "a version that is not told"


def _redefined(before: Values, after: Values, book: Book, called: str) -> str:
    """Gave the measure version 2 of its definition: the unit from number to per cent."""
    old, new = book.row(Definition, before["definition_id"]), book.row(Definition, after["definition_id"])
    if old is None or new is None:
        return f"gave {called} another definition"
    parts = [
        f"the {detail.words} from {detail.show(old, book)} to {detail.show(new, book)}"
        for detail in _DEFINITION[: len(_MEANING)]
        if detail.show(old, book) != detail.show(new, book)
    ]
    what = f": {texts.listed_parts(parts)}" if parts else ""
    return f"gave {called} version {new['number']} of its definition{what}"


# ---- the words ----

_NUMBERS = ("kind", "low", "high", "direction", "text")
_FIGURE = ("value", "numerator", "denominator", "absence", "markers", "qualifier")
_PERIOD = ("period_kind", "period_start", "period_end")


def _shared(what: str, name: str) -> Callable[[str, Values, Book], str]:
    def said(done: str, values: Values, book: Book) -> str:
        post = book.name(Post, values["post_id"])
        model = Measure if name == "measure_id" else Milestone
        line = f"the {what} {book.name(model, values[name])}"
        return f"shared {line} with {post}" if done == "added" else f"no longer shares {line} with {post}"

    return said


LINES = (
    Kind(
        Series,
        "series",
        "series",
        (plain(Series, "directorate"),),
        untold=("id",),
        calls=lambda v, b: "the series",
        counted=False,
    ),
    Kind(
        Definition,
        "definition",
        "definitions",
        _DEFINITION,
        untold=("id", "version", "series_id", "made_by_id", "made_at"),
        calls=_version_called,
        parent=measure_of_series,
        named_with_parent=True,
        counted=False,
    ),
    Kind(
        Component,
        "component",
        "components",
        (plain(Component, "name"),),
        untold=("id", "position", "definition_id"),
        calls=lambda values, book: f"the component “{values['name']}”",
        parent=measure_of_component,
        named_with_parent=True,
    ),
    Kind(
        Milestone,
        "milestone",
        "milestones",
        (
            plain(Milestone, "ref"),
            plain(Milestone, "title"),
            plain(Milestone, "owner", tag="New owner"),
            plain(Milestone, "due", "date due", tag="Date revised"),
            plain(Milestone, "due_from", "first day of the date due", unless="date due"),
            plain(Milestone, "due_to", "last day of the date due", unless="date due"),
            plain(Milestone, "source"),
            plain(Milestone, "objective"),
            plain(Milestone, "plan"),
            Detail("day dropped", ("dropped_on",), texts.dropped_shown, says=texts.dropped, tag="Dropped"),
        ),
        untold=(*PLACED, "continues_id"),
        named=("ref", "title"),
        parent=by(Objective, "objective_id"),
        tagged=True,
        page=Page(
            "milestone",
            (Part(Milestone, itself), Part(MilestoneContribution, lambda pk: Q(milestone_id=pk))),
            seen.see_milestone,
            seen.see_deleted_part,
        ),
    ),
    Kind(
        Measure,
        "measure",
        "measures",
        (
            plain(Measure, "ref"),
            plain(Measure, "title"),
            plain(Measure, "owner", tag="New owner"),
            plain(Measure, "objective"),
            plain(Measure, "plan"),
            Detail("definition", ("definition_id",), _version_shown, says=_redefined, tag="Redefined"),
            Detail("day dropped", ("dropped_on",), texts.dropped_shown, says=texts.dropped, tag="Dropped"),
        ),
        untold=(*PLACED, "series_id"),
        named=("ref", "title"),
        parent=by(Objective, "objective_id"),
        tagged=True,
        page=Page("measure", PARTS_OF_MEASURE, seen.see_measure, seen.see_deleted_part, seen.untold_of_measure),
    ),
    Kind(
        MeasureContribution,
        "share",
        "shares",
        (plain(MeasureContribution, "measure"), plain(MeasureContribution, "post")),
        untold=("id",),
        calls=lambda values, book: f"the share of {book.name(Post, values['post_id'])}",
        parent=by(Measure, "measure_id"),
        named_with_parent=True,
        said=_shared("measure", "measure_id"),
    ),
    Kind(
        MilestoneContribution,
        "share",
        "shares",
        (plain(MilestoneContribution, "milestone"), plain(MilestoneContribution, "post")),
        untold=("id",),
        calls=lambda values, book: f"the share of {book.name(Post, values['post_id'])}",
        parent=by(Milestone, "milestone_id"),
        named_with_parent=True,
        said=_shared("milestone", "milestone_id"),
    ),
    Kind(
        Target,
        "target",
        "targets",
        (
            Detail("", _NUMBERS, texts.target_shown, tag="Target revised"),
            plain(Target, "original", "wording in the paper", unless=""),
            plain(Target, "state"),
            plain(Target, "type", "way in which it was set"),
            plain(Target, "rationale"),
            plain(Target, "approved_by", "approver"),
            plain(Target, "approved_on", "day of approval"),
            Detail("profile by quarter", ("profile",), texts.profile_shown, tag="Target revised"),
            Detail("financial year", ("year",), texts.target_year_shown),
            plain(Target, "component"),
        ),
        untold=("id", "version", "measure_id"),
        calls=texts.target_called,
        parent=by(Measure, "measure_id"),
        named_with_parent=True,
    ),
    Kind(
        Figure,
        "figure",
        "figures",
        (
            Detail("", _FIGURE, texts.figure_shown),
            plain(Figure, "original", "wording in the paper", unless=""),
            plain(Figure, "source"),
            plain(Figure, "component"),
            Detail("period", _PERIOD, texts.period_of),
            Detail("definition", ("definition_id",), _version_shown),
            plain(Figure, "tabled_in", "edition that tabled it"),
            plain(Figure, "tabled_on", "day on which it was tabled"),
        ),
        untold=("id", "version", "series_id"),
        calls=texts.figure_called,
        parent=measure_of_series,
        named_with_parent=True,
    ),
    Kind(
        TabledFigure,
        "tabled value",
        "tabled values",
        (
            Detail("", _FIGURE, texts.tabled_shown),
            plain(TabledFigure, "original", "wording in the paper", unless=""),
            plain(TabledFigure, "reason", "reason for restating it"),
            plain(TabledFigure, "tabled_in", "edition that tabled it"),
            plain(TabledFigure, "tabled_on", "day on which it was tabled"),
        ),
        untold=(
            "id",
            "version",
            "figure_id",
            "source",
            "component",
            *_PERIOD,
            "restated_at",
            "restated_by_id",
        ),
        calls=texts.tabled_called,
        parent=by(Figure, "figure_id"),
        named_with_parent=True,
    ),
    Kind(
        Baseline,
        "baseline",
        "baselines",
        (
            Detail("", _FIGURE, texts.baseline_shown),
            plain(Baseline, "original", "wording in the paper", unless=""),
            plain(Baseline, "source"),
            plain(Baseline, "component"),
            Detail("period", _PERIOD, texts.period_of),
        ),
        untold=("id", "version", "measure_id"),
        calls=texts.baseline_called,
        parent=by(Measure, "measure_id"),
        named_with_parent=True,
    ),
)
