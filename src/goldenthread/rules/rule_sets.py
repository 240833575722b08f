"""Which rules a council has chosen for its lights and arrows: data, whose words print in the key and whose numbers are used.

The words are made from the numbers, so that "missed by up to 10%" in the key and the rule are the same (handbook 4.2, R4.8).

    rules_named("tolerance-5")        one of PRESETS
    rules_from_json(text)             a council's own, as kept in a file
    rules.rule_set()                  the definitions for the report's key
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, ValidationError, model_validator

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Arrow, Light
from goldenthread.model.report import ArrowDefinition, LightDefinition, RuleSet
from goldenthread.model.values import Value
from goldenthread.rules.amounts import plain_number

_HUNDRED: Final = Decimal(100)


class Family(StrEnum):
    """How the lights of measures are defined (handbook 4.2): by judgement of the year's end, or by arithmetic alone."""

    JUDGEMENT = "judgement"
    TOLERANCE = "tolerance"
    FLOOR = "floor standard"
    IMPROVED_OR_HELD = "improved or held"


class Convention(StrEnum):
    """What direction of travel compares with (R4.8)."""

    SAME_PERIOD_LAST_YEAR = "same period last year"
    PREVIOUS_PERIOD = "previous period"
    BOTH = "both"
    REGRESSION = "regression"


class Margin(Value):
    """How far is near enough: a share of the target, or an amount for each kind of unit, which goes before the share."""

    percent: Decimal | None = Field(default=None, ge=0)
    points: Decimal | None = Field(default=None, ge=0)
    number: Decimal | None = Field(default=None, ge=0)
    pounds: Decimal | None = Field(default=None, ge=0)

    def allowed(self, target: Decimal, unit: Unit | None) -> Decimal | None:
        """The margin about `target` in its own unit; None where there is none, as a share of nought (R4.4)."""
        amount = self._amount(unit)
        if amount is not None:
            return amount
        return abs(target) * self.percent / _HUNDRED if self.percent is not None and target else None

    def called(self, unit: Unit | None) -> str:
        """As a sentence about one figure names it: "5% tolerance", "tolerance of 2 points"."""
        amount = self._amount(unit)
        if amount is None:
            return f"{plain_number(self.percent or Decimal())}% tolerance"
        return f"tolerance of {_amount_words(amount, unit)}"

    @property
    def words(self) -> str:
        """As a key names it: "10%", "1 point for percentages, and 5% for other measures"; "" for none."""
        named = (
            (self.points, Unit.PERCENT, "percentages"),
            (self.number, Unit.COUNT, "numbers"),
            (self.pounds, Unit.POUNDS, "sums of money"),
        )
        parts = [f"{_amount_words(amount, unit)} for {whose}" for amount, unit, whose in named if amount is not None]
        if self.percent is not None:
            parts.append(f"{plain_number(self.percent)}%" + (" for other measures" if parts else ""))
        return " and ".join(parts)

    def _amount(self, unit: Unit | None) -> Decimal | None:
        if unit is Unit.PERCENT:
            return self.points
        return self.pounds if unit is Unit.POUNDS else self.number


def _amount_words(amount: Decimal, unit: Unit | None) -> str:
    number = plain_number(amount)
    if unit is Unit.PERCENT:
        return f"{number} {'point' if amount == 1 else 'points'}"
    return f"£{number}" if unit is Unit.POUNDS else number


class Agreed(Value):
    """What a council agreed for one measure, known by its reference as printed.

    `floor` is the least that is acceptable; `profile` the figures expected at the end of each quarter (handbook 4.3).
    """

    ref: str
    tolerance: Margin | None = None
    floor: Decimal | None = None
    profile: tuple[Decimal, ...] = ()

    @model_validator(mode="after")
    def _a_profile_is_four_quarters(self) -> Self:
        if len(self.profile) not in (0, 4):
            raise ValueError(f"The profile of {self.ref} needs one figure for each of the four quarters.")
        return self


