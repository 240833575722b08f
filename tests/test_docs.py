"""What the documents say about the code is true, and their links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from goldenthread.cli_outputs import Format
from goldenthread.model.report import Report
from goldenthread.model.values import Value
from goldenthread.readers import admission, containers

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]


def test_what_is_made_from_the_code_is_up_to_date() -> None:
    """Help, parts of a Report, CSV columns and the schema. When this fails: make docs."""
    run = subprocess.run([sys.executable, DOCS / "generate.py", "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def every_value(of: type[Value] = Value) -> set[str]:
    """The names of the model's classes that are not only the ground for others."""
    notes = {"Reading", "Unplaced", "Mended", "Assumed", "Mapped", "RunningHead", "Line"}
    own = {of.__name__} if of.__module__.startswith("goldenthread.model") else set()
    named = own - {"Value"} | {name for below in of.__subclasses__() for name in every_value(below)}
    return named - notes


def test_every_part_of_a_report_is_named() -> None:
    """Found by another way than the page is made: by inheritance, not from the fields of Report."""
    page = (DOCS / "report.md").read_text()
    assert Report.__name__ in every_value()
    assert {name for name in every_value() if f"### {name}\n" not in page} == set()


def test_the_promised_csv_columns_come_first_and_in_order() -> None:
    """The columns that issue 2 promises to those who load our files."""
    page = (DOCS / "csv.md").read_text()
    promised = {
        "figures": "objective ref occurrence title heading role year label value unit markers original",
        "updates": "objective kind ref occurrence title due responsible progress progress_working travel travel_reason "
        "commentary_by commentary",
    }
    for name, columns in promised.items():
        table = page.split(f"### {name}.csv\n")[1].split("###")[0]
        assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE)[: len(columns.split())] == columns.split()


@pytest.mark.parametrize("page", ["README.md", "docs/writing.md"])
def test_every_format_is_named(page: str) -> None:
    text = (ROOT / page).read_text()
    assert [to for to in Format if to.value not in text] == []


def test_the_limits_are_those_of_the_code() -> None:
    page = (DOCS / "limits.md").read_text()
    assert f"{admission.MOST_MEGABYTES} MB" in page
    assert f"{containers._MOST_BYTES // 1024 // 1024} MB" in page


def test_every_setting_is_documented() -> None:
    """Each variable that the code asks for, and none that it does not."""
    code = "".join(path.read_text() for path in sorted((ROOT / "src").rglob("*.py")))
    named = r"\b(GOLDENTHREAD_[A-Z_]+|DATABASE_URL)\b"
    page = (DOCS / "settings.md").read_text()
    assert set(re.findall(rf"^\| `{named}`", page, re.MULTILINE)) == set(re.findall(rf'"{named}"', code))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    broken = []
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", page.read_text()):
        path = (page.parent / target) if target else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(f"{target}#{anchor}")
    assert broken == []


def anchors(page: Path) -> set[str]:
    """The names that a heading can be linked by."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_decision_is_in_the_list() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text()
    pages = sorted((DOCS / "decisions").glob("0*.md"))
    assert pages
    assert [page.name for page in pages if f"({page.name})" not in listed] == []


def test_each_picture_is_shown_somewhere_and_is_small() -> None:
    """They are taken by: make screenshots (tests/web/browser/pictures.py)."""
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for picture in (DOCS / "screenshots").glob("*.png"):
        assert f"(screenshots/{picture.name})" in told, picture.name
        assert picture.stat().st_size < 300_000, picture.name
