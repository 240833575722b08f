"""Evidence for an update: a file is kept only with its row, and both go together. Only while the update may be written.

A file beside an update changes neither its words nor its version, so nobody who is writing is held up by it.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction

from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.uploading.receiving import suffix_of
from goldenthread.web.returns.doing import Doing, transition_of
from goldenthread.web.returns.evidence_files import check_evidence, shown_name
from goldenthread.web.returns.models import Evidence, Update
from goldenthread.web.returns.states import UpdateAction

log = logging.getLogger(__name__)
_ROOM = (
    "The file could not be kept: there may be no room on the disk. Nothing was changed. "
    "Tell whoever runs Golden Thread, and add the file again later."
)


@dataclass(frozen=True)
class Added:
    """The evidence, and whether it is new: the same file may have been there already, under whatever name."""

    row: Evidence
    is_new: bool


def add(update: Update, file: File[bytes], doing: Doing) -> Added:
    """Keeps a file beside the update. Refused where it cannot be evidence, or the update may not be written."""
    check_evidence(file)
    name, digest = shown_name(file.name or ""), _digest(file)
    row = Evidence(update=update, name=name, size=file.size or 0, sha256=digest, by=doing.by, at=doing.at)
    try:
        with _writing(update, doing, "add_evidence"):
            there = Evidence.objects.filter(update=update, sha256=digest).first()
            if there is not None:
                return Added(there, is_new=False)
            _keep(row, file, f"{uuid.uuid4().hex}{suffix_of(name)}")
            row.save()
    except BaseException:
        _throw_away(row)
        raise
    return Added(row, is_new=True)


def remove(row: Evidence, doing: Doing) -> None:
    """Takes the file away; its name, size and who added it stay in the history. One that is gone already is no error."""
    with _writing(row.update, doing, "remove_evidence"):
        now = Evidence.objects.filter(pk=row.pk).first()
        if now is None:
            return
        now.delete()
        transaction.on_commit(lambda: _throw_away(now))


@contextmanager
def _writing(update: Update, doing: Doing, action: str) -> Iterator[None]:
    """One transaction of its own with the update's row locked: nobody sends it in between, and no other undoes it later."""
    with transaction.atomic(durable=True), recorded(by=doing.by, action=f"returns.{action}"):
        rows = Update.objects.select_related("part_of__round", "measure", "milestone").select_for_update(of=("self",))
        now = rows.filter(pk=update.pk).first()
        if now is None:
            raise Gone("This update was deleted while you were working on it. No file was kept.")
        transition_of(now, UpdateAction.SAVE, doing)
        yield


def _digest(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _keep(row: Evidence, file: File[bytes], name: str) -> None:
    row.file.name = row.file.field.generate_filename(
        row, name
    )  # known before anything is written, so that it can be undone
    try:
        row.file.storage.save(row.file.name, file)
    except OSError as error:
        log.exception("A file of evidence could not be kept.")
        raise Refused(_ROOM) from error


def _throw_away(row: Evidence) -> None:
    """Deletes the file, if there is one. A file that stays because the disk is in trouble is no more than a file too many."""
    if row.file.name:
        try:
            row.file.storage.delete(row.file.name)
        except OSError:
            log.exception("A file of evidence could not be deleted: %s", row.file.name)
