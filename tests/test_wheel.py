"""What is installed from the wheel is whole: pages, styles, migrations and the example council work outside the source tree."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.web.running import clean_environment, own_folder, running

ROOT = Path(__file__).parent.parent
WEB = ROOT / "src" / "goldenthread" / "web"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def packed(wheel: Path) -> set[str]:
    """The names of the files in it."""
    with zipfile.ZipFile(wheel) as files:
        return set(files.namelist())


@pytest.mark.parametrize("kind", ["templates/**/*.html", "static/**/*", "migrations/*.py", "papers/*.json"])
def test_every_file_that_the_application_needs_is_packed(packed: set[str], kind: str) -> None:
    wanted = {str(path.relative_to(ROOT / "src")) for path in WEB.rglob(kind) if path.is_file()}
    assert wanted
    assert wanted - packed == set()


@pytest.mark.parametrize("name", ["plan-2021-22.json", "2021-22-q1.json", "2021-22-q2.json"])
def test_example_papers_are_packed(packed: set[str], name: str) -> None:
    assert (ROOT / "examples" / name).exists()
    assert f"goldenthread/web/example/papers/{name}" in packed


def test_nothing_else_is_packed(packed: set[str]) -> None:
    assert {name.split("/")[0] for name in packed} <= {"goldenthread", "goldenthread-0.1.0.dist-info"}


@pytest.mark.xdist_group("processes")
@pytest.mark.parametrize("verb", ["demo", "serve"])
def test_it_runs_from_what_is_packed_in_any_folder(
    verb: str, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the source tree is at hand: neither its modules nor its folder."""
    monkeypatch.chdir(tmp_path)
    with own_folder() as place:
        with zipfile.ZipFile(wheel) as files:
            files.extractall(place / "installed")
        said = subprocess.run(
            [sys.executable, "-c", "import goldenthread; print(goldenthread.__file__)"],
            env=clean_environment(PYTHONPATH=str(place / "installed")),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert said == f"{place / 'installed' / 'goldenthread' / '__init__.py'}\n"
        with running(verb, place / "data", PYTHONPATH=str(place / "installed")) as application:
            assert application.ask("/account/login/")[0] == 200
            assert application.ask("/static/look/govuk.css")[0] == 200
            assert ("Example Borough Council" in application.said()) is (verb == "demo")
