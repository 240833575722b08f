"""A progress bar on standard error, for several files or long work, and only where a person is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WORTH_SHOWING = 3


@contextmanager
def progress(steps: int) -> Iterator[Callable[[str], None]]:
    """Yields what to call at the start of each step, with its name; it does nothing when nobody is watching."""
    if steps < _WORTH_SHOWING or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=steps, completed=-1)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=name)

        yield step
