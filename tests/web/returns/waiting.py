"""Two people on two connections: one does something while the other waits for a lock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from goldenthread.web.plans.errors import Refused


@contextmanager
def waits_meanwhile(doing: Callable[[], Any]) -> Iterator[list[Any]]:
    """One transaction, at whose end `doing` is already waiting for a lock on another connection; then what came of it."""
    outcomes: list[Any] = []

    def run() -> None:
        try:
            outcomes.append(doing())
        except Refused as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield outcomes
        thread.start()
        _until_somebody_waits()
    thread.join(30)


def _until_somebody_waits() -> None:
    for _ in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waited for the lock.")
