"""What a tabled figure is known to be now, typed as councils type it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.model.figures import Unit
from goldenthread.web.plans import typed
from goldenthread.web.plans.models import Figure
from goldenthread.web.returns.actions.restating import Asked


class RestateForm(forms.Form):
    """A box for each figure, with what is known now in it, and the reason. A box that is left alone changes nothing."""

    def __init__(self, data: Any = None, *, figures: Sequence[Figure]) -> None:
        super().__init__(data)
        self.figures = figures
        for figure in figures:
            self.fields[f"figure-{figure.pk}"] = forms.CharField(
                label=f"{figure.component or 'Figure'}, as known now",
                help_text="As reported, for example 93.2%, 1,234 or 71.4% (5/7); or n/a where there is none.",
                initial=figure.original or typed.number(figure.value) or figure.absence,
                max_length=400,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
                error_messages={"required": "Type the figure by which this is known now, or why there is none."},
            )
            self.fields[f"seen-{figure.pk}"] = forms.IntegerField(
                initial=figure.version,
                widget=forms.HiddenInput,
                error_messages={"invalid": "This page is out of date. Go back and open it again."},
            )
        self.fields["reason"] = forms.CharField(
            label="Why is it restated?",
            help_text="Members see it beside the figure, with today’s date.",
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": "Say why the figure is restated: members see the reason beside it."},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for figure in self.figures:
            name = f"figure-{figure.pk}"
            if name in cleaned and name in self.changed_data:
                try:
                    cleaned[f"read-{figure.pk}"] = _read(cleaned[name], figure)
                except typed.NotUnderstood as error:
                    self.add_error(name, str(error))
        return cleaned

    @property
    def asked(self) -> list[Asked]:
        """The figures whose boxes were changed."""
        said = self.cleaned_data
        return [
            Asked(one.pk, said[f"seen-{one.pk}"], said[f"read-{one.pk}"])
            for one in self.figures
            if f"read-{one.pk}" in said
        ]


def _read(text: str, figure: Figure) -> dict[str, Any]:
    """The columns of the figure that was typed."""
    unit = Unit(figure.definition.unit) if figure.definition.unit else None
    reading = typed.figure(text, unit, figure.component)
    return {
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "absence": reading.absence.value if reading.absence else "",
        "markers": [one.value for one in reading.markers],
        "qualifier": reading.qualifier,
        "original": reading.original,
    }
