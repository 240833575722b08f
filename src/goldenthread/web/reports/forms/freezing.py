"""What is asked before a paper is frozen: which edition it is, and why it is issued again where it was issued before."""

from __future__ import annotations

from typing import Any

from django import forms


class FreezeForm(forms.Form):
    """The first edition needs no reason."""

    number = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "invalid": "This page is out of date. Go back, open it again, and freeze the paper from there."
        },
    )
    why = forms.CharField(
        label="Why is it issued again?",
        help_text="It is printed with the edition as its erratum note. For example: the figure for attendance was restated.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the paper is issued again: the reason is printed with the edition."},
    )

    def __init__(self, data: Any = None, *, number: int) -> None:
        super().__init__(data, initial={"number": number})
        if number == 1:
            del self.fields["why"]
