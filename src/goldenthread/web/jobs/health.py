"""Whether the application is well: the database, its tables and the worker. Asked by whoever watches over the server."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Final

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

_SILENT: Final = timedelta(minutes=1)


def trouble() -> str:
    """What is not well, in a sentence; "" when all is well. Three short questions to the database."""
    try:
        return _missing_migrations() or _silent_worker() or _stalled_jobs()
    except (DatabaseError, InterfaceError):
        return "The database cannot be reached."


def _missing_migrations() -> str:
    done = set(MigrationRecorder(connection).applied_migrations())
    missing = [
        key for key, replaces in _known_migrations() if key not in done and not (replaces and done.issuperset(replaces))
    ]
    if not missing:
        return ""
    steps = _counted(len(missing), "step")
    return f"The database is {steps} behind this version. Start Golden Thread again: that brings it up to date."


@cache
def _known_migrations() -> tuple[tuple[tuple[str, str], tuple[tuple[str, str], ...]], ...]:
    """Each migration of this version, with those that it stands in for: read from the disk once."""
    known = MigrationLoader(None).disk_migrations or {}
    return tuple((key, tuple(one.replaces)) for key, one in known.items())


def _silent_worker() -> str:
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gte=Now() - _SILENT)
    return "" if alive.exists() else "Nothing has worked on the jobs for a minute."


def _stalled_jobs() -> str:
    lost = Q(worker=None) | Q(worker__last_heartbeat__lt=Now() - _SILENT)
    count = ProcrastinateJob.objects.filter(lost, status="doing").count()
    return f"Work has stopped in the middle of {_counted(count, 'job')}." if count else ""


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
