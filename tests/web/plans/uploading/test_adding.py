"""The list of uploaded papers, and adding one: who may, what is refused at the door, and what is kept of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from goldenthread.web.plans.models import Upload, UploadState
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.uploading.papers import uploaded

PK = b"PK\x03\x04 and more"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"old"


def send(client: StrictClient, cast: Cast, name: str, content: bytes, where: str = "People") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/uploads/add/", {"directorate": cast.directorates[where].pk, "file": file})


def test_empty_list_says_what_to_do(sign_in: SignIn) -> None:
    text = sign_in("performance officer").get("/uploads/").content.decode()
    assert "No paper is uploaded yet" in text
    assert "/uploads/add/" in text


def test_list_shows_the_papers_of_ones_own_directorate_alone(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    uploaded(cast, name="ours.docx")
    uploaded(cast, name="theirs.docx", directorate=cast.directorates["Places"])
    client = sign_in("performance officer")
    with django_assert_max_num_queries(15):
        text = client.get("/uploads/").content.decode()
    assert "ours.docx" in text
    assert "theirs.docx" not in text
    assert "theirs.docx" in sign_in("head of performance").get("/uploads/").content.decode()


def test_paper_is_kept_byte_for_byte_and_waits_to_be_read(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    content = b"Business plan 2021/22\n" * 40
    client = sign_in("performance officer")
    answer = send(client, cast, "plan of People.txt", content)
    row = Upload.objects.get()
    assert answer["Location"] == f"/uploads/{row.pk}/"
    assert (row.name, row.size, row.state) == ("plan of People.txt", len(content), UploadState.WAITING)
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert row.by == cast["performance officer"]
    assert row.file.read() == content
    row.file.close()
    assert Path(row.file.path).parent == Path(settings.MEDIA_ROOT, "papers")
    assert "plan of People" not in str(row.file.name)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("plans.read_upload", {"upload": row.pk})
    assert "is being read" in client.get(f"/uploads/{row.pk}/").content.decode()


def test_one_directorate_is_chosen_beforehand_and_several_are_not(sign_in: SignIn, cast: Cast) -> None:
    one = sign_in("performance officer").get("/uploads/add/").context["form"]
    assert one["directorate"].value() == cast.directorates["People"].pk
    several = sign_in("head of performance").get("/uploads/add/").context["form"]
    assert several["directorate"].value() is None


def test_another_directorate_is_refused(cast: Cast, sign_in: SignIn) -> None:
    answer = send(sign_in("performance officer"), cast, "plan.txt", b"words", where="Places")
    assert answer.status_code == 200
    assert "Choose one of the directorates whose plans you keep." in answer.content.decode()
    assert not Upload.objects.exists()


def test_low_role_and_wrong_method_are_refused(sign_in: SignIn, cast: Cast) -> None:
    assert send(sign_in("director"), cast, "plan.txt", b"words").status_code == 403
    assert sign_in("performance officer").put("/uploads/add/").status_code == 405
    assert sign_in("performance officer").post("/uploads/").status_code == 405


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.docm", PK, "“plan.docm” may hold macros. Open it, save it as .docx, and upload that."),
        ("plan.xlsm", PK, "“plan.xlsm” may hold macros. Open it, save it as .xlsx, and upload that."),
        ("plan.doc", OLE, "“plan.doc” is an old Word file: open it in Word, save it as .docx, and upload that."),
        ("plan.exe", b"MZ", "“plan.exe” is not of a kind that can be read. Choose Word (.docx), PDF"),
        ("plan", b"words", "“plan” is not of a kind that can be read."),
        ("plan.docx", b"%PDF-1.7", "“plan.docx” is not what its ending “.docx” says."),
        ("plan.pdf", PK, "“plan.pdf” is not what its ending “.pdf” says."),
        ("plan.txt", b"words\x00words", "“plan.txt” is not what its ending “.txt” says."),
        ("plan.csv", PK, "“plan.csv” is not what its ending “.csv” says."),
        ("plan.docx", b"", "This file is empty."),
    ],
)
def test_wrong_file_is_refused_with_what_to_do(
    name: str, content: bytes, sentence: str, cast: Cast, sign_in: SignIn, settings: Any
) -> None:
    answer = send(sign_in("performance officer"), cast, name, content)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Upload.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()
    assert not ProcrastinateJob.objects.exists()


def test_nothing_chosen(sign_in: SignIn) -> None:
    text = sign_in("performance officer").post("/uploads/add/", {}).content.decode()
    assert "Choose the file of the business plan or report." in text
    assert "Choose the directorate whose plan this is." in text


def test_file_is_gone_when_its_row_cannot_be_kept(
    cast: Cast, sign_in: SignIn, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: Any, **more: Any) -> None:
        raise RuntimeError("no job can be made")

    monkeypatch.setattr("goldenthread.web.plans.uploading.actions.app.configure_task", fails)
    client = sign_in("performance officer")
    client.raise_request_exception = False
    assert send(client, cast, "plan.txt", b"words").status_code == 500
    assert not Upload.objects.exists()
    assert list(Path(settings.MEDIA_ROOT, "papers").iterdir()) == []


# ---- the page of one paper ----


def test_waiting_page_asks_again_by_itself_and_has_a_link(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast, state=UploadState.WAITING)
    client = sign_in("performance officer")
    text = client.get(f"/uploads/{row.pk}/").content.decode()
    assert "See whether it is read now" in text
    assert 'hx-trigger="every 2s"' in text
    assert "http-equiv" not in text


def test_polling_swaps_in_the_result_alone(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast)
    client = sign_in("performance officer")
    headers = {"HX-Request": "true", "HX-Target": "upload-state"}
    text = client.get(f"/uploads/{row.pk}/", headers=headers).content.decode()
    assert "<html" not in text
    assert "3 measures" in text
    assert "every 2s" not in text


def test_read_page_counts_what_was_understood_and_lists_the_tasks(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    row = uploaded(cast)
    client = sign_in("performance officer")
    with django_assert_max_num_queries(15):
        text = client.get(f"/uploads/{row.pk}/").content.decode()
    for words in ("1 objective<", "3 measures", "1 milestone<", "0 of 2 printed names answered", "0 of 3 settled"):
        assert words in text
    assert "Cannot start yet" in text
    assert f"/uploads/{row.pk}/confirm/" not in text


def test_failed_page_says_why(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast, state=UploadState.FAILED, trouble="“plan.pdf” is a scan.", reading=None)
    text = sign_in("performance officer").get(f"/uploads/{row.pk}/").content.decode()
    assert "“plan.pdf” is a scan." in text
    assert sign_in("performance officer").get(f"/uploads/{row.pk}/plan/").status_code == 404


def test_original_comes_back_byte_for_byte_and_is_never_shown(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast, name='a "plan" <b>.json')
    answer = sign_in("performance officer").get(f"/uploads/{row.pk}/file/")
    assert b"".join(answer.streaming_content) == b"paper"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


def test_original_that_is_gone_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast)
    Path(row.file.path).unlink()
    assert sign_in("performance officer").get(f"/uploads/{row.pk}/file/").status_code == 404


# ---- setting aside ----


@pytest.mark.django_db(transaction=True)
def test_paper_set_aside_is_gone_with_its_file_and_stays_in_the_history(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast)
    path = Path(row.file.path)
    client = sign_in("performance officer")
    assert client.get(f"/uploads/{row.pk}/remove/").status_code == 200
    assert path.exists()
    assert client.post(f"/uploads/{row.pk}/remove/")["Location"] == "/uploads/"
    assert not Upload.objects.exists()
    assert not path.exists()
    from django.apps import apps

    event = apps.get_model("plans", "UploadEvent").objects.filter(pgh_label="delete").get()
    assert event.pgh_context.metadata["action"] == "plans.set_paper_aside"
    assert event.pgh_context.metadata["actor"] == cast["performance officer"].pk


def test_paper_made_into_a_plan_is_not_set_aside(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast, state=UploadState.CONFIRMED)
    text = sign_in("performance officer").post(f"/uploads/{row.pk}/remove/").content.decode()
    assert "It is kept, as where the plan comes from." in text
    assert Upload.objects.exists()


@pytest.mark.parametrize("part", ["other performance officer", "officer", "member"])
def test_other_team_finds_nothing(part: str, cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast)
    client = sign_in(part)
    for page in ("", "file/", "remove/", "confirm/", "plan/", "owners/", "measures/", "measures/0/", "left-over/"):
        assert client.get(f"/uploads/{row.pk}/{page}").status_code == 404
    assert client.post(f"/uploads/{row.pk}/remove/").status_code == 404
    assert Upload.objects.exists()
