"""The rows of a plan in the words of the history: what each is called, what hangs on what, and who may look.

Whoever may read a record may read its history; what a deleted record was may be read by whoever reads its plan.
"""

from __future__ import annotations

from goldenthread.web.history.kinds import Book, Detail, Kind, Page, Part, Values, plain, register
from goldenthread.web.plans import history_access as seen
from goldenthread.web.plans import history_texts as texts
from goldenthread.web.plans.history_lines import LINES
from goldenthread.web.plans.history_parts import PLACED, by, itself, objectives_of_plan, of_objective, of_plan
from goldenthread.web.plans.models import (
    Measure,
    Milestone,
    Objective,
    ObjectivePriority,
    Plan,
    PlanComment,
    PlanSection,
    Priority,
    StrategicIssue,
    Upload,
    Workbook,
)


def _serves(done: str, values: Values, book: Book) -> str:
    priority, objective = book.name(Priority, values["priority_id"]), book.name(Objective, values["objective_id"])
    verb = "said that" if done == "added" else "no longer says that"
    return f"{verb} the objective {objective} serves the priority “{priority}”"


def _commented(done: str, values: Values, book: Book) -> str:
    text = texts.quoted(values["text"])
    return f"commented on the plan: {text}" if done == "added" else f"deleted the comment {text}"


register(
    [
        Kind(
            Priority,
            "priority",
            "priorities",
            (plain(Priority, "title"), plain(Priority, "aim")),
            untold=PLACED,
            named=("title",),
            page=Page("priority", (Part(Priority, itself),), seen.see_priority, seen.see_deleted_priority),
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
                    Part(Plan, itself),
                    Part(PlanSection, of_plan),
                    Part(Objective, of_plan),
                    Part(ObjectivePriority, objectives_of_plan),
                    Part(StrategicIssue, of_plan),
                    Part(PlanComment, of_plan),
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
            parent=by(Plan, "plan_id"),
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
            untold=PLACED,
            named=("ref", "title"),
            parent=by(Plan, "plan_id"),
            tagged=True,
            page=Page(
                "objective",
                (
                    Part(Objective, itself),
                    Part(ObjectivePriority, of_objective),
                    Part(Measure, of_objective),
                    Part(Milestone, of_objective),
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
            parent=by(Objective, "objective_id"),
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
            untold=(*PLACED, "plan_id"),
            named=("ref", "issue"),
            parent=by(Plan, "plan_id"),
        ),
        Kind(
            PlanComment,
            "comment",
            "comments",
            (plain(PlanComment, "text", "words"), plain(PlanComment, "by", "author"), plain(PlanComment, "at", "time")),
            untold=("id", "plan_id"),
            calls=lambda values, book: f"the comment of {texts.name_of(values['by_id'], book)}",
            parent=by(Plan, "plan_id"),
            said=_commented,
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
            page=Page("upload", (Part(Upload, itself),), seen.see_upload, seen.see_deleted_upload),
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
            parent=by(Plan, "plan_id"),
        ),
        *LINES,
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
