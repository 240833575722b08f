"""Fields that take what an officer types: text kept as text, numbers and years as councils write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from goldenthread.model.period_words import parse_period
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans import typed

if TYPE_CHECKING:
    _PostField = forms.ModelChoiceField[Post]
else:  # the class has no type arguments when it runs
    _PostField = forms.ModelChoiceField

LONG = 10_000
"""The most characters that a long text of a plan may have."""


class Words(forms.CharField):
    """A text of several lines, with its lines ended one way whatever the browser sends."""

    def __init__(self, *, rows: int = 3, max_length: int = LONG, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class Quantity(forms.CharField):
    """A number as typed: "1,234", "£1.2m", "80.9 %"; None when it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
        super().__init__(max_length=60, required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return typed.quantity(text)
        except typed.NotUnderstood as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return typed.number(value) if isinstance(value, Decimal) else value


class Year(forms.CharField):
    """A financial year, typed as councils write it: "2021/22". The value is the calendar year in which it begins."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            period = parse_period(text)
        except ValueError as error:
            raise forms.ValidationError("Give a financial year, for example 2021/22.") from error
        if period.kind not in (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR):
            raise forms.ValidationError("Give a financial year, for example 2021/22.")
        return period.start.year

    def prepare_value(self, value: Any) -> Any:
        return Period.financial_year(value).label if isinstance(value, int) else value


class OwnerField(_PostField):
    """The post that answers for a line; an empty one is unknown. Expects posts with `held` (queries/choosing.py)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Post.objects.none(),
            required=False,
            label="Who is responsible?",
            help_text="A post, so that the line keeps its owner when people change. Leave it empty if nobody is named yet.",
            empty_label="Nobody yet",
            error_messages={"invalid_choice": "This post is not one of the directorate any more. Choose another."},
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return post_label(obj)


def post_label(post: Any) -> str:
    """A post's title, and whether it is vacant or ended."""
    if post.ended_on:
        return f"{post.title} (ended)"
    return post.title if post.held else f"{post.title} (vacant)"


def place_field(of: str) -> forms.IntegerField:
    """Where a line stands among its neighbours, counted from 1."""
    return forms.IntegerField(
        label="Place in the list",
        help_text=f"1 is the first {of}. Leave it as it is to change nothing.",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "invalid": "Give the place as a whole number, for example 2.",
            "min_value": "The first place is 1.",
            "max_value": "Give a place below 10,000.",
        },
    )
