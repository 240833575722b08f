"""What the page for officers (docs/updates.md) says is what the application does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.model.figures import Unit
from goldenthread.web.plans.models import Definition
from goldenthread.web.returns.forms.figure_boxes import OFFERED
from goldenthread.web.returns.models import NotRated
from goldenthread.web.returns.typed_figures import read, said
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_objective, make_plan
from tests.web.plans.editing.pages import words_of
from tests.web.returns.builders import make_return, make_round, make_update, make_update_figure

PAGE = (Path(__file__).parents[3] / "docs" / "updates.md").read_text(encoding="utf-8")
FOLDED = " ".join(PAGE.split())
UNITS = {unit.words: unit for unit in Unit}
TYPED = re.findall(r"^\| (?!you type|---)(.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("typed", "unit", "understood"), TYPED)
def test_what_is_typed_is_understood_as_the_page_says(typed: str, unit: str, understood: str) -> None:
    definition = Definition(unit=UNITS[unit])
    figure = read(typed, definition).figure
    assert figure is not None
    assert said(figure, definition) == understood


def test_the_page_has_examples() -> None:
    assert len(TYPED) == 10


def test_every_reason_for_no_light_and_every_marker_is_named() -> None:
    text = FOLDED.lower()
    assert [one for one in NotRated if one.words.lower().partition(":")[0] not in text] == []
    assert [one for one in OFFERED if one.words.partition(":")[0] not in text] == []


def test_every_button_that_the_page_names_is_there(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])), owner=cast.posts["officer"])
    before = make_round(
        cast["performance officer"],
        title="Quarter 1",
        observed_from=date(2021, 4, 1),
        observed_to=date(2021, 6, 30),
        opens=date(2021, 7, 1),
    )
    make_update_figure(make_update(make_return(before, measure.plan), measure, state="approved"))
    row = make_update(make_return(make_round(cast["performance officer"]), measure.plan), measure)
    page: Any = sign_in("officer").get(reverse("update", args=[row.pk]))
    shown = words_of(page)
    for words in (
        "No change since last quarter", "Not yet available until then", "See commentary", "Submit", "Save for later",
        "The figure is not available yet", "Provisional, estimated, from a partner …", "Evidence",
    ):  # fmt: skip
        assert words in shown
        assert words in FOLDED
