"""From a file to a Reading: one way in for every kind of file that councils keep their reports in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.model.reading import Reading, Unreadable
from goldenthread.readers.admission import check_may_be_read

if TYPE_CHECKING:
    from goldenthread.readers.paper import Paper

_SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
_WORD = frozenset({".docx", ".docm", ".dotx"})
_TEXT = frozenset({".txt", ".text", ".md"})
READABLE = _SHEETS | _WORD | _TEXT | {".pdf", ".json"}
"""The endings of the files that can be read."""
_KINDS = "a Word file (.docx), PDF, workbook (.xlsx, .xlsm, .xls, .ods), CSV, text file or Golden Thread JSON"


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Reading:
    """The Reading of the report in a file, or in the folder of a CSV bundle.

    `mapping` says what a sheet's columns are where their headings do not (heading -> role). Unreadable, with a sentence that
    says what to do, for a file that is missing, empty, too large, locked, damaged or of a kind that is not read.
    """
    return read_beside(path, mapping)[0]


def read_beside(path: Path, mapping: Mapping[str, str] | None = None) -> tuple[Reading, Paper | None]:
    """As `read`, with the paper that the Reading was made from, to show beside it; None for sheets, CSV and JSON."""
    check_may_be_read(path)
    if path.is_dir():
        return _read_bundle(path), None
    suffix = path.suffix.lower()
    if suffix == ".json":
        return _read_json(path), None
    if suffix in _SHEETS:
        return _read_sheet(path, mapping), None
    if suffix in _WORD:
        from goldenthread.readers.docx import paper_from_docx as paper_from
    elif suffix == ".pdf":
        from goldenthread.readers.pdf import paper_from_pdf as paper_from
    elif suffix in _TEXT:
        from goldenthread.readers.text import paper_from_text as paper_from
    elif suffix == ".xlsb":
        raise Unreadable(f"“{path.name}” is a binary workbook: open it in Excel, and save it as .xlsx.")
    else:
        raise Unreadable(f"“{path.name}” is not of a kind that can be read. Give {_KINDS}.")
    from goldenthread.readers.interpret import interpret

    paper = paper_from(path)
    reading = interpret(paper)
    report = reading.report
    if not (report.sections or report.title):
        raise Unreadable(
            f"Nothing that looks like a report was found in “{path.name}”. Check that it is the right file."
        )
    return reading, paper


def _read_json(path: Path) -> Reading:
    from goldenthread.model.report import NotAReport, report_from_json

    try:
        return Reading(report=report_from_json(path.read_text(encoding="utf-8-sig")))
    except NotAReport as error:
        raise Unreadable(f"“{path.name}” could not be read. {error}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"“{path.name}” is not JSON in UTF-8. Give a file made by “goldenthread read”.") from error


def _read_sheet(path: Path, mapping: Mapping[str, str] | None) -> Reading:
    from goldenthread.readers.sheets import read_sheet_file

    return read_sheet_file(path, mapping)


def _read_bundle(path: Path) -> Reading:
    from goldenthread.readers.csv_bundle import read_csv_bundle

    return read_csv_bundle(path)
