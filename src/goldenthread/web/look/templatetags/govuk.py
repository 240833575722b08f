"""What the templates of the components need: one component inside another, attributes, and what a list has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from goldenthread.web.look import components, markup

register = template.Library()


@register.simple_tag
def component(name: str, options: Mapping[str, Any] | None = None, **more: Any) -> SafeString:
    """The component with its options; `more` are options that stand beside or in place of them."""
    return components.component(name, {**(options or {}), **more})


register.simple_tag(markup.attributes)


@register.simple_tag
def any_actions(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether some row of a summary list has links, so that the others leave room for them."""
    return any((row.get("actions") or {}).get("items") for row in rows if row)
