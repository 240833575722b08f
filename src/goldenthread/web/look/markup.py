"""HTML written in Python, for what a page has many of: a template takes five times as long."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Literal

from django.utils.safestring import SafeString, mark_safe


def escaped(value: Any) -> str:
    """As Django's conditional_escape, which spends most of its time on texts that are translated later."""
    return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value))


def attributes(given: Mapping[str, Any] | Literal[""] | None = "", **named: Any) -> SafeString:
    """HTML attributes with a space before each: True gives the bare name, None, False and "" leave it out (in `named`; what is
    `given` is written as it is). An underscore in a name stands for a hyphen."""
    kept = {name.replace("_", "-"): value for name, value in named.items() if not _empty(value)}
    pairs = {**kept, **given} if given else kept
    return mark_safe("".join(_attribute(name, value) for name, value in pairs.items()))  # noqa: S308


def _empty(value: Any) -> bool:
    return value is None or value is False or value == ""


def _attribute(name: str, value: Any) -> str:
    return f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'


def classes(*names: Any) -> str:
    """The value of a class attribute: what is given of the names."""
    return " ".join(escaped(name) for name in names if name)
