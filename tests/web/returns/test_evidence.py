"""Evidence beside an update: added, opened and removed by who may; kept whole or not at all."""

from __future__ import annotations

import errno
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.models import MeasureContribution
from goldenthread.web.returns.actions import evidence as actions
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.models import Evidence, Update, UpdateState
from goldenthread.web.returns.queries.evidence import evidence_of
from goldenthread.web.returns.states import Part
from tests.web.conftest import Cast, SignIn, StrictClient, plain_sql
from tests.web.look.soundness import assert_summary_reaches_fields
from tests.web.plans.builders import make_measure, make_objective, make_plan
from tests.web.returns.builders import make_return, make_round, make_update
from tests.web.returns.evidence_files import CSV, PDF, make_evidence, office

AT = datetime(2021, 10, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def update(cast: Cast) -> Update:
    """Of a measure of the officer's, shared with the contributor, in an open round."""
    plan = make_plan(cast.directorates["People"])
    measure = make_measure(make_objective(plan), owner=cast.posts["officer"])
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    return make_update(make_return(make_round(cast["performance officer"]), plan), measure)


@pytest.fixture
def files(settings: Any) -> Path:
    """Where the evidence lies."""
    return Path(settings.MEDIA_ROOT) / "evidence"


def _kept(files: Path) -> list[bytes]:
    return sorted(one.read_bytes() for one in files.iterdir()) if files.exists() else []


def _doing(cast: Cast) -> Doing:
    return Doing(by=cast["officer"], at=AT, parts=frozenset({Part.OWNER}))


def _file(content: bytes = CSV, name: str = "count.csv") -> ContentFile[bytes]:
    return ContentFile(content, name=name)


def _sent(content: bytes = CSV, name: str = "count.csv", **typed: str) -> dict[str, Any]:
    return {**typed, "evidence": SimpleUploadedFile(name, content)}


def _add(client: Client, update: Update, sent: dict[str, Any]) -> Any:
    return client.post(reverse("evidence_add", args=[update.pk]), sent)


def _said(response: Any) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


def _lock(update: Update, name: str) -> None:
    match name:
        case "submitted":
            Update.objects.filter(pk=update.pk).update(state=UpdateState.SUBMITTED)
        case "closed":
            before = date(2021, 10, 4)
            type(update.part_of.round).objects.update(
                officers_by=before, directors_by=before, performance_by=before, despatch_by=before
            )


# ---- adding ----


@pytest.mark.parametrize("part", ["officer", "contributor", "performance officer", "head of performance"])
def test_whoever_writes_the_update_adds_a_file(
    update: Update, cast: Cast, sign_in: SignIn, files: Path, part: str
) -> None:
    response = _add(sign_in(part), update, _sent())
    assert response["Location"] == f"/updates/{update.pk}/#evidence"
    assert _said(response) == ["“count.csv” is added as evidence."]
    (row,) = evidence_of(update)
    assert (row.name, row.size, row.by) == ("count.csv", 20, cast[part].name)
    assert _kept(files) == [CSV]


def test_a_file_changes_neither_the_updates_state_nor_its_version(update: Update, sign_in: SignIn) -> None:
    _add(sign_in("officer"), update, _sent())
    now = Update.objects.get(pk=update.pk)
    assert (now.state, now.version) == (UpdateState.NOT_STARTED, 1)


def test_the_same_file_twice_changes_nothing_and_says_so(update: Update, sign_in: SignIn, files: Path) -> None:
    officer = sign_in("officer")
    _add(officer, update, _sent())
    again = _add(officer, update, _sent(name="again.csv"))
    assert _said(again)[-1] == "This file is there already, as “count.csv”. Nothing was changed."
    assert [row.name for row in evidence_of(update)] == ["count.csv"]
    assert _kept(files) == [CSV]


def test_the_same_file_may_stand_beside_two_updates(update: Update, cast: Cast, files: Path) -> None:
    other = make_update(update.part_of, make_measure(update.line.objective, owner=cast.posts["officer"]))
    for one in (update, other):
        assert actions.add(one, _file(), _doing(cast)).is_new
    assert _kept(files) == [CSV, CSV]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "count.csv", "“count.csv” is empty."),
        (office("word/document.xml", "word/vbaProject.bin"), "a.docx", "may hold macros"),
        (PDF, "count.csv", "is not what its ending “.csv” says"),
        (b"x", "count", "is not of a kind that is kept as evidence"),
        (b"1" * (10 * 2**20 + 1), "count.csv", "10 MB are the most"),
    ],
)
def test_a_file_that_is_not_taken_is_said_to_be_so(
    update: Update, sign_in: SignIn, files: Path, content: bytes, name: str, says: str
) -> None:
    response = _add(sign_in("officer"), update, _sent(content, name))
    assert response.status_code == 200
    assert says in response.content.decode()
    assert_summary_reaches_fields(response)
    assert not Evidence.objects.exists()
    assert _kept(files) == []


