"""Reads back the bundle of CSV files that Golden Thread writes, as a person may have edited it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from goldenthread.model.reading import Reading, Unreadable
from goldenthread.readers.tables import NAMES, Row, report_of, rows_of

_PROMISED = {
    "figures": ("objective", "ref", "title", "heading", "role", "value", "original"),
    "updates": ("objective", "kind", "ref", "title", "progress", "commentary"),
}


def is_csv_bundle(path: Path) -> bool:
    """Whether `path` is a folder that holds our files, or one of them."""
    folder = _folder(path)
    if path.is_file() and (path.suffix.lower() != ".csv" or path.stem not in NAMES):
        return False
    return all(_has_header(folder / f"{name}.csv", header) for name, header in _PROMISED.items())


def read_csv_bundle(path: Path) -> Reading:
    """The report in a folder of CSV files; `path` is the folder, or one of its files."""
    if not is_csv_bundle(path):
        raise Unreadable(
            f"“{path.name}” is not a bundle that Golden Thread wrote: give the folder that holds figures.csv and updates.csv."
        )
    folder = _folder(path)
    tables = {name: _rows(folder / f"{name}.csv") for name in NAMES if (folder / f"{name}.csv").is_file()}
    return report_of(tables, path.name)


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _has_header(path: Path, names: tuple[str, ...]) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        line = stream.readline(64 * 1024)
    try:
        header = next(csv.reader([line.decode("utf-8-sig")]), [])
    except (UnicodeDecodeError, csv.Error):
        return False
    return set(names) <= set(header)


def _rows(path: Path) -> tuple[Row, ...]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"“{path.name}” is not in UTF-8: save it again as “CSV UTF-8”.") from error
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Unreadable(f"“{path.name}” is no proper CSV file ({error}): check its quotation marks.") from error
    if not table:
        return ()
    return rows_of(table[0], table[1:])
