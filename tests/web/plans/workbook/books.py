"""A plan's workbook as somebody changes it: downloaded, edited with openpyxl as Excel would, and sent back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from openpyxl.workbook import Workbook as Book

from goldenthread.web.plans.models import Plan
from goldenthread.web.plans.workbook.laying import HEADING_ROW
from tests.web.conftest import StrictClient

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloaded(client: StrictClient, plan: Plan) -> Book:
    """The workbook, opened."""
    response = client.get(reverse("plan_workbook", args=[plan.pk]))
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def column_of(sheet: Any, heading: str) -> int:
    """The column with that heading, counted from 1."""
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    return headings.index(heading) + 1


def cell(book: Book, sheet: str, row: int, heading: str) -> Any:
    """The cell of a line, counted from 1 below the headings."""
    return book[sheet].cell(HEADING_ROW + row, column_of(book[sheet], heading))


def content_of(book: Book) -> bytes:
    """The file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def send(client: StrictClient, plan: Plan, content: Book | bytes, name: str = "plan-workbook.xlsx") -> HttpResponse:
    """Uploads it; the page that comes of it."""
    data = content if isinstance(content, bytes) else content_of(content)
    file = SimpleUploadedFile(name, data, XLSX)
    return client.post(reverse("plan_workbook_upload", args=[plan.pk]), {"file": file}, follow=True)  # type: ignore[return-value]


def sent_with(client: StrictClient, plan: Plan, change: Callable[[Book], None]) -> str:
    """The page of differences of a workbook in which this was changed."""
    book = downloaded(client, plan)
    change(book)
    return send(client, plan, book).content.decode()


def confirm(client: StrictClient, plan: Plan, page: str, **others: str) -> HttpResponse:
    """Confirms what the page shows."""
    answers = {"step": "confirm", "seen": seen(page)} | others
    return client.post(reverse("plan_workbook_differences", args=[plan.pk]), answers, follow=True)  # type: ignore[return-value]


def seen(page: str) -> str:
    """The mark that the page carries."""
    return page.split('name="seen" value="')[1].split('"')[0]
