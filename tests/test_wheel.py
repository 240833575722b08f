"""What is installed from the wheel is whole: pages, styles, migrations and the example council work outside the source tree."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WEB = ROOT / "src" / "goldenthread" / "web"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel of this source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        return set(files.namelist())


@pytest.mark.parametrize("kind", ["templates/**/*.html", "static/**/*", "migrations/*.py", "papers/*.json"])
def test_every_file_that_the_application_needs_is_packed(packed: set[str], kind: str) -> None:
    wanted = {str(path.relative_to(ROOT / "src")) for path in WEB.rglob(kind) if path.is_file()}
    assert wanted
    assert wanted - packed == set()


@pytest.mark.parametrize("name", ["plan-2021-22.json", "2021-22-q1.json"])
def test_example_papers_are_packed(packed: set[str], name: str) -> None:
    assert (ROOT / "examples" / name).exists()
    assert f"goldenthread/web/example/papers/{name}" in packed


def test_nothing_else_is_packed(packed: set[str]) -> None:
    assert {name.split("/")[0] for name in packed} <= {"goldenthread", "goldenthread-0.1.0.dist-info"}
