"""What may be done with an uploaded paper: add it, keep what was understood, answer what was open, confirm, set it aside.

Answers are saved at once, on the upload alone. Rows of a plan are made by `confirm` and by nothing else (ADR 0019).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.files import File
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from goldenthread.model.reading import Reading
from goldenthread.web.accounts.models import Directorate, Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.models import Plan, Upload, UploadState
from goldenthread.web.plans.uploading.read_apart import Outcome
from goldenthread.web.plans.uploading.receiving import check_at_the_door, suffix_of
from goldenthread.web.plans.uploading.settling import MeasureAnswer, OwnerAnswer, PlanAnswer, Settlement
from goldenthread.web.plans.uploading.store import store

READ_UPLOAD: Final = "plans.read_upload"
Answer = PlanAnswer | Mapping[int, tuple[str, ...]] | Mapping[str, OwnerAnswer] | Mapping[int, MeasureAnswer] | bool
LONGEST_NAME: Final = 255


# ---- the file ----


def add_upload(*, file: File[bytes], directorate: Directorate, by: Person, at: datetime) -> Upload:
    """Keeps the file under a name of its own, and has it read. Refused where it cannot be a paper."""
    check_at_the_door(file)
    name = file.name or ""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    upload = Upload(
        directorate=directorate, by=by, at=at, name=name[-LONGEST_NAME:], size=file.size or 0, sha256=digest.hexdigest()
    )
    upload.file.save(f"{uuid.uuid4().hex}{suffix_of(name)}", file, save=False)
    try:
        with transaction.atomic(), recorded(by=by, action="plans.upload_paper"):
            upload.save()
            app.configure_task(READ_UPLOAD).defer(upload=upload.pk)
    except BaseException:
        upload.file.delete(save=False)
        raise
    return upload


def keep_outcome(pk: int, outcome: Outcome) -> None:
    """Keeps what came of reading a paper that still waits for it; otherwise changes nothing."""
    with transaction.atomic(), recorded(by=None, action="plans.read_paper"):
        upload = Upload.objects.select_for_update().filter(pk=pk, state=UploadState.WAITING).first()
        if upload is None:
            return
        upload.state = UploadState.FAILED if outcome.trouble else UploadState.READ
        upload.trouble, upload.reading, upload.passages = outcome.trouble, outcome.reading, outcome.passages
        if outcome.personal:
            _delete_file(upload)
        upload.save()


def remove_upload(*, upload: Upload, by: Person) -> None:
    """Sets a paper aside: its row and its file are deleted. One that was made into a plan stays, as where the plan comes from."""
    with transaction.atomic(), recorded(by=by, action="plans.set_paper_aside"):
        row = _locked(upload)
        if row.state == UploadState.CONFIRMED:
            raise Refused("This paper was made into a plan. It is kept, as where the plan comes from.")
        _delete_file(row)
        row.delete()


def _delete_file(upload: Upload) -> None:
    """Deletes the file once the change holds; the row names none from now on."""
    storage, name = upload.file.storage, upload.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    upload.file = ""


def _locked(upload: Upload) -> Upload:
    row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None:
        raise Gone("This paper was set aside while you were working on it. Nothing was saved: upload it again.")
    return row


# ---- answers ----


def settle(
    *, upload: Upload, part: str, answer: Answer, seen: str, by: Person, number: int | None = None
) -> Settlement:
    """Saves the answer to one part: "plan", "priorities", "owners", "measures" (or one measure's, by `number`), "left_over_seen".

    Overtaken, with the upload as it is now, where somebody else has answered that part since `seen` was its mark.
    """
    with transaction.atomic(), recorded(by=by, action=f"plans.settle_{part}"):
        row = _locked(upload)
        if row.state != UploadState.READ:
            raise Refused("This paper is not open to answers: it was made into a plan, or could not be read.")
        before = Settlement.model_validate(row.settled)
        after = before.model_copy(update={part: _merged(part, before, answer)})
        if before == after:
            return before
        if before.mark(part, number) != seen:
            raise Overtaken(
                "Somebody else answered this while you were working on it. Compare the two, and save again to keep yours.",
                row,
            )
        row.settled = after.model_dump(mode="json")
        row.save(update_fields=["settled"])
        return after


def _merged(part: str, before: Settlement, answer: Answer) -> Any:
    """Answers about some measures leave those about the others as they are; the other parts are answered whole."""
    if part == "measures" and isinstance(answer, Mapping):
        return {**before.measures, **answer}
    return answer


# ---- the plan ----


def confirm(*, upload: Upload, seen: int, by: Person, at: datetime) -> Plan:
    """Makes the plan of the paper and the answers, all of it or nothing; pressed twice, it gives the plan made the first time.

    Overtaken where the answers have changed since the person saw them summed up.
    """
    with transaction.atomic(), recorded(by=by, action="plans.make_from_paper"):
        row = _locked(upload)
        if row.plan is not None:
            return row.plan
        if row.state == UploadState.CONFIRMED:
            raise Refused("The plan that was made of this paper was deleted since. Upload the paper again.")
        if row.state != UploadState.READ:
            raise Refused("This paper has not been read, so no plan can be made of it. Upload it again.")
        if row.version != seen:
            raise Overtaken("Somebody else changed an answer while you were looking. See what will be made now.", row)
        settlement = Settlement.model_validate(row.settled)
        report = Reading.model_validate(row.reading).report
        try:
            with transaction.atomic():
                row.plan = store(report, directorate=row.directorate, settlement=settlement, by=by, at=at)
        except IntegrityError as error:  # a priority of that title, or a version of a definition, came at this moment
            raise Refused(
                "Somebody else saved the same thing just now. Nothing was made: look, and try again."
            ) from error
        row.state = UploadState.CONFIRMED
        row.save(update_fields=["plan", "state"])
    return row.plan
