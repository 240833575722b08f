"""The questions about an uploaded paper, with what is proposed as the answer; each form gives back plain answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Calendar, Polarity, TimeBasis
from goldenthread.web.accounts.models import Directorate, Post
from goldenthread.web.plans.models import Measure, Priority
from goldenthread.web.plans.uploading.queries import Understood, year_words
from goldenthread.web.plans.uploading.receiving import KINDS
from goldenthread.web.plans.uploading.settling import (
    LONGEST_TITLE,
    MOST_YEARS,
    MeasureAnswer,
    OwnerAnswer,
    PlanAnswer,
    post_printed_for,
    printed_priorities,
)

_YEAR: Final = re.compile(r"(?P<first>(?:19|20)\d\d)(?:\s*[/–-]\s*(?P<second>\d\d|(?:19|20)\d\d))?")
_NEW, _NOBODY = "new", "nobody"
_KEEP, _TAKE = "recorded", "paper"


class UploadForm(forms.Form):
    """A paper, and whose plan it is."""

    directorate = forms.ModelChoiceField(
        queryset=Directorate.objects.none(),
        label="Whose plan is this?",
        empty_label="Choose a directorate",
        error_messages={
            "required": "Choose the directorate whose plan this is.",
            "invalid_choice": "Choose one of the directorates whose plans you keep.",
        },
    )
    file = forms.FileField(
        label="Choose a file",
        help_text=f"{KINDS}, of up to 50 MB. Figures of groups only: nothing that names or identifies a person.",
        widget=forms.FileInput,
        error_messages={
            "required": "Choose the file of the business plan or report.",
            "empty": "This file is empty. Choose the paper itself: a download may have been cut short.",
            "missing": "Choose the file of the business plan or report.",
            "invalid": "Choose the file of the business plan or report.",
        },
    )

    def __init__(self, *args: Any, directorates: Sequence[Directorate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["directorate"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as declared above
        field.queryset = Directorate.objects.filter(pk__in=[one.pk for one in directorates])
        if len(directorates) == 1:
            field.initial, field.empty_label = directorates[0], None


class PlanForm(forms.Form):
    """What the plan is called and which years it is for."""

    title = forms.CharField(
        label="Title of the plan",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Give the plan a title, for example Business plan 2021/22."},
    )
    first_year = forms.CharField(
        label="Which financial year does it begin with?",
        help_text="For example, 2021/22.",
        max_length=12,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": "Give the plan's first financial year, for example 2021/22."},
    )
    years = forms.IntegerField(
        label="For how many years does it set targets?",
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "required": "Say for how many years the plan sets targets, for example 1.",
            "invalid": "Give the number of years as a whole number, for example 1.",
            "min_value": "A plan is for at least 1 year.",
            "max_value": f"A plan is for at most {MOST_YEARS} years.",
        },
    )

    def clean_first_year(self) -> int:
        match = _YEAR.fullmatch(self.cleaned_data["first_year"].strip())
        first = int(match["first"]) if match else 0
        second = match["second"] if match else None
        if not match or (second is not None and int(second[-2:]) != (first + 1) % 100):
            raise forms.ValidationError("Give the year as 2021/22.")
        return first

    @staticmethod
    def shown(answer: PlanAnswer | None) -> dict[str, Any]:
        """The answer as the form's first values."""
        if answer is None:
            return {"years": 1}
        return {"title": answer.title, "first_year": year_words(answer.first_year), "years": answer.years}

    def answer(self) -> PlanAnswer:
        return PlanAnswer(**self.cleaned_data)


