"""Opens workbooks and delimited files of any maker as sheets of cells: the text a person sees, without guessing at it."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from goldenthread.model.periods import MONTHS
from goldenthread.model.reading import Unreadable
from goldenthread.readers.containers import open_office_zip
from goldenthread.readers.sheet_looks import ERROR, Look, looks_of

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
DELIMITED: Final = (".csv", ".tsv", ".txt")
_MOST_CELLS: Final = 5_000_000
_MOST_DIGITS: Final = 15
_OLD_CONTAINER: Final = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: its text, and the day that it holds where it holds one. `unsure` says why its text cannot be trusted."""

    text: str = ""
    date: dt.date | None = None
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: all its rows from the first. `hidden` says which of its rows and columns with text a person does not see.

    `merged` are the cells that were merged into one, from the first (row, column) to the last, counted from 0.
    """

    name: str
    rows: tuple[tuple[SheetCell, ...], ...]
    hidden: tuple[str, ...] = ()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file of sheets: those that a person sees, and what the first words are of each that is hidden."""

    sheets: tuple[Sheet, ...]
    hidden: Mapping[str, str] = field(default_factory=dict)


def open_book(path: Path) -> Book:
    """The sheets of a file. Unreadable says what to do about one that cannot be read."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return _workbook(path)
    if suffix in DELIMITED:
        return Book((_delimited(path),))
    raise Unreadable(f"“{path.name}” is no workbook or CSV file: give .xlsx, .xlsm, .xls, .ods, .csv or .tsv.")


# ---- workbooks ----


def _workbook(path: Path) -> Book:
    import python_calamine

    _refuse_what_cannot_be_read(path)
    try:
        looks = looks_of(path)
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            visible = python_calamine.SheetVisibleEnum.Visible
            of_cells = [data for data in book.sheets_metadata if data.typ == python_calamine.SheetTypeEnum.WorkSheet]
            return Book(
                tuple(
                    _sheet(data.name, book.get_sheet_by_name(data.name), looks.get(data.name, Look()))
                    for data in of_cells
                    if data.visible == visible
                ),
                {
                    data.name: words
                    for data in of_cells
                    if data.visible != visible and (words := _first_words(book.get_sheet_by_name(data.name)))
                },
            )
    except Unreadable:
        raise
    except Exception as error:  # both libraries raise many kinds of error for a damaged file
        raise Unreadable(f"“{path.name}” is damaged: open it in Excel, and save a new copy as .xlsx.") from error


def _first_words(sheet: Any) -> str:
    return next((str(value) for row in sheet.iter_rows() for value in row if value not in ("", None)), "")


def _refuse_what_cannot_be_read(path: Path) -> None:
    """The checks of any office file; an old workbook has a container of its own, and may be locked."""
    if path.suffix.lower() == ".xls" and path.is_file():
        data = path.read_bytes()
        if data.startswith(_OLD_CONTAINER):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise Unreadable(
                    f"“{path.name}” is locked with a password: open it in Excel, remove the password, and save it again."
                )
            return
    open_office_zip(path).close()


def _sheet(name: str, sheet: Any, look: Look) -> Sheet:
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise Unreadable(
            f"The sheet “{name}” has more than {_MOST_CELLS:,} cells: remove what is not part of the report."
        )
    rows = [
        [cell_of(value, look.formats.get((row, column), "")) for column, value in enumerate(values)]
        for row, values in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    hidden = tuple(_hidden(rows, look))
    merged = tuple(sheet.merged_cell_ranges or ())
    _fill_down(rows, merged)
    return Sheet(name=name, rows=tuple(map(tuple, rows)), hidden=hidden, merged=merged)


def _hidden(rows: Sequence[Sequence[SheetCell]], look: Look) -> Iterator[str]:
    """The hidden rows and columns in which something stands, by the names that spreadsheets give them."""
    for number, row in enumerate(rows):
        if number in look.hidden_rows and any(cell.text for cell in row):
            yield f"row {number + 1}"
    for number in sorted(look.hidden_columns):
        if any(number < len(row) and row[number].text for row in rows):
            yield f"column {column_name(number)}"


def column_name(number: int) -> str:
    """The letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _fill_down(rows: Sequence[list[SheetCell]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Says in every row what a cell merged over several rows says of them all."""
    for (top, column), (bottom, _) in merged:
        for row in rows[top + 1 : bottom + 1]:
            if column < len(row):
                row[column] = rows[top][column]


def cell_of(value: object, code: str = "") -> SheetCell:
    """A cell from its value and the code of its format."""
    if code == ERROR:
        return SheetCell(unsure="the cell shows an error")
    match value:
        case None | "":
            return SheetCell()
        case bool():
            return SheetCell("Yes" if value else "No")
        case str():
            return SheetCell(value)
        case int() | float():
            return SheetCell(_number(value, code))
        case dt.datetime() | dt.date():
            return _day(value, code)
        case _:
            return SheetCell(str(value), unsure="the cell holds a time, not a number or a date")


def _day(value: dt.date, code: str) -> SheetCell:
    day = value.date() if isinstance(value, dt.datetime) else value
    month = f"{MONTHS[day.month - 1]} {day.year}"
    shows_day = not code or "d" in _plain_code(code).lower()
    return SheetCell(f"{day.day} {month}" if shows_day else month, date=day)


def _number(value: float, code: str) -> str:
    """A number in digits as it is shown, but never rounded: the format adds the sign and noughts, and takes nothing away."""
    number = Decimal(repr(value))
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        number = Decimal(f"{value:.{_MOST_DIGITS}g}")  # the digits beyond these are the machine's, not the council's
    plain = _plain_code(code)
    percent = "%" in plain
    text = _digits(number * 100 if percent else number)
    shape = re.search(r"(?P<whole>[0#,?]*0)(?:\.(?P<places>0+))?", plain.split(";")[0])
    if shape:
        text = _padded(text, shape["whole"].count("0"), len(shape["places"] or ""))
    pound = "£" if "£" in code.split(";")[0] else ""
    return f"{pound}{text}{'%' if percent else ''}"


def _digits(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _padded(text: str, whole: int, places: int) -> str:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    left, _, right = digits.partition(".")
    left, right = left.zfill(whole), right.ljust(places, "0")
    return f"{sign}{left}.{right}" if right else f"{sign}{left}"


def _plain_code(code: str) -> str:
    """A format code without its quoted words, its escaped signs and what stands in square brackets."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", code)


# ---- delimited text ----


def _delimited(path: Path) -> Sheet:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise Unreadable(
            f"“{path.name}” cannot be opened ({reason}): check its name, and that you may read it."
        ) from error
    if not data.strip():
        raise Unreadable(f"“{path.name}” is empty: ask for the file again, or give another.")
    text = _decoded(data, path.name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = tuple(tuple(SheetCell(field) for field in row) for row in reader)
    except csv.Error as error:
        raise Unreadable(f"“{path.name}” is no proper CSV file ({error}): check its quotation marks.") from error
    return Sheet(name=path.stem, rows=rows)


def _decoded(data: bytes, name: str) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(f"“{name}” is not text in an encoding that is known: save it again as “CSV UTF-8”.")


def _delimiter(text: str) -> str:
    """The sign that parts the fields: of comma, semicolon and tab the one that parts the most lines alike."""
    lines = text.splitlines()[:50]

    def score(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        wide = [width for width in widths if width > 1]
        return (max((wide.count(width) for width in wide), default=0), max(wide, default=0))

    return max(",;\t", key=score)
