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
    """The HTML of the component of that name ("input", "summary-list")."""
    return mark_safe(get_template(f"govuk/{name}.html").render({"params": options}))  # noqa: S308 - the template escapes
