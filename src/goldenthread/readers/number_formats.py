"""How each number of a workbook is shown: 0.925 may be 0.925, 92.5% or £0.93, and only the cell's format says which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZipFile

from lxml import etree

from goldenthread.readers.containers import parse_xml, read_part

Formats = Mapping[tuple[int, int], str]
"""Format codes by row and column, counted from 0. A cell with no format of its own is not in it."""

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


def number_formats(path: Path) -> Mapping[str, Formats]:
    """The format codes of a workbook's cells, by the name of the sheet."""
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


def _office(archive: ZipFile, name: str) -> Iterator[tuple[str, Formats]]:
    codes = _style_codes(archive, name)
    relations = parse_xml(read_part(archive, "xl/_rels/workbook.xml.rels"), name)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = parse_xml(read_part(archive, "xl/workbook.xml"), name)
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.NameToInfo:
            with archive.open(part) as stream:
                yield str(sheet.get("name")), dict(_cell_codes(stream, codes))


def _style_codes(archive: ZipFile, name: str) -> list[str]:
    if "xl/styles.xml" not in archive.NameToInfo:
        return []
    styles = parse_xml(read_part(archive, "xl/styles.xml"), name)
    own = {fmt.get("numFmtId"): fmt.get("formatCode", "") for fmt in styles.iter(f"{_MAIN}numFmt")}
    formats = styles.find(f"{_MAIN}cellXfs")
    ids = [xf.get("numFmtId", "0") for xf in formats] if formats is not None else []
    return [own.get(number) or _BUILT_IN.get(int(number), "") for number in ids]


def _cell_codes(stream: IO[bytes], codes: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
    tags = (f"{_MAIN}c", f"{_MAIN}row")
    for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True):
        if element.tag == tags[0]:
            code = ERROR if element.get("t") == "e" else codes[style] if (style := _style(element, codes)) else ""
            place = _place(element.get("r", ""))
            if code and place:
                yield place, code
        else:
            element.clear()


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


def _open_document(archive: ZipFile, name: str) -> Iterator[tuple[str, Formats]]:
    content = parse_xml(read_part(archive, "content.xml"), name)
    for table in content.iter(f"{_TABLE}table"):
        formats: dict[tuple[int, int], str] = {}
        row_number = 0
        for row in table.iter(f"{_TABLE}table-row"):
            formats |= {(row_number, column): code for column, code in _open_document_row(row)}
            row_number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        yield table.get(f"{_TABLE}name", ""), formats


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


def _old(path: Path) -> Mapping[str, Formats]:
    import xlrd

    with xlrd.open_workbook(str(path), formatting_info=True) as book:
        codes = [book.format_map[xf.format_key].format_str for xf in book.xf_list]
        return {sheet.name: dict(_old_codes(sheet, codes)) for sheet in book.sheets()}


def _old_codes(sheet: Any, codes: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
    import xlrd

    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) == xlrd.XL_CELL_ERROR:
                yield (row, column), ERROR
            elif code := codes[sheet.cell_xf_index(row, column)]:
                yield (row, column), code
