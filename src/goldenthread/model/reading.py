"""What a reader returns: the Report, and an honest account of what it could not place, mended, and assumed."""

from __future__ import annotations

from goldenthread.model.report import Report
from goldenthread.model.values import Value


class Unplaced(Value):
    """A piece of text that was not put anywhere, where it stands in the source, and what it could be."""

    text: str
    where: str
    could_be: str = ""


class Mended(Value):
    """Something put right while reading ("£11,377,28 0" to "£11,377,280"), with why."""

    before: str
    after: str
    where: str
    why: str


class Assumed(Value):
    """Something taken as so without the source saying it outright."""

    what: str
    why: str
    where: str = ""


class Mapped(Value):
    """A column of a sheet and what it was taken for."""

    heading: str
    taken_as: str
    where: str = ""


class RunningHead(Value):
    """Words at the head or foot of the pages, which are no part of the report: said once, with how often they stood."""

    text: str
    times: int = 1
    where: str = ""


class Reading(Value):
    """A Report and the notes made while reading it."""

    report: Report
    unplaced: tuple[Unplaced, ...] = ()
    mended: tuple[Mended, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    mapped: tuple[Mapped, ...] = ()
    running_heads: tuple[RunningHead, ...] = ()


class Unreadable(Exception):
    """A file that cannot be read. The message is one sentence or two, and says what to do."""
