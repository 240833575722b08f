"""A workbook of updates as somebody fills it in: downloaded, edited with openpyxl as Excel would, and sent back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from openpyxl.workbook import Workbook as Book

from goldenthread.web.plans.workbook.laying import HEADING_ROW
from goldenthread.web.plans.workbook.over_http import XLSX
from goldenthread.web.returns.models import Round, Update
from tests.web.conftest import StrictClient
from tests.web.plans.workbook.books import column_of, content_of

UPDATES = "Updates"


def downloaded(client: StrictClient, of: Round, query: str = "") -> Book:
    """The workbook, opened."""
    response = client.get(reverse("updates_workbook_download", args=[of.pk]) + query)
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def row_of(book: Book, key: str) -> int:
    """The row with that key."""
    sheet = book[UPDATES]
    column = column_of(sheet, "Key")
    return next(row for row in range(HEADING_ROW + 1, sheet.max_row + 1) if sheet.cell(row, column).value == key)


def cell(book: Book, of: Update | str, heading: str) -> Any:
    """The cell of an update, or of the row with that key."""
    key = of if isinstance(of, str) else f"update-{of.pk}"
    return book[UPDATES].cell(row_of(book, key), column_of(book[UPDATES], heading))


def fill(book: Book, of: Update | str, **texts: Any) -> None:
    """Types into cells; headings as words joined by underscores, "Ready_to_submit"."""
    for heading, text in texts.items():
        cell(book, of, heading.replace("_", " ")).value = text


def send(client: StrictClient, of: Round, content: Book | bytes, name: str = "updates.xlsx") -> HttpResponse:
    """Uploads it; the page that comes of it."""
    data = content if isinstance(content, bytes) else content_of(content)
    file = SimpleUploadedFile(name, data, XLSX)
    return client.post(reverse("updates_workbook", args=[of.pk]), {"file": file}, follow=True)  # type: ignore[return-value]


def sent_with(client: StrictClient, of: Round, change: Callable[[Book], None]) -> str:
    """The page of differences of a workbook in which this was changed."""
    book = downloaded(client, of)
    change(book)
    return send(client, of, book).content.decode()


def confirm(client: StrictClient, of: Round, page: str, **others: str) -> str:
    """Confirms what the page shows; the page that comes of it."""
    answers = {"seen": seen(page)} | others
    response = client.post(reverse("updates_workbook_differences", args=[of.pk]), answers, follow=True)
    return str(response.content.decode())


def seen(page: str) -> str:
    """The mark that the page carries."""
    return page.split('name="seen" value="')[1].split('"')[0]
