"""Papers and editions as files of each format: named for what they are, inert, and the same for ever."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from goldenthread.model.report import report_from_json
from goldenthread.readers import read
from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.files import FORMATS
from goldenthread.web.reports.assemble import report_of
from goldenthread.web.reports.contents import contents_of
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.models import Update
from tests.web.conftest import Cast
from tests.web.reports.builders import COUNCIL, Quarter, frozen, make_ready
from tests.web.reports.test_freezing import restate
from tests.web.reports.verdicts import without_verdicts

SignsIn = Callable[[str], Client]
FORMULA = '=HYPERLINK("http://example.org";"x")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def quarter(cast: Cast, settings: Any) -> Quarter:
    settings.COUNCIL = COUNCIL
    return make_ready(cast)


@pytest.fixture
def sign_in(cast: Cast) -> SignsIn:
    """A client that reads no pages: the library's own web page is a file, with its style in it."""

    def as_(part: str) -> Client:
        client = Client()
        client.force_login(cast[part], backend="goldenthread.web.accounts.backends.SignedIn")
        return client

    return as_


def draft(quarter: Quarter, to: str) -> str:
    return reverse("paper_priority_download", args=[quarter.round.pk, quarter.priority.pk, to])


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return bytes(response.content)


@pytest.mark.parametrize("to", [word for word, _ in FORMATS])
def test_each_format_is_named_for_the_paper(to: str, quarter: Quarter, cast: Cast, sign_in: SignsIn) -> None:
    client = sign_in("director")
    ending = "zip" if to == "csv" else to
    stem = "priority-based-report-children-and-young-people-quarter-2-2021-22"
    response = client.get(draft(quarter, to))
    assert response["Content-Disposition"] == f'attachment; filename="{stem}-draft.{ending}"'
    assert response.content
    edition = frozen(quarter.by_priority, cast["performance officer"])
    response = client.get(reverse("edition_download", args=[edition.pk, to]))
    assert response["Content-Disposition"] == f'attachment; filename="{stem}-edition-1.{ending}"'


@pytest.mark.parametrize("to", ["txt", "DOCX", "exe"])
def test_there_is_no_other_format(to: str, quarter: Quarter, cast: Cast, sign_in: SignsIn) -> None:
    assert sign_in("director").get(draft(quarter, to)).status_code == 404
    edition = frozen(quarter.by_priority, cast["performance officer"])
    assert sign_in("member").get(reverse("edition_download", args=[edition.pk, to])).status_code == 404


def test_the_word_file_gives_the_report_that_was_frozen(
    quarter: Quarter, cast: Cast, sign_in: SignsIn, tmp_path: Path
) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    path = tmp_path / "paper.docx"
    path.write_bytes(content(sign_in("member"), reverse("edition_download", args=[edition.pk, "docx"])))
    assert read(path).report == without_verdicts(report_from_json(edition.report))


def test_the_json_is_the_editions_own_text(quarter: Quarter, cast: Cast, sign_in: SignsIn) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    kept = content(sign_in("member"), reverse("edition_download", args=[edition.pk, "json"]))
    assert kept == Edition.objects.get().report.encode()
    assert report_from_json(kept.decode()) == report_of(contents_of(quarter.by_priority), COUNCIL)


@pytest.mark.parametrize("to", ["json", "csv", "html", "docx"])
def test_an_edition_is_the_same_file_after_all_has_changed(
    to: str, quarter: Quarter, cast: Cast, sign_in: SignsIn
) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    address = reverse("edition_download", args=[edition.pk, to])
    before = content(sign_in("member"), address)
    restate(quarter, cast["performance officer"])
    quarter.measure.title = "Another title"
    quarter.measure.save()
    assert content(sign_in("member"), address) == before


@pytest.mark.parametrize("to", ["json", "csv", "html", "docx", "xlsx"])
def test_nobody_is_named(to: str, quarter: Quarter, sign_in: SignsIn) -> None:
    """R10.4: by looking for the name of every person of the record in every part of the file."""
    parts = _parts(content(sign_in("director"), draft(quarter, to)))
    assert [one.name for one in Person.objects.all() for part in parts if one.name.encode() in part] == []


def _parts(data: bytes) -> list[bytes]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


# ---- inert ----


@pytest.fixture
def hostile(quarter: Quarter) -> Quarter:
    """A quarter whose officer typed a formula and a script."""
    Update.objects.filter(pk=quarter.updates[0].pk).update(
        what_happened=FORMULA, why=SCRIPT, action=FORMULA, action_who="+44", difference=SCRIPT
    )
    return quarter


def test_a_formula_is_text_in_the_workbook(hostile: Quarter, sign_in: SignsIn) -> None:
    book = load_workbook(io.BytesIO(content(sign_in("director"), draft(hostile, "xlsx"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(FORMULA in str(cell.value) for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_a_formula_is_text_in_the_csv_files(hostile: Quarter, sign_in: SignsIn) -> None:
    data = content(sign_in("director"), draft(hostile, "csv"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")]
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{FORMULA}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "@"))] == []


def test_a_script_is_text_in_the_web_page(hostile: Quarter, sign_in: SignsIn) -> None:
    page = content(sign_in("director"), draft(hostile, "html")).decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_word_file_gives_back_even_that(hostile: Quarter, sign_in: SignsIn, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(content(sign_in("director"), draft(hostile, "docx")))
    assert read(path).report == without_verdicts(report_of(contents_of(hostile.by_priority), COUNCIL))
