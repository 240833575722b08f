"""Writes what the documents say about the code from the code itself: `make docs`. With --check it only says what is out of date.

Generated pieces stand between `<!-- generated: name -->` and `<!-- end -->`; everything around them is written by hand.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from goldenthread.model.report import Report, report_schema

DOCS = Path(__file__).parent
ROOT = DOCS.parent
VERBS = ("read", "write", "convert")


def main() -> int:
    """Bring every page up to date, or name those that are not."""
    check = "--check" in sys.argv[1:]
    stale = [path for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run “make docs” and read what changed.")
        return int(bool(stale))
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
    return 0


def pages() -> Iterator[tuple[Path, str]]:
    """Each page that holds something generated, as it should be."""
    yield DOCS / "report.schema.json", json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"
    for page in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        text = page.read_text(encoding="utf-8")
        if "<!-- generated:" in text:
            yield page, re.sub(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", _filled, text, flags=re.DOTALL)


def _filled(piece: re.Match[str]) -> str:
    return f"{piece[1]}\n{PIECES[piece[2]]()}\n{piece[3]}"


def help_pages() -> str:
    """What --help prints, for the command and for each verb."""
    said = [(words, _help(*words)) for words in ((), *((verb,) for verb in VERBS))]
    return "\n".join(f"```console\n$ {' '.join(('goldenthread', *words, '--help'))}\n{text}```\n" for words, text in said)


def _help(*words: str) -> str:
    command = [str(Path(sys.executable).with_name("goldenthread")), *words, "--help"]
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    )
    return "\n".join(line.rstrip() for line in run.stdout.splitlines()) + "\n"


def parts_of_a_report() -> str:
    """Every class of the model that a Report is made of, with its fields."""
    return "\n".join(_part(part) for part in model_classes())


def model_classes() -> list[type[BaseModel]]:
    """The classes that a Report is made of, in the order in which they are met."""
    found: dict[type[BaseModel], None] = {}

    def visit(annotation: Any) -> None:
        if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
            if annotation not in found:
                found[annotation] = None
                for field in annotation.model_fields.values():
                    visit(field.annotation)
        for inner in getattr(annotation, "__args__", ()):
            visit(inner)

    visit(Report)
    return list(found)


def _part(part: type[BaseModel]) -> str:
    fields = "\n".join(f"| `{name}` | {_holds(field.annotation)} |" for name, field in part.model_fields.items())
    return f"### {part.__name__}\n\n{inspect.cleandoc(part.__doc__ or '')}\n\n| field | holds |\n| --- | --- |\n{fields}\n"


def _holds(annotation: Any) -> str:
    """A type in words."""
    name = getattr(annotation, "__name__", "")
    arguments = getattr(annotation, "__args__", ())
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return f"[{name}](#{name.lower()})"
    if inspect.isclass(annotation) and hasattr(annotation, "__members__"):
        return "one of: " + ", ".join(f"“{member.value}”" for member in annotation)
    if name == "tuple":
        return f"list of {_holds(arguments[0])}"
    if name == "Literal":
        return f"always “{arguments[0]}”"
    if name == "Annotated":
        return _holds(arguments[0])
    if arguments:
        return " or ".join(_holds(one) for one in arguments)
    return {"str": "text", "int": "whole number", "bool": "yes or no", "NoneType": "nothing", "date": "date"}.get(
        name, "number" if name == "Decimal" else name
    )


def csv_columns() -> str:
    """Every file of a CSV bundle and every column in it."""
    from goldenthread.model.report import ReportKind
    from goldenthread.writers.tables import flat_tables

    return "\n".join(
        f"### {table.name}.csv\n\n{table.title}.\n\n| column | what it holds |\n| --- | --- |\n"
        + "\n".join(f"| `{column.name}` | {column.means} |" for column in table.columns)
        + "\n"
        for table in flat_tables(Report(kind=ReportKind.PRIORITY))
    )


PIECES: dict[str, Callable[[], str]] = {
    "help": help_pages,
    "parts": parts_of_a_report,
    "columns": csv_columns,
}

if __name__ == "__main__":
    sys.exit(main())
