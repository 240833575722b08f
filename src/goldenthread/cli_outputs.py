"""Which formats can be written, what each file is called, and what a format cannot carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.files import NotPossible

if TYPE_CHECKING:
    from goldenthread.model.report import Report


class Format(StrEnum):
    """A format that a report is written in, by the word that --to takes."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"

    @property
    def words(self) -> str:
        """What people call it."""
        return _WORDS[self]


_WORDS = {
    Format.DOCX: "the Word file",
    Format.PDF: "the PDF",
    Format.HTML: "the web page",
    Format.XLSX: "the spreadsheet",
    Format.CSV: "the CSV files",
    Format.JSON: "the JSON",
}
_MODULES = {Format.DOCX: "docx", Format.PDF: "pdf", Format.XLSX: "workbook", Format.CSV: "csv_bundle"}


_METADATA = "-metadata.json"


def parse_formats(text: str) -> tuple[Format, ...]:
    """The formats that --to names, each once, in the order given. NotPossible for one that is not known."""
    words = [word.strip().lower().removeprefix(".") for word in text.split(",") if word.strip()]
    known = {format_.value: format_ for format_ in Format}
    for word in words:
        if word not in known:
            raise NotPossible(f"“{word}” is not a format that can be written. Choose from {_choice()}.")
    if not words:
        raise NotPossible(f"No format is named. Say which after --to, with commas between: {_choice()}.")
    return tuple(dict.fromkeys(known[word] for word in words))


def _choice() -> str:
    *others, last = [format_.value for format_ in Format]
    return f"{', '.join(others)} and {last}"


def render(report: Report, to: Format, style: Path | None) -> dict[str, bytes]:
    """The report in one format: one file under the name "", or the named files of a CSV bundle."""
    match to:
        case Format.DOCX:
            return {"": _word(report, style)}
        case Format.PDF:
            from goldenthread.writers.pdf import to_pdf

            return {"": to_pdf(report)}
        case Format.HTML:
            from goldenthread.writers.html import to_html

            return {"": to_html(report).encode()}
        case Format.XLSX:
            from goldenthread.writers.workbook import to_workbook

            return {"": to_workbook(report)}
        case Format.CSV:
            from goldenthread.writers.csv_bundle import to_csv

            return to_csv(report)
        case Format.JSON:
            from goldenthread.model.report import report_to_json

            return {"": report_to_json(report).encode()}


def _word(report: Report, style: Path | None) -> bytes:
    from goldenthread.writers.docx import to_docx

    if style is None:
        return to_docx(report)
    try:
        return to_docx(report, style=style)
    except ValueError as error:
        raise NotPossible(str(error)) from error


def cannot_carry(report: Report, to: Format) -> tuple[str, ...]:
    """What is in this report and will not be in that file, one sentence each."""
    if to not in _MODULES:
        return ()
    writer = import_module(f"goldenthread.writers.{_MODULES[to]}")
    sentences: tuple[str, ...] = writer.cannot_carry(report) if hasattr(writer, "cannot_carry") else ()
    return sentences


def place(files: dict[str, bytes], to: Format, folder: Path, stem: str, *, alone: bool) -> dict[Path, bytes]:
    """Where each file goes. `alone`: a CSV bundle that is all there is goes straight into the folder."""
    if to is Format.CSV:
        home = folder if alone else folder / f"{stem}-csv"
        return {home / name: data for name, data in files.items()}
    return {folder / f"{stem}.{to.value}": data for data in files.values()}


def outdated(placed: Iterable[Path]) -> list[Path]:
    """Files of an earlier bundle in the same folder that this one does not have: left there, they would be read with it.

    Only a CSV file with its metadata beside it is ours to take away.
    """
    written = set(placed)
    homes = {path.parent for path in written if path.name.endswith(_METADATA)}
    pairs = [
        (metadata.with_name(metadata.name.removesuffix(_METADATA)), metadata)
        for home in sorted(homes)
        for metadata in sorted(home.glob(f"*.csv{_METADATA}"))
    ]
    return [path for pair in pairs if pair[0].is_file() and pair[0] not in written for path in pair]


def parts_of(source: Path) -> list[Path]:
    """The files that are read when `source` is: itself, or the bundle that it is or belongs to."""
    if source.is_dir():
        return list(source.iterdir())
    if source.with_name(source.name + _METADATA).exists():
        return list(source.parent.iterdir())
    return [source]


def stems(files: Sequence[Path]) -> list[str]:
    """A name for what each file becomes: its own, with a number where two files share it."""
    given = [stem_of(path) for path in files]
    taken: set[str] = set()
    names: list[str] = []
    for stem in given:
        name, number = stem, 2
        while name.casefold() in taken or (number > 2 and name in given):
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def stem_of(path: Path) -> str:
    """What a file or folder is called without its ending."""
    resolved = path.resolve()
    return resolved.name if resolved.is_dir() else path.stem
