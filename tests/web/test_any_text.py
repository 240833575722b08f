"""Scripts, formulas and HTML in any text that the database keeps: every page shows them as text, and no file runs them.

The rows are changed past the application, so that no form stands between the text and the pages that show it.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast as As
from django.db.models.functions import Concat
from django.urls import reverse

from goldenthread.readers.sheet_looks import looks_of
from goldenthread.web.history.kinds import PAGES
from goldenthread.web.plans.actions.restating import restate, table
from goldenthread.web.plans.models import Component, Figure, Measure, Plan, PlanComment, PlanSection, PlanState, Target
from tests.web.conftest import TODAY, Cast, SignIn
from tests.web.inventory import Route
from tests.web.plans.builders import NOW, make_figure, make_target
from tests.web.routes import ROUTES
from tests.web.world import make_world

BEGINS, ENDS = "=<script>", "</script>"
NOT_TYPED = {"password", "email", "sha256", "key"}
"""Texts that no person writes freely."""

NOT_SHOWN_HERE = {"workbook.name", "tabledfigure.original", "tabledfigure.qualifier", "tabledfigure.source"}
"""No workbook waits in this world; test_plan_workbook_upload.py sends one with a name that is too long. Of a value that was
restated the pages tell the number, the edition and the reason: the words of its cell stand in the edition."""


def _texts() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of people and plans into which somebody may type."""
    for model in apps.get_models():
        if model._meta.app_label in ("accounts", "plans") and hasattr(model, "pgh_event_models"):
            for column in model._meta.local_fields:
                is_text = isinstance(column, models.CharField | models.TextField) and not column.choices
                if is_text and column.name not in NOT_TYPED:
                    yield model, column.name


def _spoil() -> None:
    """Each of those texts of each row is now a formula and a script that say where they stand; a part has one name everywhere."""
    for model, name in _texts():
        where = f"{model._meta.model_name}.{name}" if name != "component" else "component.name"
        number = Value("0", models.TextField()) if where == "component.name" else As(F("pk"), models.TextField())
        short = {"objective.linked_indicators": "linked"}.get(where, where)
        model._default_manager.update(
            **{name: Concat(Value(f"{BEGINS}{short} "), number, Value(ENDS), output_field=models.TextField())}
        )


def _restate(figure: Figure, cast: Cast) -> None:
    """A figure that was tabled and is known better now, with the words of both."""
    table([figure], "edition 1", TODAY)
    figure.refresh_from_db()
    values = {"value": Decimal("94"), "original": "94", "qualifier": "full year", "source": "A letter"}
    assert restate(figure, values, "Counted again", cast["performance officer"], NOW)


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    """One row of each sort, each text of which is a script."""
    world = make_world(cast)
    measure: Measure = world["measure"]
    Component.objects.create(definition=measure.definition, name="Primary")
    make_figure(measure, "7", year=2019, component="Primary")
    make_target(measure, None, year=2022, kind="text", text="Words")
    make_target(measure, "5", year=2023, kind="change", direction="increase")
    Target.objects.filter(pk=world["target"].pk).update(component="Primary")
    PlanComment.objects.create(plan=world["plan"], by=cast["member"], at=NOW, text="Words")
    PlanSection.objects.create(
        plan=world["plan"], position=0, content={"part": "narrative", "title": f"{BEGINS}section{ENDS}"}
    )
    _restate(world["figure"], cast)
    Plan.objects.update(state=PlanState.APPROVED, approved_on=TODAY, approved_by="Executive Board")
    _spoil()
    return world


def _addresses(world: dict[str, Any], part: str) -> Iterator[str]:
    for route in ROUTES:
        if route.method == "get" and route.codes[part] == 200 and route.name not in ("plan_workbook", "plan_download"):
            yield _address(route, world)
    for kind in PAGES:
        if kind in world:
            yield reverse("record_history", kwargs={"kind": kind, "pk": world[kind].pk})


def _address(route: Route, world: dict[str, Any]) -> str:
    parts = {key: row[1:] if row.startswith("=") else world[row].pk for key, row in route.of.items()}
    return reverse(route.name, kwargs=parts)


def test_every_page_shows_any_text_as_text(world: dict[str, Any], sign_in: SignIn) -> None:
    seen: set[str] = set()
    for part in ("performance officer", "administrator", "member", "contributor"):
        client = sign_in(part)
        for address in _addresses(world, part):
            response = client.get(address)
            if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
                b"".join(response)
                continue
            page = response.content.decode()
            assert BEGINS not in page, address
            seen |= set(re.findall(r"=<script>([a-z_1-9.]+)", html.unescape(page)))
    there = {f"{model._meta.model_name}.{name}" for model, name in _texts() if name != "component"}
    there = {name.replace("objective.linked_indicators", "linked") for name in there}
    assert there - seen == NOT_SHOWN_HERE


def _cells(book: bytes) -> list[Any]:
    return [cell for sheet in openpyxl.load_workbook(io.BytesIO(book)) for row in sheet.iter_rows() for cell in row]


def test_no_file_runs_any_text(world: dict[str, Any], sign_in: SignIn, tmp_path: Path) -> None:
    client, plan = sign_in("performance officer"), world["plan"]
    for address in (reverse("plan_workbook", args=[plan.pk]), reverse("plan_download", args=[plan.pk, "xlsx"])):
        file = tmp_path / "plan.xlsx"
        file.write_bytes(client.get(address).content)
        cells = _cells(file.read_bytes())
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
        assert not any(look.formulas for look in looks_of(file).values())
        assert any(f"{BEGINS}measure.title" in str(cell.value) for cell in cells), address
    with zipfile.ZipFile(io.BytesIO(client.get(reverse("plan_download", args=[plan.pk, "csv"])).content)) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith(".csv")]
    values = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [value for value in values if value.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert any(value.startswith(f"'{BEGINS}measure.title") for value in values)
