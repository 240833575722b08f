"""A Report as a bundle of CSV files with CSVW metadata: open data that a person can edit and a machine can load (R1.7).

Text is written exactly as it is, also where it begins with "=", "+", "-" or "@": data that was changed to be safe in one
spreadsheet program would be wrong everywhere else. The workbook is the file for people who use a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from goldenthread.model.figures import Marker
from goldenthread.model.report import Report
from goldenthread.writers.table_columns import TableColumn
from goldenthread.writers.tables import Fact, FlatTable, flat_tables

_ALWAYS = ("figures", "updates", "statements")
_MARKER_TOKENS = tuple(
    marker.shorthand for marker in (Marker.CONFIDENTIAL, Marker.LOW, Marker.NOT_AVAILABLE, Marker.NOT_APPLICABLE)
)


def to_csv(report: Report) -> dict[str, bytes]:
    """The report's files by name: UTF-8, CRLF, RFC 4180, one header row; each with its `-metadata.json`."""
    files: dict[str, bytes] = {}
    for table in flat_tables(report):
        if table.rows or table.name in _ALWAYS:
            files[f"{table.name}.csv"] = _csv(table)
            files[f"{table.name}.csv-metadata.json"] = _metadata(table, report)
    return files


def cannot_carry(report: Report) -> tuple[str, ...]:
    """What the files cannot hold of this report: nothing."""
    return ()


def _csv(table: FlatTable) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    writer.writerows([_text(row.get(name, "")) for name in names] for row in table.rows)
    return stream.getvalue().encode()


def _text(fact: Fact) -> str:
    return format(fact, "f") if isinstance(fact, Decimal) else str(fact)


def _metadata(table: FlatTable, report: Report) -> bytes:
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    data = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{table.name}.csv",
        "dc:title": " – ".join(text for text in (report.title, table.title) if text),
        "dc:language": "en-GB",
        **({"dc:publisher": report.council} if report.council else {}),
        **({"dc:temporal": report.period.in_words} if report.period else {}),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": schema,
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _column(column: TableColumn) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.means,
        "datatype": column.datatype,
        "null": ["", *_MARKER_TOKENS] if column.datatype == "decimal" else [""],
    }
