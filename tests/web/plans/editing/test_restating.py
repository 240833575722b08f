"""A tabled figure is restated, never changed: what was known when, and what was tabled, stay readable (R4.11).

The cases of restated values and of values as at a date are the peer's (workflow_cases.json), with rounds for its reports.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.actions.restating import restate, table
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Figure, Measure, TabledFigure
from goldenthread.web.plans.queries.as_known import value_as_at
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_figure, make_measure, make_objective, make_plan
from tests.web.plans.editing.pages import change, words_of

EDITION = "edition 1 of “Quarter 4”, 20 May 2021"


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=UTC)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    return make_measure(make_objective(make_plan(cast.directorates["People"])))


@pytest.fixture
def figure(measure: Measure) -> Figure:
    """50,000, tabled in May 2020."""
    made = make_figure(measure, "50000")
    table([made], EDITION, date(2020, 5, 20))
    made.refresh_from_db()
    return made


def restated(figure: Figure, value: str, at: datetime, by: Any, reason: str = "Counted again") -> bool:
    figure.refresh_from_db()
    return restate(figure, {"value": Decimal(value), "original": value}, reason, by, at)


def test_the_value_as_at_each_date(figure: Figure, cast: Cast) -> None:
    """Historic 50,000; 64,000 from the third quarter of 2020; 81,000 from the first of 2021; nothing new between."""
    assert restated(figure, "64000", on(2020, 10, 5), cast["performance officer"])
    assert restated(figure, "81000", on(2021, 4, 5), cast["performance officer"])
    known = {
        day: value_as_at(figure, day).value
        for day in (on(2019, 1, 1), on(2020, 10, 4), on(2020, 10, 6), on(2021, 1, 15), on(2021, 4, 6))
    }
    assert list(known.values()) == [50000, 50000, 64000, 64000, 81000]


def test_an_unchanged_value_stores_nothing_new(figure: Figure, cast: Cast) -> None:
    assert not restated(figure, "50000", on(2021, 4, 5), cast["performance officer"])
    figure.refresh_from_db()
    assert (figure.markers, figure.version, TabledFigure.objects.count()) == ([], 2, 0)


def test_what_was_tabled_is_kept_with_its_day_and_reason(figure: Figure, cast: Cast) -> None:
    restated(figure, "64000", on(2020, 10, 5), cast["performance officer"], "A school sent its figures late")
    kept = TabledFigure.objects.get()
    assert (kept.figure, kept.value, kept.original, kept.markers) == (figure, Decimal(50000), "50000", [])
    assert (kept.tabled_in, kept.tabled_on, kept.reason) == (
        EDITION,
        date(2020, 5, 20),
        "A school sent its figures late",
    )
    assert (kept.restated_by, kept.restated_at) == (cast["performance officer"], on(2020, 10, 5))
    figure.refresh_from_db()
    assert (figure.value, figure.original, figure.markers) == (Decimal(64000), "64000 [r]", ["r"])
    assert (figure.tabled_in, figure.tabled_on) == (EDITION, date(2020, 5, 20))


def test_nought_is_a_value_like_any_other(figure: Figure, cast: Cast) -> None:
    assert restated(figure, "0", on(2020, 10, 5), cast["performance officer"])
    figure.refresh_from_db()
    assert figure.value == 0


def test_a_figure_may_turn_out_to_be_none(figure: Figure, cast: Cast) -> None:
    values = {"value": None, "absence": "not available", "original": "withdrawn"}
    assert restate(figure, values, "The survey was withdrawn", cast["performance officer"], on(2020, 10, 5))
    figure.refresh_from_db()
    assert (figure.value, figure.absence, figure.original) == (None, "not available", "withdrawn")


def test_what_was_not_tabled_is_corrected_instead(measure: Measure, cast: Cast) -> None:
    figure = make_figure(measure, "93.2")
    with pytest.raises(Refused, match="correct it instead"):
        restated(figure, "93.1", on(2021, 4, 5), cast["performance officer"])


def test_a_restatement_needs_its_reason(figure: Figure, cast: Cast) -> None:
    with pytest.raises(Refused, match="Say why"):
        restated(figure, "93.1", on(2021, 4, 5), cast["performance officer"], "  ")
    assert TabledFigure.objects.count() == 0


def test_an_edition_that_prints_a_figure_again_does_not_table_it_anew(figure: Figure) -> None:
    table([figure], "edition 2 of “Quarter 4”, 1 June 2021", date(2021, 6, 1))
    figure.refresh_from_db()
    assert (figure.tabled_in, figure.tabled_on) == (EDITION, date(2020, 5, 20))


def test_a_tabled_figure_cannot_be_changed_by_hand(figure: Figure, sign_in: SignIn) -> None:
    response = change(
        sign_in("performance officer"),
        reverse("figure_change", kwargs={"pk": figure.pk}),
        period_text="2020/21",
        original="51,000",
    )
    assert f"This figure was tabled: {EDITION}" in words_of(response)
    figure.refresh_from_db()
    assert figure.value == 50000


def test_the_measures_page_shows_as_tabled_and_as_known_now(
    measure: Measure, figure: Figure, cast: Cast, sign_in: SignIn
) -> None:
    restated(figure, "64000", on(2020, 10, 5), cast["performance officer"], "A school sent its figures late")
    words = words_of(sign_in("officer").get(reverse("measure", kwargs={"pk": measure.pk})))
    assert "64000 [r]" in words
    assert "As tabled: 50000, until 5 October 2020" in words
    assert "Restated on 5 October 2020: A school sent its figures late" in words
    assert f"Tabled first in {EDITION}" in words
