"""The job that reads a paper: once, in a process of its own, within limits; and what is refused for what it holds."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from goldenthread.model.reading import Reading
from goldenthread.web.plans.models import Upload, UploadState
from goldenthread.web.plans.uploading import read_apart as apart
from goldenthread.web.plans.uploading.actions import add_upload, keep_outcome
from goldenthread.web.plans.uploading.jobs import read_waiting
from goldenthread.web.plans.uploading.read_apart import Outcome, clean, outcome_of, read_apart
from tests.web.conftest import Cast
from tests.web.plans.uploading.papers import small_plan, write


def waiting(cast: Cast, path: Path) -> Upload:
    file = ContentFile(path.read_bytes(), name=path.name)
    return add_upload(
        file=file, directorate=cast.directorates["People"], by=cast["performance officer"], at=timezone.now()
    )


def test_paper_is_read_with_its_own_words(cast: Cast, tmp_path: Path) -> None:
    row = waiting(cast, write(small_plan(), tmp_path / "plan.docx"))
    read_waiting(row.pk)
    row.refresh_from_db()
    assert row.state == UploadState.READ
    reading = Reading.model_validate(row.reading)
    assert [one.ref for one in reading.report.measures] == ["PED01 01", "PED01 02", "PED01 03"]
    assert row.passages
    assert any("PED01 02" in passage.get("cells", []) for passage in row.passages["passages"])


def test_job_run_twice_changes_nothing(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = waiting(cast, write(small_plan(), tmp_path / "plan.json"))
    read_waiting(row.pk)
    row.refresh_from_db()
    first = (row.version, row.reading)
    monkeypatch.setattr("goldenthread.web.plans.uploading.jobs.read_apart", lambda *given: pytest.fail("read again"))
    read_waiting(row.pk)
    keep_outcome(row.pk, Outcome(trouble="too late"))
    row.refresh_from_db()
    assert (row.version, row.reading) == first
    assert row.state == UploadState.READ


def test_job_of_a_paper_set_aside_does_nothing(db: None) -> None:
    read_waiting(987_654)


def test_lost_file_is_said(cast: Cast, tmp_path: Path) -> None:
    row = waiting(cast, write(small_plan(), tmp_path / "plan.json"))
    Path(row.file.path).unlink()
    read_waiting(row.pk)
    row.refresh_from_db()
    assert row.state == UploadState.FAILED
    assert "is no longer there" in row.trouble


@pytest.mark.django_db(transaction=True)
def test_worker_runs_the_job(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `serve` runs it: the job is taken from the database, and the paper is read when it ends."""
    from django.db import connection
    from procrastinate.contrib.django import app

    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's thread keeps none open
    row = waiting(cast, write(small_plan(), tmp_path / "plan.json"))
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    row.refresh_from_db()
    assert row.state == UploadState.READ


# ---- limits ----


def test_too_slow_a_file_ends_its_own_process_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(small_plan(), tmp_path / "plan.json")
    outcome = read_apart(path, "plan.json", seconds=0)
    assert outcome.reading is None
    assert "could not be read within the time and memory" in outcome.trouble


def test_too_little_memory_is_a_sentence(tmp_path: Path) -> None:
    path = write(small_plan(), tmp_path / "plan.docx")
    outcome = read_apart(path, "plan.docx", memory=1024**2)
    assert "could not be read within the time and memory" in outcome.trouble


def test_process_apart_has_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    class Done:
        returncode = 1
        stderr = b""

    def run(command: list[str], **more: Any) -> Done:
        given.update(more)
        return Done()

    monkeypatch.setenv("GOLDENTHREAD_SECRET_KEY", "hush")
    monkeypatch.setattr("goldenthread.web.plans.uploading.read_apart.subprocess.run", run)
    read_apart(write(small_plan(), tmp_path / "plan.json"), "plan.json")
    assert set(given["env"]) == {"PATH", "LANG", "TMPDIR"}
    assert given["timeout"] == 120


def test_damaged_and_locked_files_say_what_to_do(tmp_path: Path) -> None:
    damaged = tmp_path / "plan.docx"
    damaged.write_bytes(b"PK\x03\x04 not a zip")
    assert "“plan.docx”" in outcome_of(damaged)["trouble"]
    locked = tmp_path / "locked.docx"
    locked.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in outcome_of(locked)["trouble"]


