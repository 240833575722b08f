"""Small files of every kind, for the tests of evidence: what each holds is known, byte for byte."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

from django.core.files.base import ContentFile

from goldenthread.web.returns.models import Evidence, Update
from tests.web.plans.builders import NOW

PDF = b"%PDF-1.4\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPG = b"\xff\xd8\xff\xe0" + b"\x00" * 20
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 500
CSV = b"Quarter,Count\nQ2,41\n"


def archive(*names: str, **contents: bytes) -> bytes:
    """A zip file with those parts."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        for name in names:
            made.writestr(name, b"x")
        for name, content in contents.items():
            made.writestr(name, content)
    return into.getvalue()


def office(main: str, *more: str, types: bytes = b"<Types/>") -> bytes:
    """The bones of a file of Office: `main` is "word/document.xml", "xl/workbook.xml" …"""
    return archive(main, *more, **{"[Content_Types].xml": types})


def open_document(kind: str, *more: str) -> bytes:
    """The bones of an OpenDocument file: kind is "text" or "spreadsheet"."""
    return archive("content.xml", *more, mimetype=f"application/vnd.oasis.opendocument.{kind}".encode())


def make_evidence(update: Update, by: Any, content: bytes = CSV, name: str = "count.csv") -> Evidence:
    """A file that stands beside the update."""
    digest = hashlib.sha256(content).hexdigest()
    row = Evidence(update=update, name=name, size=len(content), sha256=digest, by=by, at=NOW)
    row.file.save(f"{digest}.csv", ContentFile(content), save=False)
    row.save()
    return row
