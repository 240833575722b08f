"""The forms of a workbook of updates: the file that comes back, and the choices in cells that two people changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goldenthread.web.returns.workbook.differences import Change, Difference

WORKBOOK: Final = "workbook"
UPDATE: Final = "update"


class UploadForm(forms.Form):
    """The workbook."""

    file = forms.FileField(
        label="The workbook with the answers",
        help_text="The .xlsx file that was downloaded or e-mailed, filled in. Nothing is saved until you have seen what changes.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        max_length=255,
        error_messages={
            "required": "Choose the workbook that you want to send back.",
            "empty": "This file is empty. Save the workbook again in Excel, and choose it anew.",
            "max_length": "The name of this file is too long. Give it a shorter name, and choose it again.",
        },
    )


class ConflictsForm(forms.Form):
    """For each cell that somebody else changed meanwhile: keep what the update says, or take the workbook's."""

    def __init__(self, data: QueryDict | None = None, *, conflicts: Sequence[tuple[Change, Difference]]) -> None:
        super().__init__(data)
        self.conflicts = conflicts
        for number, (change, one) in enumerate(conflicts):
            name = change.entry.name
            self.fields[f"keep-{number}"] = forms.ChoiceField(
                label=f"{name}: {one.heading}",
                choices=[
                    (UPDATE, f"As it is in the update now: {one.now or '(nothing)'}"),
                    (WORKBOOK, f"As in the workbook: {one.becomes or '(nothing)'}"),
                ],
                help_text=f"When the workbook was downloaded, it was: {one.was or '(nothing)'}",
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose what {one.heading.lower()} of “{name[:80]}” should say.",
                    "invalid_choice": "Choose one of the two.",
                },
            )

    @property
    def taken(self) -> set[str]:
        """The conflicts in which the workbook's text stands."""
        chosen: dict[str, Any] = self.cleaned_data
        return {one.known_as for number, (_, one) in enumerate(self.conflicts) if chosen[f"keep-{number}"] == WORKBOOK}
