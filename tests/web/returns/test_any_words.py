"""Scripts, formulas and HTML in whatever officers, directors and members write: shown as text on every page of rounds and
papers, and inert in every file. As tests/web/test_any_text.py does for plans: the rows are changed past the application.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast as As
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse

from goldenthread.readers.sheet_looks import looks_of
from goldenthread.web.returns.models import (
    Explanation,
    NoteKind,
    Question,
    Return,
    ReturnSection,
    SectionKind,
    Update,
    UpdateNote,
    UpdateState,
)
from tests.web.conftest import Cast, SignIn
from tests.web.inventory import Route
from tests.web.plans.builders import NOW
from tests.web.reports.routes import ROUTES as REPORTS
from tests.web.returns.builders import make_update_figure
from tests.web.returns.routes_chasing import ROUTES as CHASING
from tests.web.returns.routes_deciding import ROUTES as DECIDING
from tests.web.returns.routes_evidence import ROUTES as EVIDENCE
from tests.web.returns.routes_rounds import ROUTES as ROUNDS
from tests.web.returns.routes_updates import ROUTES as UPDATES
from tests.web.returns.routes_workbook import ROUTES as WORKBOOK
from tests.web.world import make_world

BEGINS, ENDS = "=<script>", "</script>"
NOT_TYPED = {"sha256", "key", "check_id", "occasion", "component"}
"""Texts that no person writes freely; a component's name is the plan's, and test_any_text.py has it."""

NOT_SHOWN_HERE = {"updatesworkbook.name"}
"""No workbook waits in this world; the name of one that was sent stands in its own tests."""

PARTS = ("officer", "director", "performance officer", "member")


def _texts() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of the returns into which somebody may type."""
    for model in apps.get_app_config("returns").get_models():
        if hasattr(model, "pgh_event_models"):
            for column in model._meta.local_fields:
                is_text = isinstance(column, models.CharField | models.TextField) and not column.choices
                if is_text and column.name not in NOT_TYPED:
                    yield model, column.name


def _spoil() -> None:
    """Each of those texts of each row that has one is now a formula and a script that say where they stand."""
    for model, name in _texts():
        words = Value(f"{BEGINS}{model._meta.model_name}.{name} ")
        text = Concat(words, As(F("pk"), models.TextField()), Value(ENDS), output_field=models.TextField())
        model._default_manager.exclude(**{name: ""}).update(**{name: text})


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    """A draft, an update that waits for the director and one that was tabled, each with all that can be written beside it."""
    world = make_world(cast)
    said = {
        "difference": "x", "what_happened": "x", "why": "x", "what_next": "x", "action": "x", "action_who": "x",
        "author": "x", "judged": "red",
    }  # fmt: skip
    for key, state in (("update", UpdateState.SENT_BACK), ("milestone_update", UpdateState.SUBMITTED)):
        row: Update = world[key]
        Update.objects.filter(pk=row.pk).update(state=state, **said)
        UpdateNote.objects.create(update=row, kind=NoteKind.SENT_BACK, text="x", by=cast["director"], at=NOW)
        Explanation.objects.create(
            update=row, check_id="TXT01", key="a1", says="x", words="x", by=cast["officer"], at=NOW
        )
    make_update_figure(world["update"], "93.5", original="x", qualifier="x")
    Question.objects.create(update=world["tabled_update"], text="x", by=cast["member"], at=NOW)
    for kind in SectionKind:
        ReturnSection.objects.create(part_of=world["return"], kind=kind, text="x")
    Return.objects.exclude(pk=world["return"].pk).update(
        declaration="x", declared_by=cast["director"], declared_post="x", declared_at=NOW
    )
    _spoil()
    return world


def _address(route: Route, world: dict[str, Any]) -> str:
    parts = {key: row[1:] if row.startswith("=") else world[row].pk for key, row in route.of.items()}
    return reverse(route.name, kwargs=parts)


def _pages(world: dict[str, Any], part: str) -> Iterator[str]:
    for route in (*ROUNDS, *UPDATES, *EVIDENCE, *DECIDING, *CHASING, *WORKBOOK, *REPORTS):
        if route.method == "get" and route.codes[part] == 200 and "download" not in route.name:
            yield _address(route, world)
    for key in ("milestone_update", "tabled_update"):
        yield reverse("update", args=[world[key].pk])
    for kind, key in (("update", "update"), ("update", "milestone_update"), ("round", "round"), ("return", "return")):
        yield reverse("record_history", kwargs={"kind": kind, "pk": world[key].pk})
    yield reverse("return", args=[world["tabled_update"].part_of_id])
    yield reverse("return_declare", args=[world["tabled_update"].part_of_id])


def test_every_page_shows_any_words_as_text(world: dict[str, Any], sign_in: SignIn) -> None:
    seen: set[str] = set()
    for part in PARTS:
        client = sign_in(part)
        for address in _pages(world, part):
            response = client.get(address)
            if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
                b"".join(response)
                continue
            page = response.content.decode()
            assert BEGINS not in page, address
            assert "<script>" not in page, address
            seen |= set(re.findall(r"=<script>([a-z_]+\.[a-z_]+)", html.unescape(page)))
    there = {f"{model._meta.model_name}.{name}" for model, name in _texts()}
    assert there - seen == NOT_SHOWN_HERE


# ---- files ----


def _file(client: Client, name: str, **parts: Any) -> bytes:
    response: Any = client.get(reverse(name, kwargs=parts))
    assert response.status_code == 200
    return b"".join(response) if response.streaming else bytes(response.content)


def _no_cell_runs(book: bytes, at: Path) -> str:
    """All that the workbook's cells say, once it is certain that none is a formula."""
    at.write_bytes(book)
    cells = [cell for sheet in openpyxl.load_workbook(at) for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert not any(look.formulas for look in looks_of(at).values())
    return "\n".join(str(cell.value) for cell in cells)


@pytest.mark.parametrize("by", ["directorate", "priority"])
def test_no_paper_of_a_round_runs_any_words(world: dict[str, Any], cast: Cast, tmp_path: Path, by: str) -> None:
    client = Client()  # not ours, which would hold a file that is taken away to the rules of a page
    client.force_login(cast["performance officer"], backend="goldenthread.web.accounts.backends.SignedIn")
    of = {"pk": world["round"].pk, by: world[by].pk}
    said = _no_cell_runs(_file(client, f"paper_{by}_download", format="xlsx", **of), tmp_path / "paper.xlsx")
    assert f"{BEGINS}update.what_happened" in said
    with zipfile.ZipFile(io.BytesIO(_file(client, f"paper_{by}_download", format="csv", **of))) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith(".csv")]
    values = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [value for value in values if value.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert any(value.startswith(f"'{BEGINS}update.what_happened") for value in values)
    page = _file(client, f"paper_{by}_download", format="html", **of).decode().replace("<wbr>", "")
    assert BEGINS not in page
    assert "=&lt;script&gt;update.what_happened" in page


def test_no_workbook_of_updates_runs_any_words(world: dict[str, Any], sign_in: SignIn, tmp_path: Path) -> None:
    book = _file(sign_in("officer"), "updates_workbook_download", pk=world["round"].pk)
    assert f"{BEGINS}update.what_happened" in _no_cell_runs(book, tmp_path / "updates.xlsx")
