"""Figures and baselines typed by hand: their period, the number or why there is none, and what a ratio's parts give (R6.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Baseline, Component, Definition, Figure, Measure
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_definition, make_figure, make_measure, make_objective, make_plan
from tests.web.plans.editing.pages import change, events_of, fields_of, message_of, words_of


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """A percentage of a financial year, in a draft of People."""
    return make_measure(make_objective(make_plan(cast.directorates["People"])))


def add(measure: Measure) -> str:
    return reverse("figure_add", kwargs={"pk": measure.pk})


def test_last_year_is_typed_by_hand(measure: Measure, sign_in: SignIn) -> None:
    response = change(
        sign_in("performance officer"),
        add(measure),
        period_text="2020/21",
        original="93.2%",
        markers=["p"],
        source="Report for quarter 4",
    )
    assert message_of(response) == "The figure for 2020/21 is added."
    figure = Figure.objects.get()
    assert (figure.value, figure.original, figure.markers) == (Decimal("93.2"), "93.2%", ["p"])
    assert (figure.period_kind, figure.period_start, figure.period_end) == (
        "financial year",
        date(2020, 4, 1),
        date(2021, 3, 31),
    )
    assert (figure.definition, figure.series, figure.source) == (
        measure.definition,
        measure.series,
        "Report for quarter 4",
    )


@pytest.mark.parametrize(
    ("calendar", "typed", "kind", "start"),
    [
        ("financial", "Quarter 1 2021/22", "financial quarter", date(2021, 4, 1)),
        ("academic", "2020/21", "academic year", date(2020, 9, 1)),
        ("calendar", "2020", "calendar year", date(2020, 1, 1)),
        ("", "2020/21", "financial year", date(2020, 4, 1)),
        ("", "academic year 2020/21", "academic year", date(2020, 9, 1)),
        ("financial", "March 2021", "month", date(2021, 3, 1)),
    ],
)
def test_a_period_is_of_the_measures_calendar(
    calendar: str, typed: str, kind: str, start: date, measure: Measure, sign_in: SignIn
) -> None:
    Definition.objects.update(calendar=calendar)
    change(sign_in("performance officer"), add(measure), period_text=typed, original="93")
    figure = Figure.objects.get()
    assert (figure.period_kind, figure.period_start) == (kind, start)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"period_text": "some time", "original": "93"}, "“some time” names no period."),
        ({"period_text": "2020", "original": "93"}, "Give both years, for example 2020/21."),
        ({"period_text": "", "original": "93"}, "Say which period the figure is for"),
        ({"original": ""}, "Give the figure, or say below why there is none."),
        ({"original": "93", "absence": "not available"}, "Give a figure, or say why there is none: not both."),
        ({"original": "n/a", "absence": "not available"}, "Give a figure, or say why there is none: not both."),
        ({"original": "very good"}, "No number is understood in “very good”."),
        ({"original": "£5"}, "This is given as pounds (£), but the measure is counted as per cent."),
        ({"original": "93", "numerator": "five"}, "“five” is not a number."),
        ({"original": "0.1234567"}, "too large or has too many decimal places"),
        ({"original": "93", "numerator": "5", "denominator": "0"}, "Nothing can be divided by nought."),
        ({"original": "93", "component": "Nursery"}, "Nursery"),
    ],
)
def test_bad_input_is_refused(sent: dict[str, str], said: str, measure: Measure, sign_in: SignIn) -> None:
    Component.objects.create(definition=measure.definition, name="Primary")
    response = change(sign_in("performance officer"), add(measure), **{"period_text": "2020/21"} | sent)
    assert said in words_of(response)
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("original", "absence", "kept"),
    [
        ("", "to be confirmed", "to be confirmed"),
        ("n/a", "", "not applicable"),
        ("", "see commentary", "see commentary"),
    ],
)
def test_a_reason_for_no_figure_is_kept_and_is_not_nought(
    original: str, absence: str, kept: str, measure: Measure, sign_in: SignIn
) -> None:
    change(
        sign_in("performance officer"),
        add(measure),
        period_text="2020/21",
        original=original,
        absence=absence,
        markers=["p"],
    )
    figure = Figure.objects.get()
    assert (figure.value, figure.absence, figure.markers) == (None, kept, [])


def test_nought_is_a_figure(measure: Measure, sign_in: SignIn) -> None:
    change(sign_in("performance officer"), add(measure), period_text="2020/21", original="0")
    assert (Figure.objects.get().value, Figure.objects.get().absence) == (Decimal(0), "")


@pytest.mark.parametrize(
    ("typed", "right"),
    [("83.8%", True), ("82%", False), ("84%", True), ("83.76%", True), ("83.77%", False), ("83.8% (490/585)", True)],
)
def test_a_rate_is_what_its_parts_give(typed: str, right: bool, measure: Measure, sign_in: SignIn) -> None:
    """490 of 585 is 83.7606…%: right to half a unit of the last digit that is typed, and no further."""
    Definition.objects.update(multiplier=100, numerator="Placed", denominator="All", kind="numerator over denominator")
    response = change(
        sign_in("performance officer"),
        add(measure),
        period_text="2020/21",
        original=typed,
        numerator="490",
        denominator="585",
    )
    assert Figure.objects.exists() is right
    if not right:
        assert "490 divided by 585, times 100, is 83.8" in words_of(response).replace("83.76,", "83.8,")


def test_one_figure_for_a_period(measure: Measure, sign_in: SignIn) -> None:
    make_figure(measure, "93")
    response = change(sign_in("performance officer"), add(measure), period_text="2020/21", original="94")
    assert "This measure has a figure for that period already." in words_of(response)
    assert Figure.objects.count() == 1


def test_a_figure_carries_the_version_of_its_period(measure: Measure, sign_in: SignIn) -> None:
    new = make_definition(measure.series, number=2, begins=2021)
    measure.definition = new
    measure.save()
    client = sign_in("performance officer")
    change(client, add(measure), period_text="2020/21", original="93")
    change(client, add(measure), period_text="Quarter 1 2021/22", original="94")
    assert [one.definition.number for one in Figure.objects.order_by("period_start")] == [1, 2]


def test_a_figure_is_corrected_and_what_it_was_is_kept(measure: Measure, sign_in: SignIn) -> None:
    figure = make_figure(measure, "93")
    where = reverse("figure_change", kwargs={"pk": figure.pk})
    assert message_of(change(sign_in("performance officer"), where, original="94.1", markers=["r"])) == (
        "The figure for 2020/21 is changed."
    )
    figure.refresh_from_db()
    assert (figure.value, figure.markers) == (Decimal("94.1"), ["r"])
    values = events_of(Figure, figure.pk).values_list("value", flat=True)
    assert list(values) == [Decimal(93), Decimal("94.1")]


def test_two_people_correct_one_figure(measure: Measure, sign_in: SignIn) -> None:
    figure = make_figure(measure, "93")
    where = reverse("figure_change", kwargs={"pk": figure.pk})
    mine = sign_in("performance officer")
    opened = fields_of(mine.get(where))
    change(sign_in("head of performance"), where, original="95")
    response = mine.post(where, opened | {"original": "94"})
    assert "Keep theirs: 95" in words_of(response)
    figure.refresh_from_db()
    assert figure.value == Decimal(95)


def test_a_figure_nobody_can_reach_is_not_there(measure: Measure, sign_in: SignIn) -> None:
    figure = make_figure(measure, "93")
    where = reverse("figure_change", kwargs={"pk": figure.pk})
    assert sign_in("other performance officer").post(where, {"original": "1"}).status_code == 404
    measure.delete()
    assert sign_in("performance officer").get(where).status_code == 404


def test_a_baseline_is_added_and_changed(measure: Measure, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    where = reverse("baseline_add", kwargs={"pk": measure.pk})
    assert (
        message_of(change(client, where, period_text="2019/20", original="90")) == "The baseline for 2019/20 is added."
    )
    baseline = Baseline.objects.get()
    where = reverse("baseline_change", kwargs={"pk": baseline.pk})
    assert message_of(change(client, where, original="91")) == "The baseline for 2019/20 is changed."
    baseline.refresh_from_db()
    assert (baseline.value, baseline.version) == (Decimal(91), 2)
