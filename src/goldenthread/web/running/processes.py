"""The processes beside the one that was started: watched, started again when one ends by itself, and stopped together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

_GRACE = 20  # seconds for what is under way: a request, a job
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_STEADY = 60.0


@dataclass
class Watched:
    """A module of ours that runs as a process."""

    module: str
    words: Sequence[str] = ()
    descriptors: Sequence[int] = ()
    process: subprocess.Popen[bytes] = field(init=False)
    _started: float = field(init=False)
    _pause: float = _FIRST_PAUSE

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C in the terminal is for the one that watches."""
        command = [sys.executable, "-m", self.module, str(os.getpid()), *self.words]
        self.process = subprocess.Popen(  # noqa: S603 - our own modules
            command, stdin=subprocess.DEVNULL, pass_fds=self.descriptors, start_new_session=True
        )
        self._started = time.monotonic()

    def look_after(self) -> None:
        """Start it again if it ended, each time after a longer pause while it does not hold."""
        if self.process.poll() is None:
            if time.monotonic() - self._started > _STEADY:
                self._pause = _FIRST_PAUSE
        elif time.monotonic() - self._started > self._pause:
            self._pause = min(self._pause * 2, _LONGEST_PAUSE)
            self.start()


@contextmanager
def beside(*watched: Watched) -> Iterator[None]:
    """The processes, started; all are stopped at the end."""
    begun: list[Watched] = []
    try:
        for one in watched:
            one.start()
            begun.append(one)
        yield
    finally:
        _stop(begun)


def _stop(watched: Sequence[Watched]) -> None:
    for one in watched:
        one.process.terminate()
    until = time.monotonic() + _GRACE
    for one in watched:
        try:
            one.process.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            one.process.kill()
            one.process.wait()
