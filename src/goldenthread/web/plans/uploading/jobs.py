"""The job that reads an uploaded paper, beside the web server. Run twice, the second time changes nothing."""

from __future__ import annotations

from pathlib import Path

from django.db import close_old_connections
from procrastinate.contrib.django import app

from goldenthread.web.plans.models import Upload, UploadState
from goldenthread.web.plans.uploading.actions import READ_UPLOAD, keep_outcome
from goldenthread.web.plans.uploading.read_apart import Outcome, read_apart


@app.task(name=READ_UPLOAD)
def read_upload(upload: int) -> None:
    """What the worker calls: `read_waiting`, on connections that are looked at first."""
    close_old_connections()  # a worker lives long: the database may have been stopped and started since its last job
    try:
        read_waiting(upload)
    finally:
        close_old_connections()


def read_waiting(upload: int) -> None:
    """Reads the paper if it still waits, and keeps what was understood, or why nothing was."""
    row = Upload.objects.filter(pk=upload, state=UploadState.WAITING).first()
    if row is None:
        return  # read already, or set aside since
    path = Path(row.file.path) if row.file else None
    if path is None or not path.exists():
        lost = f"The file “{row.name}” is no longer there. Set this paper aside, and upload it again."
        keep_outcome(upload, Outcome(trouble=lost))
        return
    keep_outcome(upload, read_apart(path, row.name))
