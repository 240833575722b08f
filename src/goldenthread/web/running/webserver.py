"""The web server as a process of its own: gunicorn with threads, on a socket that was opened by whoever started it.

python -m goldenthread.web.running.webserver PARENT SOCKET
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from goldenthread.web.running import parent

_PROCESSES = 2
_THREADS = 4
_YOUNG = 20_000
"""Objects after which rubbish is looked for: one page makes some thousands, and leaves few of them in circles."""
_LONGEST_STATEMENT = "-c statement_timeout=60s"
"""For the database, as PGOPTIONS: no question to it holds one of the few threads for ever; the page then says 503."""


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, set from here alone: no file of its own, no command line."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        """What differs from gunicorn's own defaults."""
        for name, value in {
            "bind": f"fd://{self._descriptor}",
            "workers": _PROCESSES,
            "threads": _THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "goldenthread",
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application. Whoever sets PGOPTIONS outside decides for themselves."""
        os.environ.setdefault("PGOPTIONS", _LONGEST_STATEMENT)
        from goldenthread.web.wsgi import application

        gc.collect()
        gc.freeze()  # what every page needs for good is not looked through for rubbish, and stays shared by the processes
        gc.set_threshold(_YOUNG)
        return application


if __name__ == "__main__":
    parent.follow(int(sys.argv[1]))
    Server(int(sys.argv[2])).run()
