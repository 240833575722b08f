"""What the pages of deciding ask for: which updates to show, a comment, a day and a reason, a confirmation."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from goldenthread.web.look.versions import RowForm
from goldenthread.web.returns.models import UpdateState
from goldenthread.web.returns.queries.my_updates import Choices, Chosen

_LONGEST: Final = 2000
_UNKNOWN: Final = {"invalid_choice": "This is not in the list any more. Choose one that is."}


class ChoosingForm(forms.Form):
    """Which updates somebody wants to see. Everything may be left open."""

    round = forms.ChoiceField(label="Round", required=False, error_messages=_UNKNOWN)
    state = forms.ChoiceField(label="State", required=False, error_messages=_UNKNOWN)
    directorate = forms.ChoiceField(label="Directorate", required=False, error_messages=_UNKNOWN)
    officer = forms.ChoiceField(label="Responsible officer", required=False, error_messages=_UNKNOWN)
    late = forms.BooleanField(label="Only those that are late", required=False)
    findings = forms.BooleanField(label="Only those with findings", required=False)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        super().__init__(data)
        states = tuple((state.value, state.value.capitalize()) for state in UpdateState)
        for name, any_, given in (
            ("round", "All that are not over yet", choices.rounds),
            ("state", "Any state", states),
            ("directorate", "All directorates", choices.directorates),
            ("officer", "All officers", choices.officers),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as they are declared above
            field.choices = [("", any_), *((str(key), words) for key, words in given)]
        if len(choices.directorates) < 2:
            del self.fields["directorate"]

    @property
    def chosen(self) -> Chosen:
        """What was asked for; what could not be understood is left open."""
        given = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        return Chosen(
            round=_key(given.get("round")),
            state=given.get("state", ""),
            directorate=_key(given.get("directorate")),
            officer=_key(given.get("officer")),
            late=bool(given.get("late")),
            findings=bool(given.get("findings")),
        )


def _key(text: str | None) -> int | None:
    return int(text) if text else None


def _words(label: str, hint: str, required: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": required},
    )


class SendBackForm(RowForm):
    """The comment with which an update goes back."""

    comment = _words(
        "What should the officer look at?",
        "The officer gets an e-mail, and sees this above the update.",
        "Say what the officer should look at: without it they cannot know why it comes back.",
    )


class LateForm(RowForm):
    """Until when one update may be answered late, and why."""

    until = forms.DateField(
        label="Until which day may it be answered?",
        help_text="That day is included. For example, 27/3/2022.",
        widget=forms.DateInput(format="%d/%m/%Y"),
        error_messages={
            "required": "Give the last day on which it may be answered.",
            "invalid": "Give the day as day, month and year, for example 27/3/2022.",
        },
    )
    reason = _words("Why may it be late?", "It is kept beside the update.", "Say why this one may be answered late.")


class DeclareForm(forms.Form):
    """The director's confirmation. `shown` is the mark of the text that they had before them."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    confirmed = forms.BooleanField(
        label="I have read this, and I declare it",
        error_messages={"required": "Tick the box to say that you have read this and declare it."},
    )


class WithdrawForm(forms.Form):
    """Why a declaration is withdrawn."""

    reason = _words(
        "Why is the declaration withdrawn?",
        "It is kept in the history of the return.",
        "Say why the declaration is withdrawn.",
    )
