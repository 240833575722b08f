"""Addresses for pages with hundreds of links: asked of the URL resolver once, not for every row."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse


class Link(NamedTuple):
    """A link that every row of a table has: its words, and its address before and after the row's key."""

    text: str
    start: str
    end: str

    def of(self, pk: int) -> str:
        """The address for one row."""
        return f"{self.start}{pk}{self.end}"


def address_start(name: str) -> str:
    """The address of a page about one row, up to its key: "/measures/". A row's own is this, its key and a slash."""
    return reverse(name, args=[0]).removesuffix("0/")


def links(*named: tuple[str, str]) -> list[Link]:
    """The links of those words and names of addresses, of which each takes the row's key."""
    return [link(text, name) for text, name in named]


def link(text: str, name: str) -> Link:
    """One such link."""
    start, _, end = reverse(name, args=[0]).partition("0")
    return Link(text, start, end)
