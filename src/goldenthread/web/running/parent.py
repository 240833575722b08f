"""A process that ends with the one that started it, even when that one was killed and could say nothing."""

from __future__ import annotations

import os
import signal


def follow(parent: int) -> None:
    """Ask this process to stop (SIGTERM) within a second of the end of its parent.

    A timer of the system and no thread: the web server forks, and a fork must not happen beside a thread.
    """

    def look(*_: object) -> None:
        if os.getppid() != parent:
            signal.setitimer(signal.ITIMER_REAL, 0)
            os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
