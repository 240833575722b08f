"""The GOV.UK Design System's components, which take the official macros' options: Django templates in templates/govuk, and what
forms are made of in Python (controls.py, groups.py).

One difference: there is no option `html`. A `text` that Django has marked as safe is not escaped, so that nothing which
people typed can become HTML by a choice of the wrong option.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from django.template.base import Template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from goldenthread.web.look import controls, groups


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


_WRITTEN: Final[Mapping[str, Callable[[controls.Options], str]]] = {
    "label": controls.label,
    "hint": controls.hint,
    "error-message": controls.error_message,
    "fieldset": controls.fieldset,
    "tag": controls.tag,
    "button": controls.button,
    "input": groups.grouped(groups.text_input),
    "textarea": groups.grouped(groups.textarea),
    "file-upload": groups.grouped(groups.file_upload),
    "select": groups.grouped(groups.select),
    "radios": groups.chosen_from("radios"),
    "checkboxes": groups.chosen_from("checkboxes"),
}
"""Those of which a form has dozens, written in Python: as templates they took most of the time of a page."""


def component(name: str, options: Mapping[str, Any]) -> SafeString:
    """The HTML of the component of that name ("input", "summary-list")."""
    written = _WRITTEN.get(name)
    if written is not None:
        return mark_safe(written(options))  # noqa: S308 - controls.py and groups.py escape
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
