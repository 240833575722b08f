"""The definition sheet: corrected in place, or made anew where figures stand on what would change (R4.10)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Component, Definition, Measure, Plan, PlanState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_figure, make_measure, make_objective, make_plan, make_target
from tests.web.plans.editing.pages import APPROVAL, change, events_of, fields_of, message_of, words_of

RATIO = {"kind": "numerator over denominator", "numerator": "Met", "denominator": "All", "multiplier": "100"}


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """A percentage without figures, in a draft of People for three years."""
    return make_measure(make_objective(make_plan(cast.directorates["People"], years=3)))


def at(measure: Measure) -> str:
    return reverse("definition_change", kwargs={"pk": measure.pk})


def test_every_part_of_the_sheet_is_kept(measure: Measure, sign_in: SignIn) -> None:
    sheet = {
        **RATIO,
        "description": "Assessments that were completed\r\nwithin 45 days.",
        "unit": "rate",
        "decimals": "1",
        "components": "Primary\r\nSecondary\r\n",
        "components_sum": "on",
        "population": "ONS mid-2020, ages 0 to 17",
        "time_basis": "rolling twelve months",
        "calendar": "academic",
        "polarity": "lower is better",
        "rating_method": "worked out by the rule",
        "tolerance": "2.5",
        "source_system": "The case system",
        "expected_availability": "10th working day",
        "limitations": "Late entries",
        "comparability": "Not before 2019",
        "sensitivity": "small numbers are suppressed",
        "framework_references": "N 14",
    }
    assert message_of(change(sign_in("performance officer"), at(measure), **sheet)) == "The definition is changed."
    row = Definition.objects.get()
    assert row.description == "Assessments that were completed\nwithin 45 days."
    assert (row.multiplier, row.decimals, row.tolerance) == (100, 1, Decimal("2.5"))
    for name, value in sheet.items():
        if name not in ("description", "multiplier", "decimals", "tolerance", "components", "components_sum"):
            assert getattr(row, name) == value, name
    assert row.components_sum is True
    assert [one.name for one in row.components.all()] == ["Primary", "Secondary"]


def test_everything_may_be_unknown(measure: Measure, sign_in: SignIn) -> None:
    unknown = dict.fromkeys(("unit", "polarity", "time_basis", "calendar", "decimals"), "")
    assert change(sign_in("performance officer"), at(measure), **unknown).status_code == 302
    row = Definition.objects.get()
    assert (row.unit, row.polarity, row.time_basis, row.calendar, row.decimals) == ("", "", "", "", None)


@pytest.mark.parametrize("missing", ["numerator", "denominator", "multiplier"])
def test_a_ratio_needs_its_three_parts(missing: str, measure: Measure, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at(measure), **RATIO | {missing: ""})
    assert f"Give the {missing}: a ratio cannot be worked out without it." in words_of(response)
    assert Definition.objects.get().kind == "one number"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("decimals", "7", "Give a number from 0 to 6."),
        ("tolerance", "a bit", "“a bit” is not a number."),
        ("tolerance", "-1", "A tolerance cannot be less than nought."),
        ("components", "Primary\nprimary", "Two parts have one name."),
        ("unit", "bananas", "bananas"),
        ("multiplier", "7", "7"),
    ],
)
def test_bad_input_is_refused(name: str, value: str, said: str, measure: Measure, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at(measure), **{name: value})
    assert response.status_code == 200
    assert said in words_of(response)
    assert Definition.objects.get().version == 1


def test_without_figures_the_unit_may_change(measure: Measure, sign_in: SignIn) -> None:
    page = sign_in("performance officer").get(at(measure))
    assert "Make this a new version of the definition" not in words_of(page)
    change(sign_in("performance officer"), at(measure), unit="count")
    assert Definition.objects.get().unit == "count"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit": "count"}, "so the unit cannot change under them"),
        ({"polarity": "lower is better"}, "so which way is better cannot change under them"),
        (RATIO, "so what the figure is cannot change under them"),
        ({"components": "Secondary"}, "so the part “Primary” cannot change under them"),
        ({"unit": "count", "polarity": ""}, "so the unit and which way is better cannot change under them"),
    ],
)
def test_under_figures_a_new_version_is_needed(
    changed: dict[str, str], said: str, measure: Measure, sign_in: SignIn
) -> None:
    Component.objects.create(definition=measure.definition, name="Primary")
    make_figure(measure, "93", component="Primary")
    client = sign_in("performance officer")
    response = change(client, at(measure), **changed)
    assert said in words_of(response)
    assert "Make this a new version of the definition" in words_of(response)
    assert Definition.objects.get().version == 1
    anew = {"new_version": "on", "begins": "2021/22", "why": "The census changed its question."}
    response = client.post(at(measure), fields_of(response) | changed | anew)
    assert message_of(response) == "Version 2 of the definition is made. A break is shown where it begins."
    old, new = Definition.objects.order_by("number")
    measure.refresh_from_db()
    assert measure.definition == new
    assert (new.number, new.begins, new.why) == (2, 2021, "The census changed its question.")
    assert (old.unit, old.polarity, old.kind) == ("percent", "higher is better", "one number")
    assert measure.series.figures.get().definition == old


def test_other_parts_are_corrected_under_figures(measure: Measure, sign_in: SignIn) -> None:
    make_figure(measure, "93")
    assert change(sign_in("performance officer"), at(measure), limitations="Late entries").status_code == 302
    row = Definition.objects.get()
    assert (row.number, row.limitations) == (1, "Late entries")


def test_a_new_version_says_from_when_and_why(measure: Measure, sign_in: SignIn) -> None:
    make_figure(measure, "93")
    response = change(sign_in("performance officer"), at(measure), new_version="on")
    assert "Say from which financial year the new version holds, for example 2022/23." in words_of(response)
    assert "Say why the measure is defined anew" in words_of(response)
    assert Definition.objects.count() == 1


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        ("2020/21", "A new version begins in a year of this plan."),
        ("2024/25", "A new version begins in a year of this plan."),
        ("2021/22", "There are figures for 2021/22 under the definition so far."),
    ],
)
def test_a_new_version_begins_after_its_figures(begins: str, said: str, measure: Measure, sign_in: SignIn) -> None:
    make_figure(measure, "93", year=2021)
    response = change(sign_in("performance officer"), at(measure), new_version="on", begins=begins, why="New question")
    assert said in words_of(response)
    assert Definition.objects.count() == 1


def test_a_later_draft_takes_the_new_version_along(measure: Measure, sign_in: SignIn) -> None:
    make_figure(measure, "93")
    later = make_plan(measure.plan.directorate, first_year=2022, title="Next")
    follows = make_measure(make_objective(later), series=measure.series, definition=measure.definition)
    anew = {"new_version": "on", "begins": "2021/22", "why": "New question", "unit": "count"}
    assert change(sign_in("performance officer"), at(measure), **anew).status_code == 302
    follows.refresh_from_db()
    assert follows.definition.number == 2


def test_a_part_with_targets_stays(measure: Measure, sign_in: SignIn) -> None:
    Component.objects.create(definition=measure.definition, name="Primary")
    make_target(measure, component="Primary")
    response = change(sign_in("performance officer"), at(measure), components="")
    assert "There are targets for the part “Primary”. Delete or change those targets first." in words_of(response)
    assert Component.objects.count() == 1


def test_the_definition_of_another_approved_plan_is_not_changed_without_its_approval(
    measure: Measure, sign_in: SignIn
) -> None:
    approved = make_plan(measure.plan.directorate, state=PlanState.APPROVED, first_year=2020, title="Last")
    make_measure(make_objective(approved), series=measure.series, definition=measure.definition)
    response = change(sign_in("performance officer"), at(measure), limitations="Late entries")
    assert "The approved plan “Last” uses this definition too." in words_of(response)
    assert Definition.objects.get().limitations == ""


def test_an_approved_plan_is_redefined_with_its_reason(measure: Measure, sign_in: SignIn) -> None:
    make_figure(measure, "93")
    Plan.objects.update(state=PlanState.APPROVED, approved_by="Executive Board", approved_on="2021-04-15")
    anew = {"new_version": "on", "begins": "2022/23", "why": "New question", "unit": "count"}
    client = sign_in("performance officer")
    assert change(client, at(measure), **anew).status_code == 200
    assert change(client, at(measure), **anew, **APPROVAL).status_code == 302
    event = events_of(Measure, measure.pk).last()
    assert event.pgh_context.metadata["action"] == "plans.redefine_measure"
    assert event.pgh_context.metadata["reason"] == APPROVAL["change-reason"]


def test_who_saw_the_version_before_is_shown_the_new_one(measure: Measure, sign_in: SignIn) -> None:
    make_figure(measure, "93")
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    opened = fields_of(mine.get(at(measure)))
    change(theirs, at(measure), new_version="on", begins="2021/22", why="New question", unit="count")
    response = mine.post(at(measure), opened | {"limitations": "Late entries"})
    assert "Choose which version to keep" in words_of(response)
    assert "Keep theirs: Number" in words_of(response)
    assert mine.post(at(measure), fields_of(response)).status_code == 302
    measure.refresh_from_db()
    new = Definition.objects.get(number=2)
    assert (new.unit, new.limitations) == ("count", "Late entries")
    assert Definition.objects.get(number=1).limitations == ""


def test_parts_are_put_in_order_and_taken_away(measure: Measure, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    change(client, at(measure), components="Primary\nSecondary\nSpecial")
    opened = measure.definition.components.get(name="Secondary").pk
    change(client, at(measure), components="Secondary\nPrimary")
    definition = Definition.objects.get()
    assert [one.name for one in definition.components.all()] == ["Secondary", "Primary"]
    assert definition.components.get(name="Secondary").pk == opened
    assert definition.version == 3
