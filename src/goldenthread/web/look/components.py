"""The GOV.UK Design System's components as Django templates in templates/govuk, which take the official macros' options.

One difference: there is no option `html`. A `text` that Django has marked as safe is not escaped, so that nothing which
people typed can become HTML by a choice of the wrong option.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe


def component(name: str, options: Mapping[str, Any]) -> SafeString:
    """The HTML of the component of that name ("input", "summary-list"). Where there are no items, a template must not find
    the method `items` of the options in their place."""
    return mark_safe(get_template(f"govuk/{name}.html").render({"params": {"items": (), **options}}))  # noqa: S308
