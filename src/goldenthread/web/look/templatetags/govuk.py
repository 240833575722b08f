"""What the templates of the components need: one component inside another, attributes, and which ids describe a control."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Literal

from django import template
from django.utils.safestring import SafeString, mark_safe

from goldenthread.web.look import components

register = template.Library()


@register.simple_tag
def component(name: str, options: Mapping[str, Any] | None = None, **more: Any) -> SafeString:
    """The component with its options; `more` are options that stand beside or in place of them."""
    return components.component(name, {**(options or {}), **more})


@register.simple_tag
def attributes(given: Mapping[str, Any] | Literal[""] = "", **named: Any) -> SafeString:
    """HTML attributes with a space before each: True gives the bare name, None, False and "" leave it out (in `named`; what is
    `given` is written as it is). An underscore in a name stands for a hyphen."""
    kept = {name.replace("_", "-"): value for name, value in named.items() if not _empty(value)}
    pairs = {**kept, **given} if given else kept
    return mark_safe("".join(_attribute(name, value) for name, value in pairs.items()))  # noqa: S308


def _empty(value: Any) -> bool:
    return value is None or value is False or value == ""


def _attribute(name: str, value: Any) -> str:
    return f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'


def _escaped(value: Any) -> str:
    """As Django's conditional_escape, which spends most of its time on texts that are translated later."""
    return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value))


@register.simple_tag
def described_by(options: Mapping[str, Any], base: str) -> str:
    """The ids for aria-describedby: what the caller names, then the hint, then the error."""
    found = [(options.get("fieldset") or {}).get("describedBy") or options.get("describedBy") or ""]
    found += [f"{base}-hint"] if options.get("hint") else []
    found += [f"{base}-error"] if options.get("errorMessage") else []
    return " ".join(part for part in found if part)


@register.simple_tag
def item_id(item: Mapping[str, Any], base: str, number: int) -> str:
    """The id of a radio or checkbox: the first has the group's own, so that the error summary reaches it."""
    return str(item.get("id") or (base if number == 1 else f"{base}-{number}"))


@register.simple_tag
def choices(options: Mapping[str, Any]) -> SafeString:
    """The options of a select, those of one `group` together. Written here because a template takes five times as long, and
    a council has hundreds of posts."""
    given = [item for item in options["items"] if item]
    parts = []
    for heading, items in groupby(given, key=lambda item: item.get("group")):
        inside = "\n".join(_choice(item, options) for item in items)
        parts.append(f'<optgroup label="{_escaped(heading)}">{inside}</optgroup>' if heading else inside)
    return mark_safe("\n".join(parts))  # noqa: S308 - _choice and _escaped escape


def _choice(item: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    value = f' value="{_escaped(item["value"])}"' if "value" in item else ""
    selected = " selected" if chosen(item, options) else ""
    disabled = " disabled" if item.get("disabled") else ""
    other = attributes(item.get("attributes") or "")
    return f"<option{value}{selected}{disabled}{other}>{_escaped(item['text'])}</option>"


@register.simple_tag
def chosen(item: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    """Whether the item is ticked or selected: it says so itself, or the group's value or values name it."""
    said = item.get("checked", item.get("selected"))
    if said or said is False:
        return bool(said)
    value = item.get("value", item.get("text"))
    if options.get("values"):
        return value in options["values"]
    return bool(options.get("value")) and str(value) == str(options["value"])


@register.simple_tag
def item_described_by(item: Mapping[str, Any], id_: str, options: Mapping[str, Any]) -> str:
    """The ids that describe one radio or checkbox: its own hint and, where no fieldset carries them, what describes the group
    (for checkboxes alone: a radio always has a group)."""
    found = [] if options.get("fieldset") or not options.get("loose") else [str(options.get("described") or "")]
    found += [f"{id_}-item-hint"] if (item.get("hint") or {}).get("text") else []
    return " ".join(part for part in found if part)


@register.simple_tag
def any_actions(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether some row of a summary list has links, so that the others leave room for them."""
    return any((row.get("actions") or {}).get("items") for row in rows if row)
