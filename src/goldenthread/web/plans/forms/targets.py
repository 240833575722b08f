"""What a measure should reach in a year: typed as the paper prints it, how it was set, and its four quarters (4.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goldenthread.model.figures import TargetKind, TargetState, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import TimeBasis
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans import typed
from goldenthread.web.plans.forms.fields import Quantity, Words
from goldenthread.web.plans.models import Measure, PlanState, Target, TargetType
from goldenthread.web.plans.models.choices import choices_of

_NO_PROFILE: Final = "none"
_BY_HAND: Final = "by hand"
_STRAIGHT: Final = "straight line"
_QUARTERS: Final = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")


def _first_capital(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(value, words[:1].upper() + words[1:]) for value, words in choices]


def _quarter(number: int, end: str) -> Quantity:
    return Quantity(label=f"By the end of quarter {number} ({end})")


class TargetForm(RowForm):
    """Give the target that is changed, or none for a new one. `values` are those of the row."""

    year = forms.TypedChoiceField(label="Which financial year is it for?", coerce=int)
    component = forms.ChoiceField(label="Which part of the measure?", required=False)
    original = forms.CharField(
        label="Target",
        help_text=f"As you would print it: {typed.TARGET_EXAMPLES}.",
        max_length=400,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": f"Type the target, for example {typed.TARGET_EXAMPLES}."},
    )
    as_words = forms.BooleanField(
        label="Keep it as words",
        help_text="Only where the plan itself sets no number, for example “Reduce”. No rule can then judge it.",
        required=False,
    )
    state = forms.ChoiceField(
        label="Is it settled?",
        choices=[
            ("unstated", "Not stated"),
            ("provisional", "Provisional: it awaits the outturn"),
            ("approved", "Approved"),
        ],
        required=False,
    )
    type = forms.ChoiceField(label="How was it set?", choices=_first_capital(choices_of(TargetType)), required=False)
    rationale = Words(
        label="Why this target?",
        help_text="For example, last year’s figure, the trend, what neighbours reach, or the money there is.",
        required=False,
    )
    approved_by = forms.CharField(
        label="Who approved this target?",
        help_text="Only for an approved target. A post or a board, for example Executive Board.",
        max_length=160,
        required=False,
    )
    approved_on = forms.DateField(
        label="On which day was the target approved?",
        help_text="For example, 27/3/2022.",
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y"),
        error_messages={"invalid": "Give the day as day, month and year, for example 27/3/2022."},
    )
    profile_by = forms.ChoiceField(
        label="What is expected by the end of each quarter?",
        choices=[
            (_NO_PROFILE, "Nothing is set"),
            (_STRAIGHT, "A straight line: a quarter of the target in each quarter"),
            (_BY_HAND, "The figures below"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    quarter_1 = _quarter(1, "June")
    quarter_2 = _quarter(2, "September")
    quarter_3 = _quarter(3, "December")
    quarter_4 = _quarter(4, "March")

    def __init__(
        self, data: QueryDict | None = None, *, measure: Measure, target: Target | None = None, components: list[str]
    ) -> None:
        super().__init__(data, version=target.version if target else None, initial=_initial(target, measure))
        self.measure = measure
        self.reading: typed.TypedTarget | None = None
        self.fields["year"].choices = _years(measure, target)  # type: ignore[attr-defined]
        names = components + ([target.component] if target and target.component not in [*components, ""] else [])
        self.fields["component"].choices = [("", "The whole measure"), *((name, name) for name in names)]  # type: ignore[attr-defined]
        if not names:
            del self.fields["component"]
        if measure.plan.state == PlanState.APPROVED:  # the change itself says who approved it, and when
            del self.fields["approved_by"], self.fields["approved_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._read(cleaned)
        self._approval(cleaned)
        if self.reading is not None:
            cleaned["profile"] = self._profile(cleaned, self.reading)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("original"):
            return
        try:
            self.reading = typed.target(
                cleaned["original"],
                Unit(self.measure.definition.unit) if self.measure.definition.unit else None,
                cleaned.get("component", ""),
                as_words=bool(cleaned.get("as_words")),
            )
        except typed.NotUnderstood as error:
            self.add_error("original", str(error))

    def _approval(self, cleaned: dict[str, Any]) -> None:
        if "approved_by" not in self.fields or cleaned.get("state") != TargetState.APPROVED:
            return
        if not cleaned.get("approved_by"):
            self.add_error("approved_by", "Say who approved this target, or choose that it is not approved yet.")
        if not cleaned.get("approved_on") and "approved_on" not in self.errors:
            self.add_error("approved_on", "Say on which day this target was approved.")

    def _profile(self, cleaned: dict[str, Any], reading: typed.TypedTarget) -> list[Decimal]:
        match cleaned.get("profile_by"):
            case "straight line":
                return self._straight(reading)
            case "by hand":
                quarters = [cleaned.get(name) for name in _QUARTERS]
                for name, value in zip(_QUARTERS, quarters, strict=True):
                    if value is None and name not in self.errors:
                        self.add_error(name, "Give a figure for this quarter: a profile needs all four.")
                return [value for value in quarters if value is not None]
            case _:
                return []

    def _straight(self, reading: typed.TypedTarget) -> list[Decimal]:
        if (
            self.measure.definition.time_basis != TimeBasis.FINANCIAL_YEAR_CUMULATIVE
            or reading.kind is not TargetKind.LEVEL
        ):
            self.add_error(
                "profile_by",
                "A straight line is for a number that is added up over the financial year. "
                "Give the four figures, or set nothing.",
            )
            return []
        assert reading.low is not None  # noqa: S101 - a level has its number
        quarters = [reading.low * share / 4 for share in (1, 2, 3, 4)]
        return [value.quantize(Decimal("0.000001")) for value in quarters]

    @property
    def target_values(self) -> dict[str, Any]:
        """The columns of the row."""
        reading = self.reading
        assert reading is not None  # noqa: S101 - only a valid form is asked
        cleaned = self.cleaned_data
        state = cleaned.get("state") or TargetState.UNSTATED.value
        if state == TargetState.UNSTATED:
            state = reading.state.value
        approved = state == TargetState.APPROVED
        return {
            "year": cleaned["year"],
            "component": cleaned.get("component", ""),
            "original": reading.original,
            "kind": reading.kind.value,
            "low": reading.low,
            "high": reading.high,
            "direction": reading.direction,
            "text": reading.text,
            "state": state,
            "type": cleaned.get("type") or TargetType.UNSTATED.value,
            "rationale": cleaned["rationale"],
            "approved_by": cleaned.get("approved_by", "") if approved else "",
            "approved_on": cleaned.get("approved_on") if approved else None,
            "profile": cleaned["profile"],
        }


def _years(measure: Measure, target: Target | None) -> list[tuple[int, str]]:
    years = set(measure.plan.covers) | ({target.year} if target else set())
    return [(year, Period.financial_year(year).label) for year in sorted(years)]


def _initial(target: Target | None, measure: Measure) -> dict[str, Any]:
    if target is None:
        return {
            "year": measure.plan.first_year,
            "profile_by": _NO_PROFILE,
            "state": "unstated",
            "type": TargetType.UNSTATED,
        }
    profile = dict(zip(_QUARTERS, target.profile, strict=False))
    return {
        "year": target.year,
        "component": target.component,
        "original": target.original or typed.number(target.low),
        "as_words": target.kind == TargetKind.TEXT,
        "state": target.state,
        "type": target.type,
        "rationale": target.rationale,
        "approved_by": target.approved_by,
        "approved_on": target.approved_on,
        "profile_by": _BY_HAND if target.profile else _NO_PROFILE,
        **profile,
    }
