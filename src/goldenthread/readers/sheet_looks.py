"""How a workbook shows its cells: 0.925 may be 92.5%, or £0.93, and only its format says which; and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZipFile

from lxml import etree

from goldenthread.readers.containers import parse_xml, read_part


@dataclass(slots=True)
class Look:
    """How one sheet is shown; rows and columns are counted from 0. `formats` are codes, of the cells that have one.

    `formulas` are the cells that work their value out; known of .xlsx and .xlsm alone.
    """

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


ERROR: Final = "error"
"""What stands in place of a format for a cell that shows an error."""

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    9: "0%",
    10: "0.00%",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "dd/mm/yyyy hh:mm",
}
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_REPEATS: Final = 10_000


def looks_of(path: Path) -> Mapping[str, Look]:
    """How each sheet of a workbook is shown, by its name."""
    match path.suffix.lower():
        case ".xls":
            return _old(path)
        case ".ods":
            with ZipFile(path) as archive:
                return dict(_open_document(archive, path.name))
        case _:
            with ZipFile(path) as archive:
                return dict(_office(archive, path.name))


# ---- .xlsx and .xlsm ----


def _office(archive: ZipFile, name: str) -> Iterator[tuple[str, Look]]:
    codes = _style_codes(archive, name)
    relations = parse_xml(read_part(archive, "xl/_rels/workbook.xml.rels"), name)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = parse_xml(read_part(archive, "xl/workbook.xml"), name)
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.NameToInfo:
            with archive.open(part) as stream:
                yield str(sheet.get("name")), _office_look(stream, codes)


def _style_codes(archive: ZipFile, name: str) -> list[str]:
    if "xl/styles.xml" not in archive.NameToInfo:
        return []
    styles = parse_xml(read_part(archive, "xl/styles.xml"), name)
    own = {fmt.get("numFmtId"): fmt.get("formatCode", "") for fmt in styles.iter(f"{_MAIN}numFmt")}
    formats = styles.find(f"{_MAIN}cellXfs")
    ids = [xf.get("numFmtId", "0") for xf in formats] if formats is not None else []
    return [own.get(number) or _BUILT_IN.get(int(number), "") for number in ids]


def _office_look(stream: IO[bytes], codes: list[str]) -> Look:
    look, rows = Look(), 0
    cell, row, column = (f"{_MAIN}{tag}" for tag in ("c", "row", "col"))
    for _, element in etree.iterparse(stream, tag=(cell, row, column), resolve_entities=False, no_network=True):
        if element.tag == cell:
            code = ERROR if element.get("t") == "e" else codes[style] if (style := _style(element, codes)) else ""
            place = _place(element.get("r", ""))
            if code and place:
                look.formats[place] = code
            if place and element.find(f"{_MAIN}f") is not None:
                look.formulas.add(place)
        elif element.tag == row:
            rows = int(element.get("r") or rows + 1)
            if _is_true(element.get("hidden")):
                look.hidden_rows.add(rows - 1)
            element.clear()
        elif _is_true(element.get("hidden")):
            look.hidden_columns.update(range(int(element.get("min")) - 1, min(int(element.get("max")), _MOST_REPEATS)))
    return look


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _style(element: Any, codes: list[str]) -> int:
    style = int(element.get("s") or 0)
    return style if style < len(codes) else 0


def _place(reference: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


# ---- .ods ----


def _open_document(archive: ZipFile, name: str) -> Iterator[tuple[str, Look]]:
    content = parse_xml(read_part(archive, "content.xml"), name)
    for table in content.iter(f"{_TABLE}table"):
        look = Look()
        for place, column in _repeated(table, "column"):
            if _is_out_of_sight(column):
                look.hidden_columns.update(place)
        for place, row in _repeated(table, "row"):
            look.formats |= {(place.start, column): code for column, code in _open_document_row(row)}
            if _is_out_of_sight(row):
                look.hidden_rows.update(place)
        yield table.get(f"{_TABLE}name", ""), look


def _repeated(table: Any, kind: str) -> Iterator[tuple[range, Any]]:
    """The rows or columns of a table, each with the places that it fills."""
    place = 0
    for element in table.iter(f"{_TABLE}table-{kind}"):
        repeats = int(element.get(f"{_TABLE}number-{kind}s-repeated", "1"))
        yield range(place, place + min(repeats, _MOST_REPEATS)), element
        place += repeats


def _is_out_of_sight(element: Any) -> bool:
    return str(element.get(f"{_TABLE}visibility", "visible")) != "visible"


def _open_document_row(row: Any) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row:
        repeats = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        code = {"percentage": "0%", "currency": "£0"}.get(cell.get(f"{_OFFICE}value-type", ""), "")
        if code == "£0" and cell.get(f"{_OFFICE}currency") != "GBP":
            code = ""
        if code and repeats <= _MOST_REPEATS:
            yield from ((column + step, code) for step in range(repeats))
        column += repeats


# ---- .xls ----


def _old(path: Path) -> Mapping[str, Look]:
    import xlrd

    with xlrd.open_workbook(str(path), formatting_info=True) as book:
        codes = [book.format_map[xf.format_key].format_str for xf in book.xf_list]
        return {
            sheet.name: Look(
                formats=dict(_old_codes(sheet, codes)),
                hidden_rows={number for number, row in sheet.rowinfo_map.items() if row.hidden},
                hidden_columns={number for number, column in sheet.colinfo_map.items() if column.hidden},
            )
            for sheet in book.sheets()
        }


def _old_codes(sheet: Any, codes: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
    import xlrd

    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) == xlrd.XL_CELL_ERROR:
                yield (row, column), ERROR
            elif code := codes[sheet.cell_xf_index(row, column)]:
                yield (row, column), code
