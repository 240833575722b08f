"""The worker as a process of its own: it does the jobs that pages leave for later. One at a time for each database.

python -m goldenthread.web.jobs.worker PARENT
"""

from __future__ import annotations

import os
import sys
import time

from goldenthread.web.running import parent

_PATIENCE = 5.0  # seconds
_LOCK = 0x676F6C64  # any number that nothing else takes in this database


def work() -> int:
    """Wait for the database and for the place of the worker; put back what was left in the middle; then work until stopped.

    The exit code: 1 when the database went away, and the worker is to be started again.
    """
    from django.db import OperationalError
    from procrastinate.exceptions import ConnectorException

    while True:
        try:
            _take_the_place()
        except OperationalError:
            time.sleep(1)
        else:
            break
    try:
        _run()
    except (OperationalError, ConnectorException):
        return 1
    return 0


def _take_the_place() -> None:
    """A lock of the session: it goes when the process goes. Its connection stays open until then."""
    from django.db import connection

    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])


def _run() -> None:
    from django.utils import timezone
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params

    from goldenthread.web.jobs.abandoned import put_back

    put_back(timezone.now())
    # not Django's connector, which cannot wait for new jobs; and one that soon notices when the database is gone
    connector = PsycopgConnector(kwargs=connector_params(), timeout=_PATIENCE)
    with app.replace_connector(connector) as working:
        working.run_worker(shutdown_graceful_timeout=10, delete_jobs="successful")


if __name__ == "__main__":
    parent.follow(int(sys.argv[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.web.settings")
    import django

    django.setup()
    sys.exit(work())
