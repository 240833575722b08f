"""What the project promises about itself: no registry's address, one schema, contracts that hold, dependencies with hashes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from goldenthread.model.report import report_schema

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# put together here, so that this file does not hold them itself
REGISTRIES = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"))]


def tracked() -> list[Path]:
    """The files that git keeps; those of the folder where there is no git."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True)
    if run.returncode:
        pytest.skip("this is not a git work tree")
    return [path for name in run.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_tracked_file_names_a_package_registry() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {registry}"
        for path in tracked()
        for registry in REGISTRIES
        if registry.encode() in path.read_bytes()
    ]
    assert named == []


def test_text_files_are_tidy() -> None:
    """No blanks at the ends of lines, one new line at the end: so that a change shows only what changed."""
    binary = {".ttf", ".png", ".docx", ".pdf", ".xlsx", ".ods", ".xls"}
    untidy = []
    for path in tracked():
        text = path.read_bytes()
        tidy = not re.search(rb"[ \t]+(\r?\n|$)", text) and (not text or re.search(rb"[^\n]\n$", text))
        if path.suffix not in binary and not tidy:
            untidy.append(path.relative_to(ROOT))
    assert untidy == []


def test_the_lock_file_is_not_tracked() -> None:
    """It records the registry's addresses; the hashed exports stand in its place."""
    assert ROOT / "uv.lock" not in tracked()


def test_no_real_council_is_named() -> None:
    """The example council is Example Borough Council; the real papers stay outside."""
    name = "hal" + "ton"
    text = {".py", ".md", ".json", ".toml", ".csv", ".txt", ".typ", ".html", ".xml", ""}
    assert [
        path for path in tracked() if path.suffix in text and name in path.read_text(errors="replace").lower()
    ] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert entries
    assert [entry.split()[0] for entry in entries if not re.match(r"[\w.\[\]-]+==[\w.]+", entry)] == []
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    ("name", "groups"), [("requirements.txt", ()), ("requirements-dev.txt", ("test", "check", "bench"))]
)
def test_every_dependency_is_in_the_export(name: str, groups: tuple[str, ...]) -> None:
    """When this fails: make export."""
    wanted = [*PYPROJECT["project"]["dependencies"]]
    for group in groups:
        wanted += PYPROJECT["dependency-groups"][group]
    exported = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", (ROOT / name).read_text(), re.MULTILINE))
    assert {re.split(r"[\[<>=~!; ]", one)[0].lower() for one in wanted} - exported == set()


def test_the_published_schema_is_the_models_own() -> None:
    """When this fails: .venv/bin/python docs/make_schema.py, and say in the changelog what changed."""
    assert json.loads((ROOT / "docs" / "report.schema.json").read_text()) == report_schema()


def test_the_import_contracts_hold() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("target", ["setup", "demo", "test", "check", "bench"])
def test_each_job_of_the_project_is_in_the_makefile_and_calls_setup(target: str) -> None:
    rule = re.search(rf"^{target}:(.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert rule is not None
    assert target == "setup" or "setup" in rule[1].split("##")[0].split()


def test_ci_runs_what_a_developer_runs() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()
