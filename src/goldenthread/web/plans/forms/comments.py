"""The form with which somebody comments on a plan."""

from __future__ import annotations

from django import forms


class CommentForm(forms.Form):
    """One text."""

    text = forms.CharField(
        label="Your comment",
        help_text="Everybody who can read this plan sees it, with your name.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Write your comment first.",
            "max_length": "Your comment is longer than 4,000 characters. Shorten it.",
        },
    )