def test_no_file_chosen_is_asked_for(update: Update, sign_in: SignIn) -> None:
    response = _add(sign_in("officer"), update, {})
    assert "Choose the file first, then add it." in response.content.decode()


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.csv", "\u202evsc.csv", "x" * 240 + ".csv", "a\nb.csv", "it's; x=y.csv"]
)
def test_odd_names_are_kept_as_plain_ones(update: Update, sign_in: SignIn, files: Path, name: str) -> None:
    officer = sign_in("officer")
    assert _add(officer, update, _sent(name=name)).status_code == 302
    (row,) = Evidence.objects.all()
    assert len(row.name) <= 120
    assert not set(row.name) & set("/\\\n\u202e")
    assert Path(row.file.path).parent == files
    answer = officer.get(reverse("evidence", args=[row.pk]))
    assert b"".join(answer) == CSV
    assert "\n" not in answer["Content-Disposition"]


# ---- who, and when ----


@pytest.mark.parametrize(
    ("part", "status"), [("director", 403), ("other officer", 404), ("member", 404), ("finance officer", 404)]
)
def test_nobody_else_adds_or_removes(
    update: Update, cast: Cast, sign_in: SignIn, files: Path, part: str, status: int
) -> None:
    row = make_evidence(update, cast["officer"])
    client = sign_in(part)
    assert _add(client, update, _sent(b"other")).status_code == status
    assert client.post(reverse("evidence_remove", args=[update.pk, row.pk])).status_code == status
    assert Evidence.objects.get() == row
    assert _kept(files) == [CSV]


@pytest.mark.parametrize(
    ("lock", "says"), [("submitted", "waits for the director"), ("closed", "closed on 4 October 2021")]
)
def test_a_locked_update_takes_and_gives_no_file(
    update: Update, cast: Cast, sign_in: SignIn, files: Path, lock: str, says: str
) -> None:
    row = make_evidence(update, cast["officer"])
    _lock(update, lock)
    officer = sign_in("officer")
    assert says in _add(officer, update, _sent(b"other")).content.decode()
    assert says in _said(officer.post(reverse("evidence_remove", args=[update.pk, row.pk])))[-1]
    assert Evidence.objects.get() == row
    assert _kept(files) == [CSV]


def test_a_sent_back_update_takes_a_file(update: Update, cast: Cast) -> None:
    Update.objects.filter(pk=update.pk).update(state=UpdateState.SENT_BACK)
    assert actions.add(update, _file(), _doing(cast)).is_new


def test_an_update_that_is_gone_keeps_no_file(update: Update, cast: Cast, files: Path) -> None:
    Update.objects.filter(pk=update.pk).delete()
    with pytest.raises(Gone):
        actions.add(update, _file(), _doing(cast))
    assert _kept(files) == []


@pytest.mark.parametrize("name", ["evidence_add", "evidence_remove"])
def test_a_link_changes_nothing(update: Update, cast: Cast, sign_in: SignIn, name: str) -> None:
    row = make_evidence(update, cast["officer"])
    parts = [update.pk] if name == "evidence_add" else [update.pk, row.pk]
    assert sign_in("officer").get(reverse(name, args=parts)).status_code == 405


# ---- opening ----


@pytest.mark.parametrize("part", ["officer", "contributor", "director", "performance officer", "head of performance"])
def test_the_chain_opens_it_and_the_browser_does_not_show_it(
    update: Update, cast: Cast, sign_in: SignIn, part: str
) -> None:
    row = make_evidence(update, cast["officer"], name="Zähler, Q2.csv")
    answer = sign_in(part).get(reverse("evidence", args=[row.pk]))
    assert answer.streaming
    assert b"".join(answer) == CSV
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Z%C3%A4hler%2C%20Q2.csv"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "part", ["other officer", "other performance officer", "finance officer", "member", "administrator"]
)
def test_it_is_not_there_for_anybody_else(update: Update, cast: Cast, sign_in: SignIn, part: str) -> None:
    row = make_evidence(update, cast["officer"])
    Update.objects.filter(pk=update.pk).update(state=UpdateState.LOCKED)
    assert sign_in(part).get(reverse("evidence", args=[row.pk])).status_code == 404


def test_a_file_that_is_no_longer_on_the_disk_is_not_there(update: Update, cast: Cast, sign_in: SignIn) -> None:
    row = make_evidence(update, cast["officer"])
    Path(row.file.path).unlink()
    assert sign_in("officer").get(reverse("evidence", args=[row.pk])).status_code == 404


