"""Jobs whose worker was killed in the middle: they are tried again, but not for ever, for one may be what kills its worker."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status
from procrastinate.sql import queries

MOST_TRIES: Final = 3


def put_back(now: datetime) -> int:
    """Queue every job again that is said to be under way; how many. Only for a worker that knows it is the only one."""
    jobs = list(ProcrastinateJob.objects.filter(status="doing").order_by("pk"))
    for job in jobs:
        if job.attempts + 1 < MOST_TRIES:
            app.job_manager.retry_job_by_id(job.pk, retry_at=now)
        else:
            app.connector.get_sync_connector().execute_query(
                query=queries["finish_job"], job_id=job.pk, status=Status.FAILED.value, delete_job=False
            )
    return len(jobs)
