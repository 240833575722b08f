"""The forms of a plan's workbook: the file that comes back, and the choices in cells that two people changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goldenthread.web.plans.workbook.differences import Difference

WORKBOOK: Final = "workbook"
PLAN: Final = "plan"


class UploadForm(forms.Form):
    """The workbook."""

    file = forms.FileField(
        label="The plan’s workbook",
        help_text="The .xlsx file that you downloaded here, with your changes. Nothing is saved until you have seen them.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        max_length=255,
        error_messages={
            "required": "Choose the workbook that you want to send back.",
            "empty": "This file is empty. Save the workbook again in Excel, and choose it anew.",
            "max_length": "The name of this file is too long. Give it a shorter name, and choose it again.",
        },
    )


class ConflictsForm(forms.Form):
    """For each cell that somebody else changed meanwhile: keep the plan's text, or take the workbook's."""

    def __init__(self, data: QueryDict | None = None, *, conflicts: Sequence[Difference]) -> None:
        super().__init__(data)
        self.conflicts = conflicts
        for number, one in enumerate(conflicts):
            self.fields[f"keep-{number}"] = forms.ChoiceField(
                label=f"{one.line.name}: {one.column.heading}",
                choices=[
                    (PLAN, f"As it is in the plan now: {one.now or '(nothing)'}"),
                    (WORKBOOK, f"As in your workbook: {one.becomes or '(nothing)'}"),
                ],
                help_text=f"When you downloaded the workbook, it was: {one.was or '(nothing)'}",
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose what {one.column.heading.lower()} of “{one.line.name[:80]}” should say.",
                    "invalid_choice": "Choose one of the two.",
                },
            )

    @property
    def taken(self) -> set[str]:
        """The conflicts in which the workbook's text stands."""
        chosen: dict[str, Any] = self.cleaned_data
        return {one.known_as for number, one in enumerate(self.conflicts) if chosen[f"keep-{number}"] == WORKBOOK}
