"""The GOV.UK Design System's components as Django templates in templates/govuk, which take the official macros' options.

One difference: there is no option `html`. A `text` that Django has marked as safe is not escaped, so that nothing which
people typed can become HTML by a choice of the wrong option.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.template.base import Template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString


class _Nothing(str):
    """An option that is not given, and anything inside it: an empty text."""

    __slots__ = ()

    def __getitem__(self, key: object) -> _Nothing:
        return self


_NOTHING = _Nothing()


class _Options(dict[str, Any]):
    """Options for a template. Django would look for what is not there in four ways and then raise an error: most of the time
    that a form takes; and it would find the method `items` where no items are given."""

    def __missing__(self, key: str) -> str:
        return _NOTHING


def component(name: str, options: Mapping[str, Any]) -> SafeString:
    """The HTML of the component of that name ("input", "summary-list")."""
    return _template(name).render(Context({"params": _prepared(options)}))


@cache
def _template(name: str) -> Template:
    return get_template(f"govuk/{name}.html").template  # type: ignore[attr-defined, no-any-return]


def _prepared(value: Any) -> Any:
    if isinstance(value, _Options):
        return value
    if isinstance(value, Mapping):
        return _Options((name, _prepared(part)) for name, part in value.items())
    if isinstance(value, list | tuple):
        return [_prepared(part) for part in value]
    return value
