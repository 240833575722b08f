"""The components of a form: each control in its group, with its label or legend, its hint and its error.

As the templates in templates/govuk, they take the official macros' options and give the same HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from django.utils.safestring import mark_safe

from goldenthread.web.look.controls import Options, error_message, fieldset, hint, label, said
from goldenthread.web.look.markup import attributes, classes, escaped

Control = Callable[[Options, str, str], str]


def grouped(control: Control) -> Callable[[Options], str]:
    """The component of one control, which is drawn by its options, its id and the ids of what describes it."""

    def draw(options: Options) -> str:
        id_ = str(options.get("id") or options.get("name", ""))
        inside = control(options, id_, _described_by(options, id_))
        return _group(options, f"{label(options.get('label') or {}, **{'for': id_})}\n{_said_of(options, id_)}{inside}")

    return draw


def chosen_from(kind: str) -> Callable[[Options], str]:
    """The component of several choices: "radios" or "checkboxes"."""

    def draw(options: Options) -> str:
        id_ = str(options.get("idPrefix") or options.get("name", ""))
        described = _described_by(options, id_)
        inside = _said_of(options, id_) + _items(kind, options, id_, described)
        whole = options.get("fieldset")
        if whole:
            inside = fieldset(whole, describedBy=described, text=mark_safe(inside))  # noqa: S308 - made here
        return _group(options, inside)

    return draw


def _group(options: Options, inside: str) -> str:
    of_group = options.get("formGroup") or {}
    error = "govuk-form-group--error" if options.get("errorMessage") else ""
    names = classes("govuk-form-group", error, of_group.get("classes"))
    return f'<div class="{names}"{attributes(of_group.get("attributes"))}>\n{inside}\n</div>'


def _said_of(options: Options, id_: str) -> str:
    parts = [hint(options["hint"], id=f"{id_}-hint")] if options.get("hint") else []
    parts += [error_message(options["errorMessage"], id=f"{id_}-error")] if options.get("errorMessage") else []
    return "".join(f"{part}\n" for part in parts)


def _described_by(options: Options, base: str) -> str:
    """The ids for aria-describedby: what the caller names, then the hint, then the error."""
    found = [(options.get("fieldset") or {}).get("describedBy") or options.get("describedBy") or ""]
    found += [f"{base}-hint"] if options.get("hint") else []
    found += [f"{base}-error"] if options.get("errorMessage") else []
    return " ".join(part for part in found if part)


# ---- single controls ----


def _start(kind: str, options: Options, id_: str, tag: str) -> str:
    error = f"govuk-{kind}--error" if options.get("errorMessage") else ""
    names = classes(f"govuk-{kind}", options.get("classes"), error)
    return f'<{tag} class="{names}" id="{escaped(id_)}" name="{escaped(options.get("name", ""))}"'


def text_input(options: Options, id_: str, described: str) -> str:
    """A box for a line, with what stands before and behind it."""
    others = attributes(
        options.get("attributes"),
        value=options.get("value"),
        disabled=options.get("disabled"),
        aria_describedby=described,
        **{name: options.get(name) for name in ("autocomplete", "autocapitalize", "pattern", "inputmode")},
    )
    kind = f' type="{escaped(options.get("type") or "text")}"{said(options, "spellcheck", "spellcheck")}'
    box = f"{_start('input', options, id_, 'input')}{kind}{others}>"
    before, behind = _beside(options, "prefix"), _beside(options, "suffix")
    return f'<div class="govuk-input__wrapper">{before}{box}{behind}</div>' if before or behind else box


def _beside(options: Options, name: str) -> str:
    given = options.get(name) or {}
    if not given.get("text"):
        return ""
    names = classes(f"govuk-input__{name}", given.get("classes"))
    return (
        f'<div class="{names}" aria-hidden="true"{attributes(given.get("attributes"))}>{escaped(given["text"])}</div>'
    )


def textarea(options: Options, id_: str, described: str) -> str:
    """A box for several lines."""
    others = attributes(
        options.get("attributes"),
        disabled=options.get("disabled"),
        aria_describedby=described,
        autocomplete=options.get("autocomplete"),
    )
    rows = f' rows="{escaped(options.get("rows") or 5)}"{said(options, "spellcheck", "spellcheck")}'
    start = _start("textarea", options, id_, "textarea")
    return f"{start}{rows}{others}>\n{escaped(options.get('value', ''))}</textarea>"


def file_upload(options: Options, id_: str, described: str) -> str:
    """A choice of files."""
    others = attributes(
        options.get("attributes"),
        disabled=options.get("disabled"),
        multiple=options.get("multiple"),
        aria_describedby=described,
    )
    return f'{_start("file-upload", options, id_, "input")} type="file"{others}>'


def select(options: Options, id_: str, described: str) -> str:
    """A list to choose from, the options of one `group` together."""
    given = [item for item in options.get("items") or () if item]
    parts = []
    for heading, items in groupby(given, key=lambda item: item.get("group")):
        inside = "\n".join(_option(item, options) for item in items)
        parts.append(f'<optgroup label="{escaped(heading)}">{inside}</optgroup>' if heading else inside)
    others = attributes(options.get("attributes"), disabled=options.get("disabled"), aria_describedby=described)
    return f"{_start('select', options, id_, 'select')}{others}>\n{chr(10).join(parts)}</select>"


def _option(item: Options, options: Options) -> str:
    value = f' value="{escaped(item["value"])}"' if "value" in item else ""
    selected = " selected" if _is_chosen(item, options) else ""
    disabled = " disabled" if item.get("disabled") else ""
    return f"<option{value}{selected}{disabled}{attributes(item.get('attributes'))}>{escaped(item['text'])}</option>"


# ---- several choices ----


def _items(kind: str, options: Options, base: str, described: str) -> str:
    drawn = "".join(
        f"{_item(kind, item, options, str(item.get('id') or (base if n == 1 else f'{base}-{n}')), described)}\n"
        for n, item in enumerate(options.get("items") or (), start=1)
        if item
    )
    names = classes(f"govuk-{kind}", options.get("classes"))
    return f'<div class="{names}"{attributes(options.get("attributes"))} data-module="govuk-{kind}">\n{drawn}</div>'


def _item(kind: str, item: Options, options: Options, id_: str, described: str) -> str:
    """One choice; the first has the group's own id, so that the error summary reaches it."""
    if item.get("divider"):
        return f'<div class="govuk-{kind}__divider">{escaped(item["divider"])}</div>'
    of_hint = item.get("hint") or {}
    loose = kind == "checkboxes" and not options.get("fieldset")  # no fieldset carries what describes the group
    about = [described if loose else "", f"{id_}-item-hint" if of_hint.get("text") else ""]
    others = attributes(
        item.get("attributes"),
        checked=_is_chosen(item, options),
        disabled=item.get("disabled"),
        data_behaviour=item.get("behaviour"),
        aria_describedby=" ".join(filter(None, about)),
    )
    name, value = escaped(item.get("name") or options.get("name", "")), escaped(item.get("value", ""))
    sort = "radio" if kind == "radios" else "checkbox"
    box = f'<input class="govuk-{kind}__input" id="{escaped(id_)}" name="{name}" type="{sort}" value="{value}"{others}>'
    words = _part(label, item.get("label") or {}, f"govuk-{kind}__label", text=item.get("text", ""), **{"for": id_})
    helps = _part(hint, of_hint, f"govuk-{kind}__hint", id=f"{id_}-item-hint") if of_hint.get("text") else ""
    return f'<div class="govuk-{kind}__item">\n  {box}\n  {words}\n  {helps}\n</div>'


def _part(draw: Callable[..., str], options: Mapping[str, Any], own: str, **more: Any) -> str:
    return draw(options, classes=own, more=options.get("classes"), **more)


def _is_chosen(item: Options, options: Options) -> bool:
    """Whether the item is ticked or selected: it says so itself, or the group's value or values name it."""
    given = item.get("checked", item.get("selected"))
    if given or given is False:
        return bool(given)
    value = item.get("value", item.get("text"))
    if options.get("values"):
        return value in options["values"]
    return bool(options.get("value")) and str(value) == str(options["value"])
