"""A report as a file to take away, in each format that the library writes; what somebody typed is inert in all of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from django.http import Http404, HttpResponse

from goldenthread.cli_outputs import Format, render
from goldenthread.model.report import Report

_TYPES: Final = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "application/zip",
    Format.JSON: "application/json",
}
FORMATS: Final = tuple((to.value, to.words) for to in _TYPES)
"""Each format by the word in its address, with what people call it."""
_NUMBER: Final = re.compile(r"[-+]?[0-9.,]+%?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the same bytes each time: a zip file has no date before this


def format_named(word: str) -> Format:
    """The format of that word in an address; 404 for one that there is not."""
    if word not in _TYPES:
        raise Http404
    return Format(word)


def as_file(report: Report, to: Format, stem: str) -> HttpResponse:
    """The report as a file of that name in one format."""
    files = render(report, to, None)
    return attached(_zipped(files) if to is Format.CSV else files[""], to, stem)


def attached(content: bytes, to: Format, stem: str) -> HttpResponse:
    """Bytes in a format, as a file of that name."""
    ending = "zip" if to is Format.CSV else to.value
    return HttpResponse(
        content,
        content_type=_TYPES[to],
        headers={"Content-Disposition": f'attachment; filename="{stem}.{ending}"'},
    )


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
