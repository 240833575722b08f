"""Whether a file that came back is a workbook that may be opened at all, and what its hidden sheet says of the download.

Shared by every workbook that goes out, is changed and comes back; `Whose` words the refusals.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from goldenthread.model.reading import Unreadable
from goldenthread.readers.containers import open_office_zip
from goldenthread.readers.sheet_files import Book, open_book
from goldenthread.readers.sheet_looks import Look, looks_of
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.workbook import opening_apart

DOWNLOADED: Final = "As downloaded"
"""A hidden sheet with every cell as it was, so that a change of somebody else's is seen when the workbook comes back."""

LARGEST: Final = 10 * 1024 * 1024  # bytes
_PIECE: Final = 30_000  # characters of JSON in a cell


@dataclass(frozen=True)
class Whose:
    """Whose workbook it is, in the sentences that refuse one or name a cell of it."""

    kind: str
    """As in "no … is that large": "plan’s workbook"."""
    own: str
    """What to upload instead: "the plan’s own workbook"."""
    source: str
    """What it was downloaded from: "a plan here"."""
    anew: str
    """How to begin anew, as a sentence."""
    rows: str
    """Whose the rows and columns are: "the plan’s"."""
    unknown_key: str
    """What to do about a key that the workbook did not have when it was downloaded, as a sentence."""
    no_key: str
    """What to do about a row without a key on a sheet that takes no new rows, as a sentence; "{noun}" is what a row is."""


@dataclass(frozen=True)
class Opened:
    """The sheets that a person sees, and how they are shown."""

    book: Book
    looks: Mapping[str, Look]


def open_workbook(path: Path, whose: Whose) -> Opened:
    """Refused, with a sentence, for a file that is no workbook, holds macros, or cannot be opened within the limits."""
    _check(path, whose)
    try:
        return Opened(open_book(path), looks_of(path))
    except Unreadable as error:
        raise Refused(str(error)) from error


def _check(path: Path, whose: Whose) -> None:
    name, suffix = path.name, path.suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlsb", ".xlam"):
        raise Refused(f"“{name}” may hold macros, and is not read. Save it as .xlsx, and upload that.")
    if suffix != ".xlsx":
        raise Refused(f"“{name}” is no Excel workbook. Upload {whose.own}, saved as .xlsx.")
    if path.stat().st_size > LARGEST:
        raise Refused(
            f"“{name}” is larger than {LARGEST // 2**20} MB, which no {whose.kind} is. "
            "Take out what was added to it, and upload it again."
        )
    try:
        with open_office_zip(path) as archive:
            parts = [part.lower() for part in archive.namelist()]
            types = archive.read("[Content_Types].xml") if "[content_types].xml" in parts else b""
    except Unreadable as error:
        raise Refused(str(error)) from error
    if any(part.endswith("vbaproject.bin") for part in parts) or b"macroEnabled" in types:
        raise Refused(f"“{name}” holds macros, and is not read. Save it as .xlsx without macros, and upload that.")
    if "xl/workbook.xml" not in parts:
        raise Refused(f"“{name}” is no Excel workbook, whatever its name says. Upload {whose.own}.")
    if not opening_apart.opens(path):
        raise Refused(
            f"“{name}” could not be opened within the time and memory that a {whose.kind} needs. {whose.anew}"
        )


# ---- as it was downloaded ----

Kept = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Each cell as it was: by sheet, key and column."""


@dataclass(frozen=True)
class Download:
    """What the hidden sheet says: of what and when the workbook was downloaded, and its cells as they were."""

    about: Mapping[str, Any]
    cells: Kept

    @property
    def at(self) -> datetime:
        """When it was downloaded."""
        return datetime.fromisoformat(str(self.about["at"]))


def write_downloaded(book: Any, about: Mapping[str, Any], lines: Iterator[tuple[str, str, Mapping[str, str]]]) -> None:
    """Adds the hidden sheet to a workbook of openpyxl: each line's sheet, key and cells, in JSON that no spreadsheet takes for
    a formula, a number or a date."""
    sheet = book.create_sheet(DOWNLOADED)
    sheet.sheet_state = "veryHidden"
    sheet.append([json.dumps(about)])
    for name, key, cells in lines:
        sheet.append(list(_pieces(json.dumps([name, key, cells]))))


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def read_downloaded(path: Path, names: tuple[str, ...], whose: Whose) -> Download:
    """The hidden sheet of a workbook that came back. `names` are what it must say of the download, beside the time ("at")."""
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(path) as book:
        rows = book.get_sheet_by_name(DOWNLOADED).to_python() if DOWNLOADED in book.sheet_names else []
    try:
        texts = ["".join(str(piece) for piece in row) for row in rows]
        about = json.loads(texts[0])
        datetime.fromisoformat(about["at"])
        cells: dict[str, dict[str, dict[str, str]]] = {}
        for text in texts[1:]:
            sheet, key, kept = json.loads(text)
            cells.setdefault(str(sheet), {})[str(key)] = {str(name): str(value) for name, value in kept.items()}
        return Download({name: about[name] for name in ("at", *names)}, cells)
    except (IndexError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            f"This is no workbook that was downloaded from {whose.source}, or it has lost its hidden sheet “{DOWNLOADED}”. "
            f"{whose.anew}"
        ) from error
