"""The text of a narrative section of a return."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.web.look.versions import RowForm
from goldenthread.web.returns.models import ReturnSection


class SectionForm(RowForm):
    """Key developments or emerging issues, in paragraphs."""

    text = forms.CharField(
        label="Text",
        help_text="Leave an empty line between two paragraphs. It is printed in the papers as you write it.",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def __init__(self, data: Any = None, *, row: ReturnSection | None) -> None:
        version, text = (row.version, row.text) if row else (0, "")
        super().__init__(data, version=version, initial={"text": text})

    def clean_text(self) -> str:
        """The text with its lines ended one way: a browser ends them with two characters."""
        return "\n".join(str(self.cleaned_data["text"]).splitlines())