def test_sentences_name_the_file_as_its_owner_knows_it(tmp_path: Path) -> None:
    stored = tmp_path / "0f3a.docx"
    stored.write_bytes(b"PK\x03\x04 not a zip")
    outcome = read_apart(stored, "Our plan.docx")
    assert "“Our plan.docx”" in outcome.trouble
    assert "0f3a" not in outcome.trouble


def test_macros_inside_an_innocent_name_are_refused(tmp_path: Path) -> None:
    path = write(small_plan(), tmp_path / "plan.docx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    assert outcome_of(path)["trouble"].startswith("“plan.docx” holds macros. Open it, save it as a file without macros")


# ---- what identifies persons (R10.5) ----


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ref,Title,UPN\nPED01 01,Attendance,x\n", "a column of pupil numbers (sheet plan, row 1)"),
        ("Ref,Measure,Date of Birth\n1,Attendance,x\n", "a column of dates of birth (sheet plan, row 1)"),
        # a pupil number whose check letter holds: 8·2+0·3+1·4+2·5+… = the letter H
        ("Ref,Measure,Note\n1,Attendance,H801200001001\n", "a unique pupil number (sheet plan, row 2)"),
        ("Ref,Measure,Note\n1,Attendance,see 943 476 5919\n", "an NHS number (sheet plan, row 2)"),
    ],
)
def test_file_that_identifies_persons_is_refused_with_where(text: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(f"{text}2,Increase attendance,95%\n", encoding="utf-8")
    outcome = outcome_of(path)
    assert outcome["personal"] is True
    assert f"holds {found}." in outcome["trouble"]
    assert "H801200001001" not in outcome["trouble"]
    assert "943" not in outcome["trouble"]


@pytest.mark.parametrize("note", ["H801200001002", "943 476 5918", "0151 511 7733", "Name", "2021/22"])
def test_what_only_looks_alike_is_let_through(note: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(f"Ref,Measure,21/22 Target,Note\nPED01 01,Increase attendance,95%,{note}\n", encoding="utf-8")
    assert "personal" not in outcome_of(path)


@pytest.mark.django_db(transaction=True)
def test_no_copy_is_kept_of_a_file_that_identifies_persons(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text("Ref,Measure,UPN\nPED01 01,Increase attendance,H801200001001\n", encoding="utf-8")
    row = waiting(cast, path)
    kept = Path(row.file.path)
    read_waiting(row.pk)
    row.refresh_from_db()
    assert row.state == UploadState.FAILED
    assert "“pupils.csv” holds a column of pupil numbers" in row.trouble
    assert not row.file
    assert not kept.exists()
    assert row.reading is None


# ---- what PostgreSQL cannot hold ----


def test_what_is_no_text_is_replaced() -> None:
    dirty = {"a\x00": ["b\x00c", "d\ud800e", "f\x0bg\uffff", 1, None, ("h",)]}
    assert clean(dirty) == {"a�": ["b�c", "d�e", "f�g�", 1, None, ["h"]]}


def test_text_with_nul_is_read_and_kept(cast: Cast, tmp_path: Path) -> None:
    report = (
        small_plan().model_dump_json().replace("Help families early", "Help\\u0000 families <script>alert(1)</script>")
    )
    path = tmp_path / "plan.json"
    path.write_text(report, encoding="utf-8")
    row = waiting(cast, path)
    read_waiting(row.pk)
    row.refresh_from_db()
    assert row.state == UploadState.READ, row.trouble
    assert Reading.model_validate(row.reading).report.objectives[0].title == "Help� families <script>alert(1)</script>"


def test_main_writes_the_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_limit", lambda seconds, memory: None)
    out = tmp_path / "out"
    apart.main([str(write(small_plan(), tmp_path / "plan.json")), str(out), "10", "1"])
    assert set(json.loads(out.read_text())) == {"reading", "passages"}


def test_zip_of_another_kind_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("hello.txt", "hello")
    path = tmp_path / "plan.docx"
    path.write_bytes(data.getvalue())
    assert "“plan.docx”" in outcome_of(path)["trouble"]
