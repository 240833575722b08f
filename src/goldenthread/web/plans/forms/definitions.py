"""The definition sheet of a measure, asked in groups: what it counts, how it is worked out and judged, where it comes from.

The parts are those of the handbook, 4.1 and 6.1.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Calendar, Polarity, TimeBasis
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans.forms.fields import Quantity, Words, Year
from goldenthread.web.plans.models import Definition, MeasureKind, RatingMethod, Sensitivity
from goldenthread.web.plans.models.choices import choices_of

_LONGEST_NAME = 160
_NOT_KNOWN = ("", "Not known yet")
_VERSION = ("new_version", "begins", "why")


def _choice(label: str, words: Any, hint: str = "", *, known: bool = False) -> forms.ChoiceField:
    choices = [(value, shown[:1].upper() + shown[1:]) for value, shown in choices_of(words)]
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices if known else [_NOT_KNOWN, *choices], required=known
    )


def _line(label: str, hint: str, longest: int) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=longest, required=False)


class DefinitionForm(RowForm):
    """The whole sheet. Every part may be left unknown, but for the parts that a ratio cannot do without."""

    carried: ClassVar[tuple[str, ...]] = ("seen", "was", "number")
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("What it counts", ("description", "kind", "unit", "decimals", "components", "components_sum")),
        ("How it is worked out", ("numerator", "denominator", "multiplier", "population", "time_basis", "calendar")),
        ("How it is judged", ("polarity", "rating_method", "tolerance")),
        (
            "Where it comes from",
            (
                "source_system",
                "expected_availability",
                "limitations",
                "comparability",
                "sensitivity",
                "framework_references",
            ),
        ),
        ("A new version", _VERSION),
    )

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    description = Words(
        label="What does it count?",
        help_text="The rule by which somebody else would reach the same figure: who or what is counted, and what is left out.",
        rows=4,
        required=False,
    )
    kind = _choice("What is its figure?", MeasureKind, known=True)
    unit = _choice("What is it counted in?", Unit)
    decimals = forms.IntegerField(
        label="How many decimal places are printed?",
        help_text="For example, 1. Leave it empty to print what was reported.",
        min_value=0,
        max_value=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={
            "invalid": "Give the number of decimal places as a whole number, from 0 to 6.",
            "min_value": "Give a number from 0 to 6.",
            "max_value": "Give a number from 0 to 6.",
        },
    )
    components = Words(
        label="Which parts are reported beside each other?",
        help_text="One on each line, in the order in which they print, for example Primary and Secondary. "
        "Leave it empty if the measure is one number.",
        required=False,
    )
    components_sum = forms.BooleanField(label="The parts add up to the total", required=False)
    numerator = _line("Numerator", "For example, Assessments completed within 45 working days.", 300)
    denominator = _line("Denominator", "For example, All assessments completed in the period.", 300)
    multiplier = forms.TypedChoiceField(
        label="Multiplied by",
        help_text="100 for a percentage; 10,000 for a rate per 10,000.",
        choices=[("", "Not known yet"), *((str(one), f"{one:,}") for one in (1, 100, 1_000, 10_000, 100_000))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    population = _line(
        "If the denominator is a population: its source, ages and date",
        "For example, ONS mid-year estimate, ages 0 to 17, mid-2020.",
        300,
    )
    time_basis = _choice("Which time does a figure cover?", TimeBasis)
    calendar = _choice("Which year does it count in?", Calendar)
    polarity = _choice(
        "Which way is better?",
        Polarity,
        "The first word of a title does not settle it: “Monitor the rate of referrals” may well have a better way.",
    )
    rating_method = _choice("How is progress rated?", RatingMethod, known=True)
    tolerance = Quantity(
        label="How far off the target is still amber?",
        help_text="In the measure’s own unit, for example 2 for two percentage points. "
        "Leave it empty where the council’s rule decides.",
    )
    source_system = _line("Which system does it come from?", "For example, the case management system.", 200)
    expected_availability = _line(
        "When are its figures expected?", "For example, the 10th working day after the quarter.", 200
    )
    limitations = Words(label="What should a reader be careful about?", required=False)
    comparability = Words(
        label="What may it be compared with?",
        help_text="For example, not with years before 2019/20, when the source was another one.",
        required=False,
    )
    sensitivity = _choice("How much care do its figures need?", Sensitivity, known=True)
    framework_references = _line(
        "References in national frameworks", "For example, an indicator’s number. Leave it empty if it has none.", 300
    )
    new_version = forms.BooleanField(
        label="Make this a new version of the definition",
        help_text="Figures so far keep their definition, and a break is shown before those that follow. Needed to change "
        "the kind, the unit, which way is better, or to take away a part, once there are figures.",
        required=False,
    )
    begins = Year(label="From which financial year?", help_text="For example, 2022/23.", required=False)
    why = Words(label="Why is it defined anew?", rows=2, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        definition: Definition,
        components: list[str],
        has_figures: bool,
    ) -> None:
        names = [name for name in self.base_fields if name not in ("components", "seen", "was", *_VERSION)]
        initial = {name: getattr(definition, name) for name in names} | {"components": "\n".join(components)}
        super().__init__(data, version=definition.version, initial=initial)
        if not has_figures:
            for name in _VERSION:
                del self.fields[name]

    def clean_components(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["components"].split("\n") if line.strip()]
        if any(len(name) > _LONGEST_NAME for name in names):
            raise forms.ValidationError(f"The name of a part has at most {_LONGEST_NAME} characters.")
        if len({name.casefold() for name in names}) < len(names):
            raise forms.ValidationError("Two parts have one name. Name each part once.")
        return names

    def clean_tolerance(self) -> Any:
        tolerance = self.cleaned_data["tolerance"]
        if tolerance is not None and tolerance < 0:
            raise forms.ValidationError("A tolerance cannot be less than nought.")
        return tolerance

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == MeasureKind.RATIO:
            for name, words in (
                ("numerator", "numerator"),
                ("denominator", "denominator"),
                ("multiplier", "multiplier"),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, f"Give the {words}: a ratio cannot be worked out without it.")
        if cleaned.get("new_version"):
            if not cleaned.get("begins") and "begins" not in self.errors:
                self.add_error("begins", "Say from which financial year the new version holds, for example 2022/23.")
            if not cleaned.get("why"):
                self.add_error(
                    "why", "Say why the measure is defined anew: it is shown beside the break in its figures."
                )
        return cleaned

    @property
    def definition_values(self) -> dict[str, Any]:
        """The columns of the row, without its components and what is said of a new version."""
        return {name: value for name, value in self.values.items() if name not in ("components", *_VERSION)}

    @property
    def grouped(self) -> list[tuple[str, list[Any]]]:
        """The fields in their groups, for the page."""
        groups = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups]
        return [(title, fields) for title, fields in groups if fields]
