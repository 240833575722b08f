"""The page that restates what was tabled: what it shows, what it takes, what it refuses, and what is there afterwards (R4.11)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.model.periods import Period, PeriodKind
from goldenthread.web.plans.models import Figure, TabledFigure
from goldenthread.web.returns.models import Update, UpdateFigure, UpdateState
from goldenthread.web.returns.queries.tabled import figures_of
from tests.web.conftest import Cast, SignIn
from tests.web.look.soundness import assert_summary_reaches_fields
from tests.web.plans.editing.pages import change, events_of, fields_of, message_of, words_of
from tests.web.reports.builders import Quarter, frozen, make_ready
from tests.web.returns.scenes import recorded, scene

KEEPER = "performance officer"
REASON = "A school sent its register late"


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    """A quarter of which the priority-based report was tabled."""
    made = make_ready(cast)
    frozen(made.by_priority, cast[KEEPER])
    made.updates[0].refresh_from_db()
    return made


def at(quarter: Quarter) -> str:
    return reverse("update_restate", args=[quarter.updates[0].pk])


def tabled() -> Figure:
    return Figure.objects.exclude(tabled_in="").get()


def box() -> str:
    return f"figure-{tabled().pk}"


def test_a_figure_is_restated_as_councils_type_it(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(KEEPER)
    page = words_of(client.get(at(quarter)))
    assert "Tabled in edition 1 of “Priority-based report" in page
    assert "The whole measure93.5%Not restated yet" in page
    response = change(client, at(quarter), **{box(): "93.1 % (prov)", "reason": REASON})
    assert response.status_code == 302
    assert response.url == reverse("measure", args=[quarter.measure.pk])
    assert message_of(response) == "The figure is restated. What was tabled stays as it was, and both are shown."
    figure = tabled()
    assert (figure.value, figure.original, figure.markers) == (Decimal("93.1"), "93.1 % (prov) [r]", ["p", "r"])
    kept = TabledFigure.objects.get()
    assert (kept.value, kept.reason, kept.restated_by) == (Decimal("93.5"), REASON, cast[KEEPER])


def test_the_update_keeps_its_figure_and_its_lock(quarter: Quarter, sign_in: SignIn) -> None:
    change(sign_in(KEEPER), at(quarter), **{box(): "93.1", "reason": REASON})
    assert UpdateFigure.objects.get().value == Decimal("93.5")
    assert Update.objects.get(pk=quarter.updates[0].pk).state == UpdateState.LOCKED


def test_both_are_shown_afterwards_on_the_page_and_on_the_measures(quarter: Quarter, sign_in: SignIn) -> None:
    client = sign_in(KEEPER)
    change(client, at(quarter), **{box(): "93.1%", "reason": REASON})
    assert f": {REASON}" in words_of(client.get(at(quarter)))
    words = words_of(client.get(reverse("measure", args=[quarter.measure.pk])))
    assert "93.1% [r]" in words
    assert "As tabled: 93.5%" in words
    assert REASON in words


def test_the_history_tells_who_and_why(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    change(sign_in(KEEPER), at(quarter), **{box(): "93.1%", "reason": REASON})
    said = list(events_of(Figure, tabled().pk))[-1].pgh_context.metadata
    assert (said["action"], said["actor"], said["reason"]) == ("returns.restate", cast[KEEPER].pk, REASON)


def test_a_figure_may_turn_out_to_be_none(quarter: Quarter, sign_in: SignIn) -> None:
    change(sign_in(KEEPER), at(quarter), **{box(): "n/a", "reason": REASON})
    assert (tabled().value, tabled().absence) == (None, "not applicable")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reason": REASON}, "Nothing is different from what is known now"),
        ({"figure": "93.5", "reason": REASON}, "Nothing is different from what is known now"),
        ({"figure": "93.1", "reason": ""}, "Say why the figure is restated"),
        ({"figure": "very good", "reason": REASON}, "No number is understood in “very good”."),
        ({"figure": "", "reason": REASON}, "Type the figure by which this is known now"),
        ({"figure": "93.1", "seen": "x", "reason": REASON}, "This page is out of date."),
        ({"figure": "1" * 500, "reason": REASON}, "Shorten it to 400 at most."),
    ],
)
def test_bad_input_gets_a_sentence_and_restates_nothing(
    sent: dict[str, str], said: str, quarter: Quarter, sign_in: SignIn
) -> None:
    names = {"figure": box(), "seen": f"seen-{tabled().pk}", "reason": "reason"}
    response = change(sign_in(KEEPER), at(quarter), **{names[name]: value for name, value in sent.items()})
    assert response.status_code == 200
    assert said in words_of(response)
    assert (tabled().value, TabledFigure.objects.count()) == (Decimal("93.5"), 0)


def test_a_refused_box_is_named_in_the_summary(quarter: Quarter, sign_in: SignIn) -> None:
    assert_summary_reaches_fields(change(sign_in(KEEPER), at(quarter), **{box(): "very good", "reason": REASON}))


def test_the_second_of_two_is_told_and_overwrites_nothing(quarter: Quarter, sign_in: SignIn) -> None:
    client = sign_in(KEEPER)
    opened: dict[str, Any] = fields_of(client.get(at(quarter)))
    change(sign_in("head of performance"), at(quarter), **{box(): "93.1%", "reason": REASON})
    response = client.post(at(quarter), opened | {box(): "92.0%", "reason": "Another reason"})
    assert "Somebody else restated this figure while you were working on it." in words_of(response)
    assert (tabled().value, TabledFigure.objects.count()) == (Decimal("93.1"), 1)


def test_what_was_not_tabled_yet_is_sent_back_instead(cast: Cast, sign_in: SignIn) -> None:
    made = make_ready(cast)
    client = sign_in(KEEPER)
    assert "This update has not been tabled yet" in words_of(client.get(at(made)))
    response = client.post(at(made), {"reason": REASON})
    assert response.status_code == 200
    assert TabledFigure.objects.count() == 0


def test_a_milestone_has_nothing_to_restate(quarter: Quarter, sign_in: SignIn) -> None:
    assert sign_in(KEEPER).get(reverse("update_restate", args=[quarter.updates[1].pk])).status_code == 404


@pytest.mark.parametrize(
    ("part", "code"), [("director", 403), ("officer", 403), ("other performance officer", 404), ("member", 404)]
)
def test_nobody_else_restates(part: str, code: int, quarter: Quarter, sign_in: SignIn) -> None:
    name = box()
    response = sign_in(part).post(at(quarter), {name: "93.1", "reason": REASON})
    assert response.status_code == code
    assert tabled().value == Decimal("93.5")


def test_parts_stand_in_the_order_of_the_definition(cast: Cast) -> None:
    at_ = scene(cast)
    update = at_.update(at_.measure("Secondary", "Primary"))
    assert update.measure is not None
    window = Period(kind=PeriodKind(update.period_kind), start=update.period_start, end=update.period_end)
    for name in ("Primary", "Secondary"):
        recorded(update.measure, window, "93", component=name, tabled_in="Board, 7 September 2021")
    assert [one.component for one in figures_of(update)] == ["Secondary", "Primary"]