class PrioritiesForm(forms.Form):
    """Which priorities each objective serves: those that the council has, and those that the paper prints."""

    def __init__(self, *args: Any, understood: Understood, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = understood.report
        existing = [one.title for one in Priority.objects.order_by("position", "title")]
        known = {_folded(title): title for title in existing}
        printed: dict[int, list[str]] = {
            number: [known.get(_folded(title), title) for title in printed_priorities(report, number)]
            for number in range(len(report.objectives))
        }
        saved = understood.settlement.priorities
        new = dict.fromkeys(
            title for group in (*printed.values(), *saved.values()) for title in group if _folded(title) not in known
        )
        choices = [*((title, title) for title in existing), *((title, f"{title} (new)") for title in new)]
        for number, objective in enumerate(report.objectives):
            self.fields[f"objective-{number}"] = forms.MultipleChoiceField(
                label=f"{objective.ref} {objective.title}".strip(),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=saved.get(number, printed[number]),
            )

    def answers(self) -> dict[int, tuple[str, ...]]:
        return {int(name.partition("-")[2]): tuple(titles) for name, titles in self.cleaned_data.items()}


class OwnersForm(forms.Form):
    """The post behind each printed name. A name is never made a post unless the person says so."""

    def __init__(self, *args: Any, understood: Understood, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = understood.names
        self.posts = {str(post.pk): post for post in posts}
        by_title = {_folded(post.title): post for post in reversed(posts)}
        answers = understood.settlement.owners
        for number, name in enumerate(self.names):
            title = post_printed_for(understood.report, name)
            answer = answers.get(name)
            if answer is None:
                there = by_title.get(_folded(title)) if title else None
                chosen = str(there.pk) if there else _NEW if title else ""
            else:
                chosen = str(answer.post) if answer.post else _NEW if answer.title else _NOBODY
                title = answer.title or title
            self.fields[f"post-{number}"] = forms.ChoiceField(
                label="Which post is this?",
                required=False,
                initial=chosen,
                choices=[
                    ("", "Not answered yet"),
                    (_NEW, "A new post, with the title below"),
                    (_NOBODY, "Nobody: leave it without an owner"),
                    *((key, post.title) for key, post in self.posts.items()),
                ],
            )
            self.fields[f"title-{number}"] = forms.CharField(
                label="Title, if it is a new post", required=False, max_length=160, initial=title
            )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for number in range(len(self.names)):
            if cleaned.get(f"post-{number}") == _NEW and not cleaned.get(f"title-{number}"):
                self.add_error(f"title-{number}", f"Give the title of the new post for {self.names[number]}.")
        return cleaned

    def groups(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each name with its two fields."""
        for number, name in enumerate(self.names):
            yield name, self[f"post-{number}"], self[f"title-{number}"]

    def answers(self) -> dict[str, OwnerAnswer]:
        found: dict[str, OwnerAnswer] = {}
        for number, name in enumerate(self.names):
            chosen = self.cleaned_data[f"post-{number}"]
            if chosen == _NEW:
                found[name] = OwnerAnswer(title=self.cleaned_data[f"title-{number}"])
            elif chosen == _NOBODY:
                found[name] = OwnerAnswer()
            elif chosen:
                found[name] = OwnerAnswer(post=int(chosen))
        return found


_UNKNOWN: Final = ("", "Not known yet")


class MeasureForm(forms.Form):
    """One measure's definition, and which earlier measure it continues."""

    polarity = forms.ChoiceField(
        label="Which way is better?",
        required=False,
        widget=forms.RadioSelect,
        choices=[*((one.value, one.value.capitalize()) for one in Polarity), _UNKNOWN],
    )
    unit = forms.ChoiceField(
        label="Unit", required=False, choices=[_UNKNOWN, *((one.value, one.words.capitalize()) for one in Unit)]
    )
    time_basis = forms.ChoiceField(
        label="Time basis",
        required=False,
        choices=[_UNKNOWN, *((one.value, one.value.capitalize()) for one in TimeBasis)],
    )
    calendar = forms.ChoiceField(
        label="Which year does it count in?",
        required=False,
        choices=[_UNKNOWN, *((one.value, one.words.capitalize()) for one in Calendar)],
    )
    continues = forms.TypedChoiceField(
        label="Does it continue a measure of an earlier plan?",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "That measure is no longer there. Choose another, or none."},
    )
    figures = forms.ChoiceField(
        label="Its figures differ from those that are recorded. Which should be kept?",
        widget=forms.RadioSelect,
        choices=[(_KEEP, "Those recorded"), (_TAKE, "Those of this paper")],
        error_messages={"required": "Its figures differ from those that are recorded. Choose which should be kept."},
    )

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, str],
        earlier: Sequence[Measure],
        differ: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in hints.items():
            self.fields[name].help_text = hint
        continues = self.fields["continues"]
        assert isinstance(continues, forms.ChoiceField)  # noqa: S101 - as declared above
        continues.choices = [
            ("", "No: it is new"),
            *((one.pk, _short(f"{one.ref} {one.title}".strip(), one.plan.title)) for one in earlier),
        ]
        if not earlier:
            del self.fields["continues"]
        if not differ:
            del self.fields["figures"]

    @staticmethod
    def shown(answer: MeasureAnswer) -> dict[str, Any]:
        """The answer as the form's first values."""
        parts = answer.model_dump(mode="json", exclude={"take_paper"})
        return {
            **{name: "" if value is None else value for name, value in parts.items()},
            "figures": _KEEP if not answer.take_paper else _TAKE,
        }

    def answer(self) -> MeasureAnswer:
        cleaned = self.cleaned_data
        parts = {name: cleaned[name] or None for name in ("unit", "polarity", "time_basis", "calendar")}
        return MeasureAnswer.model_validate(
            {**parts, "continues": cleaned.get("continues"), "take_paper": cleaned.get("figures") == _TAKE}
        )


def _short(title: str, plan: str) -> str:
    return f"{title if len(title) <= 90 else f'{title[:89]}…'} ({plan})"


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
