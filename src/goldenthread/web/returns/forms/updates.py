"""The form of one update: figures as councils type them, the light, the words, and what explains the findings.

A draft takes all that can be read; what an update must say before it is sent is asked by complete.py, and shown at its field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goldenthread.model.plan import Light, Polarity
from goldenthread.rules.checks.finding import Severity
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans.forms.fields import Words
from goldenthread.web.plans.models.choices import RatingMethod, choices_of
from goldenthread.web.returns.answers import stands
from goldenthread.web.returns.complete import LIGHTS_DIFFER, Missing, Part
from goldenthread.web.returns.forms.figure_boxes import FigureBox, boxes_for
from goldenthread.web.returns.forms.finding_boxes import Finding, fixed_in
from goldenthread.web.returns.forms.lights import light_options
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import Found, Judged
from goldenthread.web.returns.known import last_known
from goldenthread.web.returns.models import Answer, NotRated, UpdateState
from goldenthread.web.returns.said import said_in
from goldenthread.web.returns.written import Written, WrittenFigure

_EXPLAINS: Final = "explain-"
_NOT_FOUND_ANY_MORE: Final = (
    "You explained something at too great a length, and with what you typed now it is not found any more. "
    "Look at the page, and send it again."
)
_DAY: Final = "Give the day as day, month and year, for example 27/3/2022."


def _day(label: str, help_text: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y"),
        error_messages={"invalid": _DAY},
    )


class UpdateForm(RowForm):
    """Give what was sent, and the update with all that stands behind it. `written` is what was understood.

    `shows` are the words to begin with where they are not those that are saved (last round's, for "no change").
    """

    answer = forms.ChoiceField(
        label="What sort of answer it is", choices=choices_of(Answer), required=False, widget=forms.HiddenInput
    )
    light = forms.ChoiceField(label="Progress", required=False, widget=forms.RadioSelect)
    difference = Words(
        label="Why is your light not the one that is worked out?",
        help_text="Both are printed, with these words.",
        rows=2,
        required=False,
    )
    done_on = _day("When was it done?", "Only if it is done. For example, 27/3/2022.")
    what_happened = Words(label="What happened?", rows=3, required=False)
    why = Words(label="Why?", rows=2, required=False)
    what_next = Words(label="What happens next?", rows=2, required=False)
    action = Words(label="What is done to put it right?", rows=2, required=False)
    action_who = forms.CharField(label="Who does it?", help_text="A post or a team.", max_length=160, required=False)
    action_by = _day("By when?", "For example, 27/3/2022.")
    available_on = _day("Not available yet? Say when it is expected", "For example, 27/3/2022.")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        gathered: Gathered,
        findings: Sequence[Found] = (),
        today: date,
        shows: Written | None = None,
    ) -> None:
        self.gathered, self.today = gathered, today
        update = gathered.update
        self.said = said = shows or said_in(update, gathered.figures, gathered.explanations)
        self._boxes = boxes_for(gathered, said.figures)
        super().__init__(data, version=update.version, initial=_initial(said, gathered) | self._initial_figures())
        self._ask_for_figures()
        self._ask_for_light()
        self._ask_to_explain(findings, said, data)

    def _initial_figures(self) -> dict[str, Any]:
        return {name: value for box in self._boxes for name, value in box.initial.items()}

    def _ask_for_figures(self) -> None:
        made = {name: field for box in self._boxes for name, field in box.fields.items()}
        rest = dict(self.fields)
        self.fields = {name: rest.pop(name) for name in ("seen", "was", "answer")} | made | rest
        del self.fields["done_on" if self.gathered.definition else "available_on"]

    def _ask_for_light(self) -> None:
        lights = [(one.value, one.value.capitalize()) for one in Light]
        reasons = [(one.value, one.words) for one in NotRated]
        self.fields["light"].choices = [*lights, *reasons]  # type: ignore[attr-defined]

    def _ask_to_explain(self, findings: Sequence[Found], said: Written, data: QueryDict | None) -> None:
        says = {found.key: found.says for found in findings}
        sent = [name.removeprefix(_EXPLAINS) for name in data or () if name.startswith(_EXPLAINS)]
        for key in dict.fromkeys([*says, *(one for one in sent if one in said.explained or _is_key(one))]):
            if f"{_EXPLAINS}{key}" in self.fields:
                continue
            label = f"Why it is right: {says[key]}" if key in says else "Why it is right"
            self.fields[f"{_EXPLAINS}{key}"] = Words(label=label, rows=2, max_length=2000, required=False)
            self.initial[f"{_EXPLAINS}{key}"] = said.explained.get(key, "")

    # ---- what was understood ----

    def clean_done_on(self) -> date | None:
        day: date | None = self.cleaned_data["done_on"]
        if day and day > self.today:
            raise forms.ValidationError("This day is still to come. Leave it empty until it is done.")
        return day

    def clean_available_on(self) -> date | None:
        day: date | None = self.cleaned_data["available_on"]
        if day and day < self.today and day != self.gathered.update.available_on:
            raise forms.ValidationError("This day has passed. Give the day on which the figure will be there.")
        return day

    @property
    def boxes(self) -> list[FigureBox]:
        """The boxes for the figures, each with its parts of this form."""
        return [box.of(self) for box in self._boxes]

    @property
    def figures(self) -> tuple[WrittenFigure, ...]:
        """The figures that were typed, those not understood as they stand."""
        saved = {figure.component: figure for figure in self.said.figures}
        found = [
            saved.get(box.component)
            if any(name in self.errors for name in box.fields)
            else box.reading(self.cleaned_data).figure
            for box in self._boxes
        ]
        return tuple(one for one in found if one is not None)

    @property
    def written(self) -> Written:
        """All that was understood; what was refused in its field is as it is saved, so that a draft does not empty it."""
        cleaned, figures, said = self.cleaned_data, self.figures, self.said
        light = cleaned.get("light", said.judged or said.not_rated)
        is_light = light in set(Light)
        return Written(
            answer=self._answer(figures),
            figures=figures,
            available_on=cleaned.get("available_on", said.available_on),
            done_on=cleaned.get("done_on", said.done_on),
            judged=light if is_light else "",
            not_rated="" if is_light else light,
            action_by=cleaned.get("action_by", said.action_by),
            explained={
                name.removeprefix(_EXPLAINS): text for name, text in cleaned.items() if name.startswith(_EXPLAINS)
            },
            **{name: cleaned.get(name, getattr(said, name)) for name in _TEXTS},
        )

    def _answer(self, figures: tuple[WrittenFigure, ...]) -> Answer:
        """The sort of answer that was chosen, as long as what is said is still of that sort."""
        chosen = self.cleaned_data.get("answer") or Answer.FIGURES
        has_value = any(figure.value is not None for figure in figures)
        match chosen:
            case Answer.NO_CHANGE if self.gathered.last and stands(figures, last_known(self.gathered)):
                return Answer.NO_CHANGE
            case Answer.SEE_COMMENTARY if not has_value and figures:
                return Answer.SEE_COMMENTARY
            case _ if self.cleaned_data.get("available_on") and not has_value:
                return Answer.NOT_YET
            case _:
                return Answer.FIGURES

    def differs(self, shown: Judged) -> bool:
        """Whether the light that was chosen is not the one that was worked out (R4.3)."""
        light, computed = self["light"].value(), shown.progress.light
        return bool(light in set(Light) and computed and light != computed.value)

    def readable(self) -> list[tuple[str, str]]:
        """What was typed, under its labels, to be copied where it cannot be saved any more."""
        return [
            (str(self.fields[name].label), _in_words(self.fields[name], values))
            for name, values in self.typed().items()
            if values and name != "answer"
        ]

    @property
    def light_options(self) -> dict[str, Any]:
        """The choice of a light, as the radios component takes it."""
        definition = self.gathered.definition
        is_calculated = definition is not None and definition.rating_method == RatingMethod.CALCULATED
        return light_options(self["light"], is_milestone=definition is None, is_calculated=is_calculated)

    # ---- findings ----

    def explaining(self, findings: Sequence[Found]) -> list[Finding]:
        """The findings, each with the box that explains it and the address of the field to mend."""
        self._ask_to_explain(findings, self.said, None)
        self._refuse_no_more({found.key for found in findings if found.check != LIGHTS_DIFFER})
        return [
            Finding(found, self[f"{_EXPLAINS}{found.key}"], self._address_of(found), found.severity == Severity.ERROR)
            for found in findings
            if found.check != LIGHTS_DIFFER
        ]

    def _refuse_no_more(self, keys: set[str]) -> None:
        """Puts a refused explanation of what is not found any more above the form: its box is not on the page."""
        gone = [name for name in self.errors if name.startswith(_EXPLAINS) and name.removeprefix(_EXPLAINS) not in keys]
        for name in gone:
            del self.errors[name]
        if gone:
            self.add_error(None, _NOT_FOUND_ANY_MORE)

    def _address_of(self, found: Found) -> str:
        return f"#{self[fixed_in(found, self._boxes)].auto_id}"

    # ---- what is missing ----

    def say(self, missing: Sequence[Missing]) -> None:
        """Puts what is missing beside its field."""
        for one in missing:
            self.add_error(self._field_of(one), one.says)

    def _field_of(self, missing: Missing) -> str | None:
        match missing.part:
            case Part.FIGURE:
                name = next((box.name for box in self._boxes if box.component == missing.of), "")
            case Part.EXPLANATION:
                name = f"{_EXPLAINS}{missing.of}"
            case part:
                name = part.value
        return name if name in self.fields else None


_TEXTS: Final = ("difference", "what_happened", "why", "what_next", "action", "action_who")


def _is_key(text: str) -> bool:
    """Whether it can be the key of a finding, and not what nobody means to send."""
    return text.isascii() and text.replace("-", "").isalnum() and len(text) <= 64


def _initial(said: Written, gathered: Gathered) -> dict[str, Any]:
    return {
        "answer": said.answer,
        "light": said.judged or said.not_rated or _light_to_begin(gathered),
        "available_on": said.available_on,
        "done_on": said.done_on,
        "action_by": said.action_by,
        **{name: getattr(said, name) for name in _TEXTS},
    }


def _in_words(field: forms.Field, values: Sequence[str]) -> str:
    words = {str(key): str(text) for key, text in field.choices} if isinstance(field, forms.ChoiceField) else {}  # type: ignore[union-attr, misc]
    return "\n".join(words.get(value, value) for value in values)


def _light_to_begin(gathered: Gathered) -> str:
    """What is chosen before anybody has said anything: that a measure which is only watched has no light (R4.2)."""
    definition = gathered.definition
    if definition is None or gathered.update.state != UpdateState.NOT_STARTED:
        return ""
    is_watched = definition.rating_method == RatingMethod.NOT_RATED or definition.polarity == Polarity.MONITORED
    return NotRated.CONTEXTUAL.value if is_watched else ""
