"""Two people changing one row: the second sees, part by part, what they typed, what the other saved and what was there before.

One mechanism for every form of a row. A form carries the row's version (`seen`) and what it showed (`was`), so that
nothing is overwritten in silence (docs/decisions/0018-both-versions.md).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.http import HttpRequest, QueryDict

from goldenthread.web.look.text import printable

Typed = dict[str, list[str]]
"""The parts of a form as a browser sends them: each name with its values; an empty part has none."""

MINE: Final = "mine"
THEIRS: Final = "theirs"


class RowForm(forms.Form):
    """A form for one row. Its initial values are those of the row as it is shown; nobody chooses about what is only carried."""

    carried: ClassVar[tuple[str, ...]] = ("seen", "was")

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": "This page is out of date. Go back, open it again, and make the change anew."},
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, version: int | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": version} | (kwargs.get("initial") or {})
        super().__init__(data, **kwargs)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == "was":
            return json.dumps(self.shown())
        return super().get_initial_for_field(field, field_name)

    def clean_seen(self) -> int:
        return int(self.cleaned_data["seen"] or 0)

    @property
    def values(self) -> dict[str, Any]:
        """What was understood, without what the form only carries."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.carried}

    @property
    def unanswered(self) -> list[str]:
        """The parts of the page of both versions for which nobody has chosen yet."""
        return [
            name for name in _names(self.data.get("choosing")) if self.data.get(f"keep-{name}") not in (MINE, THEIRS)
        ]

    def marks(self) -> dict[str, str]:
        """What the form carries beside the values, of the row as it is shown."""
        return {
            name: str(self.get_initial_for_field(self.fields[name], name)) for name in self.carried if name != "was"
        }

    def shown(self) -> Typed:
        """The row's values as the form shows them."""
        return {
            name: _as_sent(field, self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if name not in self.carried
        }

    def typed(self) -> Typed:
        """What the person sent."""
        return {name: _sent(self.data, name) for name in self.fields if name not in self.carried}

    def before(self) -> Typed:
        """What the form showed when the person began."""
        return read_typed(self.data.get("before") or self.data.get("was"))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, with the choices of the page of both versions made; None when nothing was."""
    if request.method != "POST":
        return None
    sent = request.POST
    chosen = [name for name in _names(sent.get("choosing")) if sent.get(f"keep-{name}") == THEIRS]
    if not chosen:
        return sent
    theirs = read_typed(sent.get("was"))
    made = sent.copy()
    for name in chosen:
        made.setlist(name, theirs.get(name, []))
    return made


def changed_since_shown(sent: QueryDict) -> bool:
    """Whether what a form of a row sends is not what it showed when the person began."""
    return any(_sent(sent, name) != values for name, values in read_typed(sent.get("was")).items())


@dataclass(frozen=True)
class Part:
    """A part of the row that differs: its words in each version, and which is chosen ("" where both sides changed it)."""

    name: str
    label: str
    original: str
    mine: str
    theirs: str
    kept: str
    missing: bool = False


@dataclass(frozen=True)
class Both:
    """The two versions, for the page on which somebody chooses."""

    parts: list[Part]
    sent: list[tuple[str, str]]
    was: str
    original: str
    marks: dict[str, str]
    since: int

    @property
    def names(self) -> str:
        """The parts that are asked, for the page to send back."""
        return ",".join(part.name for part in self.parts)

    @property
    def missing(self) -> list[Part]:
        """The parts for which nobody has chosen, after they were asked."""
        return [part for part in self.parts if part.missing]


def both_versions(form: RowForm, theirs: Typed, marks: dict[str, str]) -> Both:
    """What the person typed beside the row as it is now; `marks` is what the form of that row carries."""
    mine, original = form.typed(), form.before()
    missing = form.unanswered
    parts = [
        Part(
            name=name,
            label=str(field.label or name),
            original=_in_words(field, original.get(name, [])),
            mine=_in_words(field, mine[name]),
            theirs=_in_words(field, theirs.get(name, [])),
            kept=form.data.get(f"keep-{name}") or _proposed(mine[name], theirs.get(name, []), original.get(name)),
            missing=name in missing,
        )
        for name, field in form.fields.items()
        if name in mine and mine[name] != theirs.get(name, [])
    ]
    return Both(
        parts=parts,
        sent=[(name, value) for name in mine for value in _raw(form.data, name)],
        was=json.dumps(theirs),
        original=json.dumps(original),
        marks=marks,
        since=_whole(form.data.get("since") or form.data.get("seen")),
    )


def _proposed(mine: list[str], theirs: list[str], original: list[str] | None) -> str:
    """The side that alone changed the part; none where both did."""
    if original is None:
        return ""
    if mine == original:
        return THEIRS
    return MINE if theirs == original else ""


def read_typed(text: str | None) -> Typed:
    """What a page carried, from its JSON; nothing where that is not what we wrote."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):  # the latter of a thousand lists, one in the other
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: [printable(value) for value in values if isinstance(value, str)]
        for name, values in found.items()
        if isinstance(values, list)
    }


def _names(text: str | None) -> list[str]:
    return [name for name in (text or "").split(",") if name]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _raw(data: Any, name: str) -> list[str]:
    return list(data.getlist(name))


def _sent(data: Any, name: str) -> list[str]:
    return _plain(_raw(data, name))


def _plain(values: list[Any]) -> list[str]:
    """Values that can be compared: lines ended one way, blanks at the ends left out, in one order, without the empty ones."""
    texts = (str(value).replace("\r\n", "\n").replace("\r", "\n").strip() for value in values)
    return sorted(text for text in texts if text)


def _as_sent(field: forms.Field, value: Any) -> list[str]:
    """A value of the row as the browser would send it back unchanged."""
    if callable(value):
        value = value()
    value = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    shown = field.widget.format_value(value)
    if shown is None:
        return []
    return _plain(list(shown) if isinstance(shown, (list, tuple)) else [shown])


def _in_words(field: forms.Field, values: list[str]) -> str:
    """The values as a person reads them: the words of a choice, not its key."""
    if isinstance(field, forms.BooleanField):
        return "Yes" if values else "No"
    words: dict[str, str] = {}
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        for key, label in choices:
            group = label if isinstance(label, (list, tuple)) else [(key, label)]
            words |= {str(one): str(text) for one, text in group}
    return "\n".join(words.get(value, value) for value in values)
