"""A plan as a file of each format, which the library reads again."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from goldenthread.model.report import report_from_json
from goldenthread.readers import read
from goldenthread.web.plans.files import inert
from goldenthread.web.plans.models import Plan
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import (
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)

FORMULA = '=HYPERLINK("http://example.org";"x")'


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = make_plan(cast.directorates["People"])
    objective = make_objective(plan, priority=make_priority(), owner=cast.posts["director"])
    measure = make_measure(objective, owner=cast.posts["officer"])
    make_target(measure, original="95%")
    make_figure(measure, "93.2", original="93.2%")
    make_milestone(objective, owner=cast.posts["officer"], position=1)
    make_measure(objective, ref="PED01 02", title=FORMULA, owner=cast.posts["officer"], position=2)
    make_measure(objective, ref="PED01 03", title="<script>alert(1)</script>", owner=cast.posts["officer"], position=3)
    return plan


@pytest.mark.parametrize(
    ("format", "kind", "starts", "ending"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK", "docx"),
        ("pdf", "application/pdf", b"%PDF", "pdf"),
        ("html", "text/html; charset=utf-8", b"<!", "html"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK", "xlsx"),
        ("csv", "application/zip", b"PK", "zip"),
        ("json", "application/json", b"{", "json"),
    ],
)
def test_each_format_is_a_file_of_its_name(
    format: str, kind: str, starts: bytes, ending: str, cast: Cast, plan: Plan
) -> None:
    client = Client()  # a file has its own style in it; the strict client is for pages
    client.force_login(cast["officer"], backend="goldenthread.web.accounts.backends.SignedIn")
    response = client.get(f"/plans/{plan.pk}/download/{format}/")
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="business-plan-2021-22.{ending}"'
    assert response.content.lstrip().startswith(starts)


@pytest.mark.parametrize("format", ["docx", "xlsx", "json"])
def test_what_was_written_is_read_again(format: str, sign_in: SignIn, plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / f"plan.{format}"
    file.write_bytes(sign_in("officer").get(f"/plans/{plan.pk}/download/{format}/").content)
    report = read(file).report
    assert [one.ref for one in report.lines] == ["PED01 01", "PED01a", "PED01 02", "PED01 03"]
    cells = {cell.column.heading: cell.text for cell in report.measures[0].cells}
    assert cells["2020/21 actual"] == "93.2%"
    assert cells["2021/22 target"] == "95%"


def test_formulas_and_scripts_are_inert(sign_in: SignIn, plan: Plan) -> None:
    client = sign_in("officer")
    book = load_workbook(io.BytesIO(client.get(f"/plans/{plan.pk}/download/xlsx/").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(FORMULA in str(cell.value) for cell in cells)
    with zipfile.ZipFile(io.BytesIO(client.get(f"/plans/{plan.pk}/download/csv/").content)) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith(".csv")]
    read_as_cells = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{FORMULA}" in read_as_cells
    assert not [cell for cell in read_as_cells if cell.startswith(("=", "+", "@"))]


def test_the_web_page_shows_a_script_as_text(cast: Cast, plan: Plan) -> None:
    client = Client()
    client.force_login(cast["officer"], backend="goldenthread.web.accounts.backends.SignedIn")
    page = client.get(f"/plans/{plan.pk}/download/html/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("-5", "-5"), ("+5.5%", "+5.5%"), ("a=b", "a=b"), ("", "")],
)
def test_only_what_would_be_worked_out_is_changed(cell: str, written: str) -> None:
    assert inert(f"title,other\r\n{cell},x\r\n".encode()) == f"title,other\r\n{written},x\r\n".encode()


def test_a_format_that_there_is_not_is_not_found(sign_in: SignIn, plan: Plan) -> None:
    client = sign_in("officer")
    assert client.get(f"/plans/{plan.pk}/download/odt/").status_code == 404
    assert client.post(f"/plans/{plan.pk}/download/json/").status_code == 405
    assert sign_in("other officer").get(f"/plans/{plan.pk}/download/json/").status_code == 404


def test_the_name_has_the_year_if_the_title_does_not(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"], title='Children & "Families"\r\nX: y')
    response = sign_in("officer").get(f"/plans/{plan.pk}/download/json/")
    assert response["Content-Disposition"] == 'attachment; filename="children-families-x-y-2021-22.json"'
    assert report_from_json(response.content.decode()).directorate == "People"
