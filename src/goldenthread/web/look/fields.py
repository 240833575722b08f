"""Which GOV.UK component a field of a form becomes, and with which options: by its widget, then by what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from goldenthread.web.look import refusals
from goldenthread.web.look.components import component

_UNSET = "---------"
_OURS = ("id", "class", "rows", "cols", "type", "spellcheck", "autocomplete", "inputmode", "autocapitalize", "multiple")
_LEFT_OUT = ("required", "maxlength", "minlength", "min", "max", "step")
"""What a browser would refuse or cut off by itself, without our sentence: the server says it."""


def draw(field: BoundField, *, as_heading: bool = False) -> SafeString:
    """The field with its label, hint and error."""
    widget = field.field.widget
    for kind, as_component in _KINDS:
        if isinstance(widget, kind):
            name, options = as_component(field)
            break
    else:
        raise TypeError(f"No component is known for the widget {type(widget).__name__} of the field “{field.name}”.")
    if field.errors:
        options["errorMessage"] = {"text": refusals.sentences(field)[0]}
    if as_heading:
        _make_heading(options)
    return component(name, options)


def _make_heading(options: dict[str, Any]) -> None:
    title = options["fieldset"]["legend"] if options.get("fieldset") else options.get("label")
    if title is not None:
        kind = "govuk-fieldset__legend--l" if options.get("fieldset") else "govuk-label--l"
        title |= {"isPageHeading": True, "classes": kind}


def _common(field: BoundField) -> dict[str, Any]:
    """Name, id, label, hint, classes and attributes: what every control has."""
    attrs: Mapping[str, Any] = field.field.widget.attrs
    options: dict[str, Any] = {
        "name": field.html_name,
        "id": field.auto_id or field.html_name,
        "label": {"text": field.label},
        "classes": attrs.get("class", ""),
        "attributes": {name: value for name, value in attrs.items() if name not in (*_OURS, *_LEFT_OUT)},
    }
    if field.help_text:
        options["hint"] = {"text": field.help_text}
    if field.field.disabled:
        options["disabled"] = True
    return options


def _text(field: BoundField) -> dict[str, Any]:
    """The options of a text box; what was typed wrongly stays in it."""
    attrs: Mapping[str, Any] = field.field.widget.attrs
    options = _common(field)
    widget = field.field.widget
    value = widget.format_value(field.value())
    if value is not None and getattr(widget, "render_value", True):  # a password is not sent back
        options["value"] = str(value)
    if "spellcheck" in attrs:
        options["spellcheck"] = attrs["spellcheck"] not in (False, "false")
    for name in ("autocomplete", "autocapitalize", "inputmode"):
        if attrs.get(name):
            options[name] = attrs[name]
    return options


def _input(field: BoundField) -> tuple[str, dict[str, Any]]:
    options = _text(field)
    kind, widget = field.field, field.field.widget
    if isinstance(kind, forms.IntegerField):
        whole = not isinstance(kind, forms.DecimalField | forms.FloatField)  # both are IntegerFields to Django
        options = {"inputmode": "numeric" if whole else "decimal", "spellcheck": False} | options
        options["classes"] = _width(options["classes"], 5)
    elif isinstance(kind, forms.DateField):
        options = {"spellcheck": False} | options
        options["classes"] = _width(options["classes"], 10)
    elif isinstance(kind, forms.EmailField):
        options = {"type": "email", "autocomplete": "email", "spellcheck": False} | options
    elif isinstance(widget, forms.PasswordInput):
        options = {"type": "password", "spellcheck": False, "autocapitalize": "none"} | options
    elif isinstance(widget, forms.URLInput):
        options = {"type": "url", "spellcheck": False} | options
    return "input", options


def _width(classes: str, characters: int) -> str:
    return classes if "govuk-input--width" in classes else f"govuk-input--width-{characters} {classes}".strip()


def _textarea(field: BoundField) -> tuple[str, dict[str, Any]]:
    return "textarea", _text(field) | {"rows": field.field.widget.attrs.get("rows", 5)}


def _file(field: BoundField) -> tuple[str, dict[str, Any]]:
    widget = field.field.widget
    return "file-upload", _common(field) | {"multiple": bool(getattr(widget, "allow_multiple_selected", False))}


def _tick(field: BoundField) -> tuple[str, dict[str, Any]]:
    """One checkbox, whose label is the field's."""
    options = _common(field)
    item = {"value": "on", "text": field.label, "checked": bool(field.value())}
    item |= {"attributes": options["attributes"], "disabled": options.get("disabled", False)}
    if "hint" in options:
        item["hint"] = options["hint"]
    return "checkboxes", {"name": options["name"], "idPrefix": options["id"], "items": [item]}


def _choices(field: BoundField) -> list[dict[str, Any]]:
    """Every choice as an item, in order; the blank one says what leaving it means."""
    widget: Any = field.field.widget
    groups = widget.optgroups(field.html_name, _selected(field), {})
    blank = "Choose one" if field.field.required else "None"
    items = []
    for heading, options, _ in groups:
        for option in options:
            text = blank if option["label"] == _UNSET else option["label"]
            item = {"value": str(option["value"]), "text": text, "chosen": option["selected"], "group": heading or ""}
            item["attributes"] = {k: v for k, v in option["attrs"].items() if k not in ("id", "checked", "selected")}
            items.append(item)
    return items


def _selected(field: BoundField) -> list[str]:
    value = field.field.widget.format_value(field.value())
    return value if isinstance(value, list) else [value]


def _select(field: BoundField) -> tuple[str, dict[str, Any]]:
    items = [item | {"selected": item.pop("chosen")} for item in _choices(field)]
    return "select", _common(field) | {"items": items}


def _group(name: str, field: BoundField) -> tuple[str, dict[str, Any]]:
    options = _common(field)
    options["idPrefix"] = options.pop("id")
    options["fieldset"] = {"legend": {"text": options.pop("label")["text"]}}
    disabled = options.pop("disabled", False)
    options["items"] = [item | {"checked": item.pop("chosen"), "disabled": disabled} for item in _choices(field)]
    return name, options


def _radios(field: BoundField) -> tuple[str, dict[str, Any]]:
    return _group("radios", field)


def _checkboxes(field: BoundField) -> tuple[str, dict[str, Any]]:
    return _group("checkboxes", field)


_KINDS: tuple[tuple[type[forms.Widget], Any], ...] = (
    # A narrower kind stands before the wider one that it belongs to.
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _tick),
    (forms.Select, _select),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
    (forms.widgets.Input, _input),
)
