"""The lines of a plan, their objectives, strategic issues and priorities: asked in the order in which an officer thinks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from goldenthread.web.accounts.models import Post
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans.forms.fields import OwnerField, Words, place_field, post_label
from goldenthread.web.plans.models import Measure, Milestone, Objective, Priority, StrategicIssue


class PlacedForm(RowForm):
    """A form for a row that stands in a list."""

    @property
    def new_place(self) -> int | None:
        """The place that the person wants for the row; None where they left it as it was."""
        return self.cleaned_data.get("place") if "place" in self.changed_data else None

    @property
    def row_values(self) -> dict[str, Any]:
        """The columns of the row."""
        return {name: value for name, value in self.values.items() if name != "place"}


def _ref(example: str) -> forms.CharField:
    return forms.CharField(
        label="Reference",
        help_text=f"For example, {example}. Leave it empty if there is none.",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class ObjectiveForm(PlacedForm):
    """A service objective."""

    ref = _ref("PED01")
    title = Words(
        label="What is the objective?",
        help_text="For example, Help families early, so that fewer children need a plan.",
        rows=2,
        error_messages={"required": "Say what the objective is."},
    )
    priorities = forms.MultipleChoiceField(
        label="Which priorities of the council does it serve?",
        help_text="One or more. An objective without a priority is saved, and you are reminded of it.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    owner = OwnerField()
    linked_indicators = forms.CharField(
        label="Which indicators is it linked to?",
        help_text="References from other plans or frameworks. Leave it empty if there are none.",
        max_length=400,
        required=False,
    )
    place = place_field("objective")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        posts: QuerySet[Post],
        priorities: list[Priority],
        objective: Objective | None = None,
        chosen: list[int] | None = None,
        place: int | None = None,
    ) -> None:
        names = ("ref", "title", "linked_indicators")
        initial = _values(objective, names) | {"priorities": [str(pk) for pk in chosen or []], "place": place}
        super().__init__(data, version=objective.version if objective else None, initial=initial)
        self.fields["owner"].queryset = posts  # type: ignore[attr-defined]
        self.fields["priorities"].choices = [(str(one.pk), one.title) for one in priorities]  # type: ignore[attr-defined]

    def clean_priorities(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["priorities"]]


class LineForm(PlacedForm):
    """What a milestone and a measure have in common: where it stands, and who answers for it."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        posts: QuerySet[Post],
        objectives: list[Objective],
        objective: Objective,
        line: Measure | Milestone | None = None,
        place: int | None = None,
    ) -> None:
        names = tuple(name for name in ("ref", "title", "due", "source") if name in self.base_fields)
        initial = _values(line, names) | {"objective": objective.pk, "place": place}
        super().__init__(data, version=line.version if line else None, initial=initial)
        self.objectives = {one.pk: one for one in objectives}
        self.fields["owner"].queryset = posts  # type: ignore[attr-defined]
        if line:
            self.fields["objective"].choices = [(one.pk, str(one)) for one in objectives]  # type: ignore[attr-defined]
        else:
            del self.fields["objective"]

    def clean_objective(self) -> Objective:
        return self.objectives[self.cleaned_data["objective"]]


class MeasureForm(LineForm):
    """A measure as a line of the plan; what it counts is in its definition."""

    ref = _ref("PED01 01")
    title = Words(
        label="What is measured?",
        help_text="For example, Percentage of assessments completed within 45 working days.",
        rows=2,
        error_messages={"required": "Say what is measured."},
    )
    owner = OwnerField()
    objective = forms.TypedChoiceField(label="Under which objective does it stand?", coerce=int)
    place = place_field("line of the objective")


class MilestoneForm(LineForm):
    """A piece of work with a due date."""

    ref = _ref("PED01a")
    title = Words(
        label="What will be done?",
        help_text="For example, Open the second family hub.",
        rows=2,
        error_messages={"required": "Say what will be done."},
    )
    due = forms.CharField(
        label="When is it due?",
        help_text="As you would print it, for example March 2022, or 30 September 2021.",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    owner = OwnerField()
    source = forms.CharField(
        label="Which team does it?", help_text="Leave it empty if the plan names none.", max_length=160, required=False
    )
    objective = forms.TypedChoiceField(label="Under which objective does it stand?", coerce=int)
    place = place_field("line of the objective")


class SharesForm(RowForm):
    """The posts with which a line is shared."""

    posts = forms.MultipleChoiceField(
        label="Which posts contribute to it?",
        help_text="Their holders see this line, and may help with its updates. They see no other part of the plan.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None = None, *, line: Measure | Milestone, posts: QuerySet[Post], chosen: list[int]
    ) -> None:
        super().__init__(data, version=line.version, initial={"posts": [str(pk) for pk in chosen]})
        self.fields["posts"].choices = [(str(one.pk), _with_directorate(one)) for one in posts]  # type: ignore[attr-defined]

    def clean_posts(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["posts"]]


def _with_directorate(post: Post) -> str:
    where = post.directorate.name if post.directorate else "whole council"
    return f"{post_label(post)}, {where}"


class PriorityForm(PlacedForm):
    """A priority of the council."""

    title = forms.CharField(
        label="Title",
        help_text="For example, Children and young people.",
        max_length=200,
        error_messages={"required": "Give the priority a title."},
    )
    aim = Words(
        label="What is its aim?",
        help_text="What should be different for residents. It may be left empty.",
        required=False,
    )
    place = place_field("priority")

    def __init__(
        self, data: QueryDict | None = None, *, priority: Priority | None = None, place: int | None = None
    ) -> None:
        initial = _values(priority, ("title", "aim")) | {"place": place}
        super().__init__(data, version=priority.version if priority else None, initial=initial)


_ISSUE = ("ref", "issue", "baseline", "outcomes_year_1", "outcomes_year_3", "interventions", "indicators")


class IssueForm(PlacedForm):
    """A strategic issue: where things stand, what should come of it, and how."""

    ref = _ref("SI1")
    issue = Words(
        label="What is the issue?",
        help_text="For example, More children are looked after than there are foster homes for.",
        error_messages={"required": "Say what the issue is."},
    )
    baseline = Words(
        label="Where do things stand now?", help_text="Figures with their dates, where there are any.", required=False
    )
    outcomes_year_1 = Words(label="What should come of it in one year?", required=False)
    outcomes_year_3 = Words(label="What should come of it in three years?", required=False)
    interventions = Words(label="What will be done about it?", required=False)
    indicators = Words(
        label="Which indicators show it?", help_text="References of measures, or their titles.", required=False
    )
    place = place_field("strategic issue")

    def __init__(
        self, data: QueryDict | None = None, *, issue: StrategicIssue | None = None, place: int | None = None
    ) -> None:
        initial = _values(issue, _ISSUE) | {"place": place}
        super().__init__(data, version=issue.version if issue else None, initial=initial)


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    if row is None:
        return {}
    found = {name: getattr(row, name) for name in names}
    return found | {"owner": row.owner_id} if hasattr(row, "owner_id") else found
