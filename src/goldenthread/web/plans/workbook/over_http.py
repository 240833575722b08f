"""A workbook goes out as a download and comes in as an upload. Shared by every workbook that goes out and comes back."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Final

from django.core.files import File
from django.http import HttpResponse

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME: Final = 50


def download(content: bytes, name: str) -> HttpResponse:
    """The answer that carries a workbook."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def file_name(*words: str) -> str:
    """ "Quarter 2, 2021/22", "workbook": "quarter-2-2021-22-workbook.xlsx"."""
    parts = [re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")[:80] for word in words]
    return f"{'-'.join(part for part in parts if part)}.xlsx"


@contextmanager
def arrived(file: File[bytes]) -> Iterator[Path]:
    """What was uploaded, in a folder of its own under a name that a disk takes; gone when this ends."""
    sent_as = PurePath(str(file.name))
    name = sent_as.stem[:_LONGEST_NAME] + sent_as.suffix[:10]
    with tempfile.TemporaryDirectory(prefix="goldenthread-workbook-") as folder:
        path = Path(folder) / name
        with path.open("wb") as stream:
            for piece in file.chunks():
                stream.write(piece)
        yield path
