"""Every tracked model has words for every column: a new one cannot be forgotten, and no raw name reaches the screen."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from goldenthread.web.history.kinds import KINDS, key_of

TRACKED = sorted(
    (model for model in apps.get_models() if hasattr(model, "pgh_event_models")), key=lambda model: model._meta.label
)


def test_all_the_models_of_people_plans_and_returns_are_tracked() -> None:
    ours = {
        model
        for model in apps.get_models()
        if model._meta.app_label in ("accounts", "plans", "returns", "reports")
        and not hasattr(model, "pgh_tracked_model")
    }
    assert ours == set(TRACKED)


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_each_column_is_told_or_said_to_be_untold(model: type[Model]) -> None:
    kind = KINDS[key_of(model)]
    told = {column for detail in kind.details for column in detail.columns}
    assert told | set(kind.untold) == set(kind.columns)
    assert not told & set(kind.untold)


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_no_word_is_a_columns_name(model: type[Model]) -> None:
    kind = KINDS[key_of(model)]
    words = [detail.words for detail in kind.details]
    assert not [word for word in (kind.noun, kind.many, *words) if "_" in word]
    assert len(set(words)) == len(words)
