"""The worker as a process of its own: it does the jobs that pages leave for later. One at a time for each database.

python -m goldenthread.web.jobs.worker PARENT
"""

from __future__ import annotations

import os
import sys
import time
from typing import cast

from goldenthread.web.running import parent

_LOCK = 0x676F6C64  # any number that nothing else takes in this database


def work() -> None:
    """Wait for the database and for the place of the worker; put back what was left in the middle; then work until stopped."""
    from django.db import OperationalError

    while True:
        try:
            _take_the_place()
        except OperationalError:
            time.sleep(1)
        else:
            break
    _run()


def _take_the_place() -> None:
    """A lock of the session: it goes when the process goes. Its connection stays open until then."""
    from django.db import connection

    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])


def _run() -> None:
    from django.utils import timezone
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from goldenthread.web.jobs.abandoned import put_back

    put_back(timezone.now())
    connector = cast(DjangoConnector, app.connector)
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(shutdown_graceful_timeout=10, delete_jobs="successful")


if __name__ == "__main__":
    parent.follow(int(sys.argv[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.web.settings")
    import django

    django.setup()
    work()
