"""The plan as a file: each format that the library writes, from the rows as they are now."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.cli_outputs import Format, render
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.assemble import report_of
from goldenthread.web.plans.models import Plan

_TYPES: Final = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "application/zip",
    Format.JSON: "application/json",
}
_LONGEST_NAME: Final = 80
_NUMBER: Final = re.compile(r"[-+]?[0-9.,]+%?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the same bytes each time: a zip file has no date before this


@require_safe
def plan_download(request: PersonRequest, pk: int, format: str) -> HttpResponse:
    """The plan in one format, as a file named after its title and year. 404 for a format that there is not."""
    plan = access.plan_for(request, pk)
    if format not in _TYPES:
        raise Http404
    to = Format(format)
    files = render(report_of(plan, council=settings.COUNCIL), to, None)
    content = _zipped(files) if to is Format.CSV else files[""]
    ending = "zip" if to is Format.CSV else to.value
    return HttpResponse(
        content,
        content_type=_TYPES[to],
        headers={"Content-Disposition": f'attachment; filename="{file_stem(plan)}.{ending}"'},
    )


def file_stem(plan: Plan) -> str:
    """ "business-plan-2021-22": the title, and the year where the title does not say it already."""
    year = f"{plan.first_year}-{(plan.first_year + 1) % 100:02}"
    stem = slugify(plan.title.replace("/", "-"))[:_LONGEST_NAME].strip("-") or "plan"
    return stem if year in stem else f"{stem}-{year}"


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one archive."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            safe = inert(data) if name.endswith(".csv") else data
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), safe, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def inert(data: bytes) -> bytes:
    """A CSV file in which no text that somebody typed begins as a formula does: it gets an apostrophe in front.

    The library writes data exactly as it is; a file that a person takes from here is opened with a double click. The exact text
    is in the JSON.
    """
    into = io.StringIO(newline="")
    writer = csv.writer(into, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(data.decode(), newline="")):
        writer.writerow(
            [f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell for cell in row]
        )
    return into.getvalue().encode()
