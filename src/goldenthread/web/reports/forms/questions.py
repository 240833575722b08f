"""A question about a line of an edition."""

from __future__ import annotations

from django import forms


class QuestionForm(forms.Form):
    """One box."""

    text = forms.CharField(
        label="Your question",
        help_text="The officer who answers for this line sees it with your name, beside next quarter’s update.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Type your question."},
    )
