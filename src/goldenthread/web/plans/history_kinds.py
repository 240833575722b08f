"""The rows of a plan in the words of the history: what each is called, what hangs on what, and who may look.

Whoever may read a record may read its history; what a deleted record was may be read by whoever reads its plan.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Q

from goldenthread.web.accounts.models import Post
from goldenthread.web.history.kinds import (
    Book,
    Detail,
    Kind,
    Page,
    Part,
    Row,
    Values,
    event_model,
    key_of,
    plain,
    register,
)
from goldenthread.web.plans import history_access as seen
from goldenthread.web.plans import history_texts as texts
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
    ObjectivePriority,
    Plan,
    PlanComment,
    PlanSection,
    Priority,
    Series,
    StrategicIssue,
    Target,
    Upload,
    Workbook,
)

_UNTOLD = ("id", "version")
_PLACE = ("position",)
"""Where a row stands among its like: the plan itself shows it, and moving one moves all the others."""


# ---- what hangs on what ----


def _itself(pk: int) -> Q:
    return Q(pgh_obj_id=pk)


def _versions_of_measure(pk: int) -> Q:
    return Q(series_id__in=event_model(Measure)._default_manager.filter(pgh_obj_id=pk).values("series_id"))


def _components_of_measure(pk: int) -> Q:
    versions = event_model(Definition)._default_manager.filter(_versions_of_measure(pk))
    return Q(definition_id__in=versions.values("pgh_obj_id"))


def _of_objective(pk: int) -> Q:
    return Q(objective_id=pk)


def _of_plan(pk: int) -> Q:
    return Q(plan_id=pk)


def _lines_of_plan(pk: int) -> Q:
    return Q(measure_id__in=event_model(Measure)._default_manager.filter(plan_id=pk).values("pgh_obj_id"))


def _objectives_of_plan(pk: int) -> Q:
    return Q(objective_id__in=event_model(Objective)._default_manager.filter(plan_id=pk).values("pgh_obj_id"))


def _definitions_of_plan(pk: int) -> Q:
    return Q(pgh_obj_id__in=event_model(Measure)._default_manager.filter(plan_id=pk).values("definition_id"))


def _by(model: type[Model], column: str) -> Callable[[Values, Book], Row | None]:
    """The row above, by the column that holds its key."""

    def above(values: Values, book: Book) -> Row | None:
        return (key_of(model), values[column]) if values[column] is not None else None

    return above


def _measure_of_series(values: Values, book: Book) -> Row | None:
    """The measure that a definition or a figure belongs to: the one in sight of that series."""
    return book.find(Measure, "series_id", values["series_id"])


def _measure_of_component(values: Values, book: Book) -> Row | None:
    definition = book.row(Definition, values["definition_id"])
    return _measure_of_series(definition, book) if definition else None


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


def _serves(done: str, values: Values, book: Book) -> str:
    priority, objective = book.name(Priority, values["priority_id"]), book.name(Objective, values["objective_id"])
    verb = "said that" if done == "added" else "no longer says that"
    return f"{verb} the objective {objective} serves the priority “{priority}”"


def _commented(done: str, values: Values, book: Book) -> str:
    text = texts.quoted(values["text"])
    return f"commented on the plan: {text}" if done == "added" else f"deleted the comment {text}"


_PLAN = Part(Plan, _itself)
_PARTS_OF_MEASURE = (
    Part(Measure, _itself),
    Part(Definition, _versions_of_measure),
    Part(Component, _components_of_measure),
    Part(Target, lambda pk: Q(measure_id=pk)),
    Part(Baseline, lambda pk: Q(measure_id=pk)),
    Part(Figure, _versions_of_measure),
    Part(MeasureContribution, lambda pk: Q(measure_id=pk)),
)
LOG = (
    _PLAN,
    Part(Objective, _of_plan),
    Part(ObjectivePriority, _objectives_of_plan),
    Part(Measure, _of_plan, needed_for_words=True),
    Part(Milestone, _of_plan),
    Part(Definition, _definitions_of_plan, needed_for_words=True),
    Part(Target, _lines_of_plan),
    Part(StrategicIssue, _of_plan),
)
"""What the plan's log of changes tells."""

_PLACED = ("id", "version", "position")  # where a row stands among its like is told by the plan itself

