"""The tags that every template has: the error summary."""

from __future__ import annotations

from typing import Any

from django import forms, template

register = template.Library()


@register.inclusion_tag("look/error_summary.html")
def error_summary(*given: forms.BaseForm | None) -> dict[str, Any]:
    """The summary of all errors of the forms, each a link to its field; nothing where there is none."""
    found: list[tuple[str, str]] = []
    for form in given:
        if form is None or not form.is_bound:
            continue
        for name, errors in form.errors.items():
            target = form[name].id_for_label if name in form.fields else ""
            found += [(str(error), target) for error in errors]
    return {"errors": found}