class Rules(Value):
    """One council's choice. `straight_line` holds cumulative counts against an even share of the year's target.

    `same` is the band within which two figures are the same; without one, they are the same when equal as printed.
    `smallest_base` is the fewest that a percentage may be of to have an arrow, and `provisional` whether provisional
    figures have one: both are a council's own policy (handbook 4.5).
    """

    name: str
    version: str = "1"
    family: Family = Family.JUDGEMENT
    tolerance: Margin = Margin()
    measures: tuple[Agreed, ...] = ()
    straight_line: bool = False
    convention: Convention = Convention.SAME_PERIOD_LAST_YEAR
    same: Margin = Margin()
    smallest_base: int | None = Field(default=None, ge=1)
    provisional: bool = True

    @model_validator(mode="after")
    def _has_its_numbers(self) -> Self:
        if self.family is not Family.FLOOR and not self.tolerance.words:
            raise ValueError(f"The rules “{self.name}” need a tolerance.")
        return self

    def agreed(self, ref: str) -> Agreed:
        """What is agreed for the measure with that reference; nothing in particular for most."""
        return next((one for one in self.measures if one.ref == ref), Agreed(ref=ref)) if ref else Agreed(ref="")

    def rule_set(self) -> RuleSet:
        """The definitions that print in the key (R4.8): what each light and arrow means under these rules."""
        milestones, measures = _MILESTONE_WORDS, self._measure_words()
        return RuleSet(
            lights=tuple(
                LightDefinition(light=light, milestone=milestone, measure=measure)
                for light, milestone, measure in zip(Light, milestones, measures, strict=True)
            ),
            arrows=tuple(
                ArrowDefinition(arrow=arrow, meaning=meaning)
                for arrow, meaning in zip((*Arrow, None), self._arrow_words(), strict=True)
            ),
        )

    def _measure_words(self) -> tuple[str, str, str]:
        by = self.tolerance.words
        if any(one.tolerance for one in self.measures):
            by += ", or what is agreed for the measure"
        missed = f"The target is missed by more than {by}"
        match self.family:
            case Family.FLOOR:
                return (
                    "The target is met.",
                    "The target is missed, but the floor standard is met.",
                    "The floor standard is missed.",
                )
            case Family.IMPROVED_OR_HELD:
                last = "the same period last year"
                return (
                    f"The target is met, or missed by up to {by}.",
                    f"{missed}, but the figure is better than in {last}, or the same.",
                    f"{missed}, and the figure is worse than in {last}.",
                )
            case Family.TOLERANCE:
                return ("The target is met.", f"The target is missed by up to {by}.", f"{missed}.")
            case Family.JUDGEMENT:
                return (
                    "The year's target is on course to be achieved. Where worked out: the target is met.",
                    "It is uncertain, or too early to say, whether the year's target will be achieved. "
                    f"Where worked out: the target is missed by up to {by}.",
                    "The year's target will not be achieved unless something is done. "
                    f"Where worked out: the target is missed by more than {by}.",
                )

    def _arrow_words(self) -> tuple[str, str, str, str]:
        if self.convention is Convention.REGRESSION:
            return (
                "Getting better over the figures compared.",
                "No clear trend over the figures compared.",
                "Getting worse over the figures compared.",
                "Too few figures that can be compared to see a trend.",
            )
        than = "the period before" if self.convention is Convention.PREVIOUS_PERIOD else "the same period last year"
        also = " The period before is compared in words." if self.convention is Convention.BOTH else ""
        band = f"within {self.same.words}" if self.same.words else "equal as printed"
        return (
            f"Better than in {than}.{also}",
            f"The same as in {than} ({band}).",
            f"Worse than in {than}.",
            f"Cannot be compared with {than}; the reason is given.",
        )


_MILESTONE_WORDS: Final = (
    "On course to be done in time, or done.",
    "Uncertain, or too early to say, whether it will be done in time.",
    "Not expected to be done in time, or past its date and not done.",
)

DEFAULT: Final = Rules(name="judgement", tolerance=Margin(percent=Decimal(10)))
"""What a paper is judged by where a council has chosen nothing else. 10% is the commonest published tolerance (4.2)."""

PRESETS: Final[dict[str, Rules]] = {
    rules.name: rules
    for rules in (
        DEFAULT,
        Rules(name="tolerance-5", family=Family.TOLERANCE, tolerance=Margin(percent=Decimal(5))),
        Rules(name="tolerance-10", family=Family.TOLERANCE, tolerance=Margin(percent=Decimal(10))),
        Rules(name="points-2", family=Family.TOLERANCE, tolerance=Margin(points=Decimal(2), percent=Decimal(5))),
        Rules(name="floor", family=Family.FLOOR),
        Rules(name="improved-or-held", family=Family.IMPROVED_OR_HELD, tolerance=Margin(percent=Decimal(10))),
    )
}
"""The rules that can be chosen by name."""


class NotRules(ValueError):
    """No rules of that name, or a file that holds none; the message says what to do."""


def rules_named(name: str) -> Rules:
    """The preset of that name; NotRules lists the names that there are."""
    if name not in PRESETS:
        raise NotRules(f"There are no rules called “{name}”. Choose one of: {', '.join(PRESETS)}; or name a JSON file.")
    return PRESETS[name]


def rules_from_json(text: str) -> Rules:
    """A council's own rules from JSON; NotRules says what does not fit and where."""
    try:
        return Rules.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = " → ".join(str(step) for step in first["loc"]) or "the whole"
        raise NotRules(f"These rules do not fit at {where}: {first['msg']}. Mend it there.") from error
