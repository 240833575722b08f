"""The choice of a light: each with what it means under the council's rules, then why there may be none (R4.2, R4.8)."""

from __future__ import annotations

from typing import Any, Final

from django.forms.boundfield import BoundField

from goldenthread.model.plan import Light
from goldenthread.web.returns.judging import RULES
from goldenthread.web.returns.models import NotRated

_STANDS: Final = {
    "value": "",
    "text": "As it is worked out",
    "hint": {
        "text": "The light of this measure is worked out by the rule. Choose another only if you judge it otherwise."
    },
}


def light_options(field: BoundField, *, is_milestone: bool, is_calculated: bool = False) -> dict[str, Any]:
    """The field as the radios component takes it. A measure whose light the rule gives may leave it at that."""
    chosen, words = field.value(), _words(is_milestone=is_milestone)
    items: list[dict[str, Any]] = [_STANDS | {"checked": not chosen}] if is_calculated else []
    items += [
        {"value": one.value, "text": one.value.capitalize(), "hint": {"text": words[one]}, "checked": chosen == one}
        for one in Light
    ]
    items.append({"divider": "or no light, because"})
    items += [{"value": one.value, "text": one.words, "checked": chosen == one} for one in NotRated]
    options: dict[str, Any] = {
        "name": field.html_name,
        "idPrefix": field.auto_id,
        "classes": "govuk-radios--small",
        "fieldset": {"legend": {"text": field.label, "classes": "govuk-fieldset__legend--m"}},
        "items": items,
    }
    if field.errors:
        options["errorMessage"] = {"text": field.errors[0]}
    return options


def _words(*, is_milestone: bool) -> dict[Light, str]:
    """What each light means under the council's rules (R4.8)."""
    return {one.light: one.milestone if is_milestone else one.measure for one in RULES.rule_set().lights if one.light}
