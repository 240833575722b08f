"""Writes what the documents say about the code from the code itself: `make docs`. With --check it only says what is out of date.

Generated pieces stand between `<!-- generated: name -->` and `<!-- end -->`; everything around them is written by hand.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from goldenthread.model.report import Report, report_schema

DOCS = Path(__file__).parent
ROOT = DOCS.parent
VERBS = ("read", "write", "convert", "judge", "check", "serve", "demo", "administrator add")
SESSION = (
    "write q1.json --to docx,pdf -o out",
    "read out/q1.docx -o again.json",
    "convert out/q1.docx --to html,csv -o web",
)


def main() -> int:
    """Bring every page up to date, or name those that are not."""
    check = "--check" in sys.argv[1:]
    stale = {path: text for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text}
    for path, text in stale.items():
        if check:
            print(f"{path.relative_to(ROOT)} is out of date: run “make docs” and read what changed.")
        else:
            path.write_text(text, encoding="utf-8")
    return int(check and bool(stale))


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
    said = [(words, _said(*words, "--help")) for words in ((), *(verb.split() for verb in VERBS))]
    return "\n".join(
        f"```console\n$ {' '.join(('goldenthread', *words, '--help'))}\n{text}\n```\n" for words, text in said
    )


def session() -> str:
    """A short session with the example council's report, as it really goes."""
    lines = ["```console"]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "examples" / "2021-22-q1.json", Path(folder, "q1.json"))
        for words in SESSION:
            said = _said(*words.split(), at=folder)
            lines += [f"$ goldenthread {words}", said]
    return "\n".join([*lines, "```", ""])


def _said(*words: str, at: str | Path = ROOT) -> str:
    """What the command says, without blanks at the ends of its lines."""
    command = [str(Path(sys.executable).with_name("goldenthread")), *words]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=at)
    if run.returncode:
        sys.exit(f"goldenthread {' '.join(words)}: {run.stderr}")
    return "\n".join(line.rstrip() for line in run.stdout.splitlines())


def parts_of_a_report() -> str:
    """Every class of the model that a Report is made of, with its fields."""
    return "\n".join(_part(part) for part in model_classes())


def model_classes() -> list[type[BaseModel]]:
    """The classes that a Report is made of, in the order in which they are met."""
    found: dict[type[BaseModel], None] = {}

    def visit(annotation: Any) -> None:
        if inspect.isclass(annotation) and issubclass(annotation, BaseModel) and annotation not in found:
            found[annotation] = None
            for field in annotation.model_fields.values():
                visit(field.annotation)
        for inner in getattr(annotation, "__args__", ()):
            visit(inner)

    visit(Report)
    return list(found)


def _part(part: type[BaseModel]) -> str:
    fields = "\n".join(f"| `{name}` | {_holds(field.annotation)} |" for name, field in part.model_fields.items())
    return (
        f"### {part.__name__}\n\n{inspect.cleandoc(part.__doc__ or '')}\n\n| field | holds |\n| --- | --- |\n{fields}\n"
    )


def _holds(annotation: Any) -> str:
    """A type in words."""
    name = getattr(annotation, "__name__", "")
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return f"[{name}](#{name.lower()})"
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
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


def role_words() -> str:
    """What --map takes."""
    from goldenthread.readers.sheet_columns import ROLE_WORDS

    return ", ".join(f"`{word}`" for word in dict.fromkeys(ROLE_WORDS)) + "."


def every_check() -> str:
    """The catalogue of checks, by family."""
    from goldenthread.rules.checks import CATALOGUE, FAMILIES

    return "\n".join(
        f"### {family}: {words}\n\n" + "\n".join(_check(one) for one in CATALOGUE.values() if one.code[:3] == family)
        for family, words in FAMILIES.items()
    )


def _check(one: Any) -> str:
    """One check as a short section."""
    facts = (
        ("Wrong", one.example.wrong),
        ("Right", one.example.right),
        ("What to do", one.remedy),
        ("Source", one.source),
        ("Switch off", f"`--ignore {one.code}`"),
    )
    lines = "\n".join(f"- {name}: {_plain(text)}" for name, text in facts)
    return f"#### {one.code} {_plain(one.name)} ({one.severity.value})\n\n{_plain(one.why)}\n\n{lines}\n"


def _plain(text: str) -> str:
    """Text that Markdown prints as it stands."""
    return re.sub(r"([*_<>\[\]])", r"\\\1", text) if not text.startswith("`") else text


def rules_by_name() -> str:
    """The rules that can be chosen by name, with the words that print in the key."""
    from goldenthread.rules.rule_sets import PRESETS

    rows = [
        " | ".join((f"| `{name}`", *(meaning.measure for meaning in rules.rule_set().lights))) + " |"
        for name, rules in PRESETS.items()
    ]
    return "\n".join(["| name | green | amber | red |", "| --- | --- | --- | --- |", *rows, ""])


def reason_words() -> str:
    """Why a line may have no light or arrow."""
    from goldenthread.model.plan import Reason

    return "\n".join(
        ["| reason | code |", "| --- | --- |", *(f"| {one.words} | `{one.value}` |" for one in Reason), ""]
    )


PIECES: dict[str, Callable[[], str]] = {
    "help": help_pages,
    "parts": parts_of_a_report,
    "columns": csv_columns,
    "roles": role_words,
    "session": session,
    "checks": every_check,
    "rules": rules_by_name,
    "reasons": reason_words,
}

if __name__ == "__main__":
    sys.exit(main())