register(
    [
        Kind(
            Priority,
            "priority",
            "priorities",
            (plain(Priority, "title"), plain(Priority, "aim")),
            untold=_PLACED,
            named=("title",),
            page=Page("priority", (Part(Priority, _itself),), seen.see_priority, seen.see_deleted_priority),
        ),
        Kind(
            Plan,
            "plan",
            "plans",
            (
                plain(Plan, "title"),
                plain(Plan, "directorate"),
                plain(Plan, "departments"),
                Detail("first year", ("first_year",), texts.first_year_shown),
                plain(Plan, "years", "number of years"),
                Detail("state", ("state", "approved_by", "approved_on"), texts.state_shown),
                plain(Plan, "rolled_from", "plan that it continues"),
            ),
            untold=("id", "version"),
            named=("title",),
            page=Page(
                "plan",
                (
                    _PLAN,
                    Part(PlanSection, _of_plan),
                    Part(Objective, _of_plan),
                    Part(ObjectivePriority, _objectives_of_plan),
                    Part(StrategicIssue, _of_plan),
                    Part(PlanComment, _of_plan),
                ),
                seen.see_plan,
                seen.see_deleted_plan,
            ),
        ),
        Kind(
            PlanSection,
            "section",
            "sections",
            (
                Detail("text", ("content",), texts.section_text),
                plain(PlanSection, "before_objectives", "place before the objectives"),
            ),
            untold=("id", "position", "plan_id"),
            calls=texts.section_title,
            parent=_by(Plan, "plan_id"),
        ),
        Kind(
            Objective,
            "objective",
            "objectives",
            (
                plain(Objective, "ref"),
                plain(Objective, "title"),
                plain(Objective, "owner", tag="New owner"),
                plain(Objective, "linked_indicators"),
                plain(Objective, "plan"),
            ),
            untold=_PLACED,
            named=("ref", "title"),
            parent=_by(Plan, "plan_id"),
            tagged=True,
            page=Page(
                "objective",
                (
                    Part(Objective, _itself),
                    Part(ObjectivePriority, _of_objective),
                    Part(Measure, _of_objective),
                    Part(Milestone, _of_objective),
                ),
                seen.see_objective,
                seen.see_deleted_part,
            ),
        ),
        Kind(
            ObjectivePriority,
            "priority served",
            "priorities served",
            (plain(ObjectivePriority, "objective"), plain(ObjectivePriority, "priority")),
            untold=("id",),
            calls=lambda values, book: f"the priority “{book.name(Priority, values['priority_id'])}”",
            parent=_by(Objective, "objective_id"),
            named_with_parent=True,
            said=_serves,
            counted=False,
        ),
        Kind(
            StrategicIssue,
            "strategic issue",
            "strategic issues",
            tuple(
                plain(StrategicIssue, name)
                for name in (
                    "ref",
                    "issue",
                    "baseline",
                    "outcomes_year_1",
                    "outcomes_year_3",
                    "interventions",
                    "indicators",
                )
            ),
            untold=(*_PLACED, "plan_id"),
            named=("ref", "issue"),
            parent=_by(Plan, "plan_id"),
        ),
        Kind(
            PlanComment,
            "comment",
            "comments",
            (plain(PlanComment, "text", "words"), plain(PlanComment, "by", "author"), plain(PlanComment, "at", "time")),
            untold=("id", "plan_id"),
            calls=lambda values, book: f"the comment of {texts.name_of(values['by_id'], book)}",
            parent=_by(Plan, "plan_id"),
            said=_commented,
        ),
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
            parent=_measure_of_series,
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
            parent=_measure_of_component,
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
            untold=(*_PLACED, "continues_id"),
            named=("ref", "title"),
            parent=_by(Objective, "objective_id"),
            tagged=True,
            page=Page(
                "milestone",
                (Part(Milestone, _itself), Part(MilestoneContribution, lambda pk: Q(milestone_id=pk))),
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
            untold=(*_PLACED, "series_id"),
            named=("ref", "title"),
            parent=_by(Objective, "objective_id"),
            tagged=True,
            page=Page("measure", _PARTS_OF_MEASURE, seen.see_measure, seen.see_deleted_part),
        ),
        Kind(
            MeasureContribution,
            "share",
            "shares",
            (plain(MeasureContribution, "measure"), plain(MeasureContribution, "post")),
            untold=("id",),
            calls=lambda values, book: f"the share of {book.name(Post, values['post_id'])}",
            parent=_by(Measure, "measure_id"),
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
            parent=_by(Milestone, "milestone_id"),
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
            parent=_by(Measure, "measure_id"),
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
            ),
            untold=("id", "version", "series_id"),
            calls=texts.figure_called,
            parent=_measure_of_series,
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
            parent=_by(Measure, "measure_id"),
            named_with_parent=True,
        ),
        Kind(
            Upload,
            "uploaded paper",
            "uploaded papers",
            (
                plain(Upload, "state"),
                plain(Upload, "trouble", "trouble in reading it"),
                plain(
                    Upload,
                    "settled",
                    "answers",
                    says=lambda before, after, book, called: f"answered what {called} left open",
                ),
                plain(Upload, "plan", "plan made from it"),
                plain(Upload, "name"),
                plain(Upload, "directorate"),
                plain(Upload, "by", "person who uploaded it"),
                plain(Upload, "at", "time of the upload"),
                plain(Upload, "size", "size in bytes"),
                plain(Upload, "file", "file kept"),
                plain(Upload, "sha256", "fingerprint of the file (SHA-256)"),
            ),
            untold=("id", "version"),
            named=("name",),
            page=Page("upload", (Part(Upload, _itself),), seen.see_upload, seen.see_deleted_upload),
        ),
        Kind(
            Workbook,
            "workbook sent back",
            "workbooks sent back",
            (
                plain(Workbook, "name"),
                plain(Workbook, "by", "person who sent it"),
                plain(Workbook, "at", "time at which it was sent"),
            ),
            untold=("id", "plan_id"),
            named=("name",),
            parent=_by(Plan, "plan_id"),
        ),
    ],
    actions={
        "plans.roll_forward": "rolled the plan forward",
        "plans.make_from_paper": "made the plan from a paper",
        "plans.apply_workbook": "changed the plan by its workbook",
        "plans.keep_workbook": "sent the plan’s workbook back",
        "plans.set_workbook_aside": "set a workbook aside",
        "example.load": "loaded the example",
    },
)
