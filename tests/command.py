"""How one call of the command ended, and the type of the fixture `run` that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """How one call of the command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