# ---- removing ----


@pytest.mark.django_db(transaction=True)
def test_removing_takes_the_row_and_the_file_and_the_history_remembers(
    update: Update, cast: Cast, sign_in: SignIn, files: Path
) -> None:
    row = make_evidence(update, cast["officer"])
    officer = sign_in("officer")
    address = reverse("evidence_remove", args=[update.pk, row.pk])
    response = officer.post(address)
    assert response["Location"] == f"/updates/{update.pk}/#evidence"
    assert _said(response) == ["“count.csv” is removed."]
    assert not Evidence.objects.exists()
    assert _kept(files) == []
    events: Any = apps.get_model("returns", "EvidenceEvent")
    last = events.objects.order_by("pgh_id").last()
    assert (last.name, last.pgh_label) == ("count.csv", "delete")
    assert last.pgh_context.metadata["actor_name"] == "Ola Brook"
    assert _said(officer.post(address))[-1] == "This file was removed already."


def test_a_file_of_another_update_is_not_removed(update: Update, cast: Cast, sign_in: SignIn) -> None:
    other = make_update(update.part_of, make_measure(update.line.objective, owner=None))
    row = make_evidence(other, cast["performance officer"])
    sign_in("officer").post(reverse("evidence_remove", args=[update.pk, row.pk]))
    assert Evidence.objects.get() == row


def test_two_who_remove_at_one_moment_are_no_error(update: Update, cast: Cast) -> None:
    row = make_evidence(update, cast["officer"])
    Evidence.objects.all().delete()
    actions.remove(row, _doing(cast))
    assert not Evidence.objects.exists()


# ---- bad luck ----


def test_a_full_disk_keeps_nothing_and_says_so(
    update: Update, sign_in: SignIn, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_written(self: FileSystemStorage, name: str, content: Any) -> str:
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(CSV[:5])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", half_written)
    response = _add(sign_in("officer"), update, _sent())
    assert response.status_code == 200
    assert "there may be no room on the disk. Nothing was changed." in response.content.decode()
    assert not Evidence.objects.exists()
    assert _kept(files) == []


@pytest.mark.parametrize("error", [OperationalError("the server closed the connection"), KeyboardInterrupt()])
def test_a_row_that_is_not_saved_leaves_no_file(
    update: Update, cast: Cast, files: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fails(self: Evidence, *args: Any, **kwargs: Any) -> None:
        assert _kept(files) == [CSV]
        raise error

    monkeypatch.setattr(Evidence, "save", fails)
    with pytest.raises(type(error)):
        actions.add(update, _file(), _doing(cast))
    assert _kept(files) == []


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_agreed_in_the_end_leaves_no_file(update: Update, cast: Cast, files: Path) -> None:
    plain_sql(
        "CREATE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'too late'; END $$"
    )
    plain_sql(
        "CREATE CONSTRAINT TRIGGER refuse_late AFTER INSERT ON returns_evidence DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION refuse_late()"
    )
    try:
        with pytest.raises(Exception, match="too late"):
            actions.add(update, _file(), _doing(cast))
    finally:
        plain_sql("DROP FUNCTION refuse_late CASCADE")
    assert not Evidence.objects.exists()
    assert _kept(files) == []


@pytest.mark.django_db(transaction=True)
def test_it_is_never_part_of_a_change_that_could_still_be_undone(update: Update, cast: Cast, files: Path) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.add(update, _file(), _doing(cast))
    assert _kept(files) == []


def test_a_disk_that_does_not_delete_is_no_trouble_to_the_officer(
    update: Update,
    cast: Cast,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = make_evidence(update, cast["officer"])

    def broken(self: FileSystemStorage, name: str) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(FileSystemStorage, "delete", broken)
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in("officer").post(reverse("evidence_remove", args=[update.pk, row.pk]))
    assert response.status_code == 302
    assert not Evidence.objects.exists()


def test_whoever_is_signed_out_is_led_back_to_the_update(update: Update, client: StrictClient, files: Path) -> None:
    response = _add(client, update, _sent(why="Rain"))
    assert response["Location"] == f"/account/login/?next=/updates/{update.pk}/"
    assert "Rain" in str(client.session["typed_before_sign_in"])
    assert _kept(files) == []


def test_an_action_asks_for_itself_who_does_it(update: Update, cast: Cast) -> None:
    with pytest.raises(Refused, match="or the responsible officer can do this: save"):
        actions.add(update, _file(), Doing(by=cast["member"], at=AT, parts=frozenset()))
