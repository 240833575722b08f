"""Addresses for pages with hundreds of links: asked of the URL resolver once, not for every row."""

from __future__ import annotations

from django.urls import reverse


def address_start(name: str) -> str:
    """The address of a page about one row, up to its key: "/measures/". A row's own is this, its key and a slash."""
    return reverse(name, args=[0]).removesuffix("0/")
