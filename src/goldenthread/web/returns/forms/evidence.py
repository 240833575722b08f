"""The choice of a file of evidence."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.web.returns.evidence_files import ACCEPTED, KINDS, LARGEST


class EvidenceForm(forms.Form):
    """A file. `belongs_to` is the id of the form on the page that it is sent with: what was typed there comes along."""

    evidence = forms.FileField(
        label="Add a file that shows where the figure comes from",
        help_text=f"{KINDS}; {LARGEST // 2**20} MB at most. Only those who write or check this update can open it.",
        max_length=None,
        allow_empty_file=True,  # evidence_files.py says it better
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(ACCEPTED))}),
        error_messages={"required": "Choose the file first, then add it."},
    )

    def __init__(self, *args: Any, belongs_to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if belongs_to:
            self.fields["evidence"].widget.attrs["form"] = belongs_to
