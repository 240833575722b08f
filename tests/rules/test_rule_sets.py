"""Rule sets as data: the key's words and the rule's numbers are one thing (handbook 4.2, R4.8)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Arrow, Light
from goldenthread.rules.rule_sets import (
    DEFAULT,
    PRESETS,
    Agreed,
    Convention,
    Family,
    Margin,
    NotRules,
    Rules,
    rules_from_json,
    rules_named,
)


def measure_words(rules: Rules) -> list[str]:
    return [entry.measure for entry in rules.rule_set().lights]


@pytest.mark.parametrize("rules", PRESETS.values(), ids=lambda rules: rules.name)
def test_every_rule_set_defines_each_light_and_arrow_and_no_comparison(rules: Rules) -> None:
    key = rules.rule_set()
    assert [entry.light for entry in key.lights] == list(Light)
    assert [entry.arrow for entry in key.arrows] == [*Arrow, None]
    assert all(entry.milestone and entry.measure for entry in key.lights)
    assert all(entry.meaning for entry in key.arrows)


def test_the_words_of_the_key_are_made_from_the_numbers() -> None:
    rules = Rules(name="ours", family=Family.TOLERANCE, tolerance=Margin(percent=Decimal("7.5")))
    assert measure_words(rules) == [
        "The target is met.",
        "The target is missed by up to 7.5%.",
        "The target is missed by more than 7.5%.",
    ]


def test_an_amount_is_named_in_its_unit() -> None:
    margin = Margin(points=Decimal(1), pounds=Decimal(5000), percent=Decimal(5))
    assert margin.words == "1 point for percentages and £5,000 for sums of money and 5% for other measures"
    assert margin.allowed(Decimal(95), Unit.PERCENT) == 1
    assert margin.allowed(Decimal(200), Unit.COUNT) == 10
    assert margin.allowed(Decimal(0), Unit.COUNT) is None


@pytest.mark.parametrize(
    ("convention", "word"),
    [
        (Convention.SAME_PERIOD_LAST_YEAR, "same period last year"),
        (Convention.PREVIOUS_PERIOD, "the period before"),
        (Convention.BOTH, "The period before is compared in words"),
        (Convention.REGRESSION, "over the figures compared"),
    ],
)
def test_the_key_states_the_convention_in_force(convention: Convention, word: str) -> None:
    """R4.8."""
    key = DEFAULT.model_copy(update={"convention": convention}).rule_set()
    assert word in key.arrows[0].meaning


def test_the_band_for_the_same_is_in_the_key() -> None:
    banded = DEFAULT.model_copy(update={"same": Margin(points=Decimal("0.5"))})
    assert "within 0.5 points" in banded.rule_set().arrows[1].meaning
    assert "equal as printed" in DEFAULT.rule_set().arrows[1].meaning


def test_a_council_keeps_its_own_in_a_file() -> None:
    text = """{"name": "Example Borough Council", "version": "2", "family": "floor standard", "convention": "both",
               "measures": [{"ref": "HS01 01", "floor": 80.5}, {"ref": "HS01 02", "profile": [1, 2, 3, 4]}]}"""
    rules = rules_from_json(text)
    assert rules.agreed("HS01 01") == Agreed(ref="HS01 01", floor=Decimal("80.5"))
    assert rules.agreed("HS01 09") == Agreed(ref="HS01 09")
    assert rules_from_json(rules.model_dump_json()) == rules


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "JSON"),
        ('{"name": "x", "family": "tolerance"}', "need a tolerance"),
        ('{"name": "x", "tolerance": {"percent": -1}}', "tolerance → percent"),
        ('{"name": "x", "tolerance": {"percent": 5}, "colour": 1}', "colour"),
        ('{"name": "x", "family": "floor standard", "measures": [{"ref": "A", "profile": [1]}]}', "four quarters"),
    ],
)
def test_a_file_that_does_not_fit_says_where(text: str, said: str) -> None:
    with pytest.raises(NotRules, match=said):
        rules_from_json(text)


def test_rules_are_chosen_by_name() -> None:
    assert rules_named("judgement") is DEFAULT
    with pytest.raises(NotRules, match="tolerance-5"):
        rules_named("nonsense")


def test_rules_are_values() -> None:
    with pytest.raises(ValidationError):
        DEFAULT.name = "other"  # type: ignore[misc]
