"""What somebody sent, for the pages that say it could not be taken: so that it can be copied, or sent again with one press.

Shown only where the browser itself says that the form was on a page of ours (its Origin, or its Referer): no other site can have
its own words shown under the council's name. Nothing is shown of a form in which there is a secret.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token

from goldenthread.web.look.text import printable

TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_SECRET: Final = re.compile("passw|secret|credential|^code$")
_CARRIED: Final = re.compile(r"(?:.*-)?(?:seen|was|before|since|choosing|next|do|answer)")
"""What a form carries for itself and nobody typed."""


def what_was_sent(request: HttpRequest) -> dict[str, Any]:
    """For the template look/what_was_sent.html; empty where nothing may be shown, or there is nothing."""
    if request.method != "POST" or not _is_from_our_page(request):
        return {}
    try:
        sent, files = request.POST, bool(request.FILES)
    except (OSError, SuspiciousOperation, MultiPartParserError):  # broken off on its way, or too large
        return {}
    if any(_SECRET.search(name.lower()) for name in sent):
        return {}
    again = [(printable(name), printable(value)) for name, values in sent.lists() for value in values if name != TOKEN]
    return {
        "typed": readable(sent),
        "again": again,
        "address": request.get_full_path(),
        "token": get_token(request),
        "files": files,
    }


def readable(sent: QueryDict) -> list[tuple[str, str]]:
    """Each part that was filled in, under its name in words; without what the form only carried."""
    return [
        (_name(name), printable("\n".join(values)))
        for name, values in sent.lists()
        if name != TOKEN and not _CARRIED.fullmatch(name) and not name.startswith("keep-") and any(values)
    ]


def _name(name: str) -> str:
    return printable(name.rpartition("-")[2].replace("_", " ").strip().capitalize() or name)


def _is_from_our_page(request: HttpRequest) -> bool:
    try:
        said = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
        return (said.scheme, said.netloc) == (request.scheme, request.get_host())
    except (ValueError, DisallowedHost):
        return False
