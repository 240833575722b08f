"""What is asked about messages: which to list, and whom to nudge."""

from __future__ import annotations

from django import forms

from goldenthread.web.returns.models import MessageKind


class MessageSearch(forms.Form):
    """Which messages to list."""

    search = forms.CharField(label="Name or e-mail address", required=False, widget=forms.TextInput)
    kind = forms.ChoiceField(
        label="Why they were written to",
        required=False,
        choices=[("", "Any reason"), *((kind.value, kind.value.capitalize()) for kind in MessageKind)],
    )

    def chosen(self) -> tuple[MessageKind | None, str]:
        """The kind, and the part of a name; all where nothing sensible is asked for."""
        if not self.is_valid():
            return None, ""
        kind = self.cleaned_data["kind"]
        return MessageKind(kind) if kind else None, self.cleaned_data["search"]


class Nudge(forms.Form):
    """The post to nudge; without one, all who are late."""

    post = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
