"""What holds for every page alike: which characters may come in, and that no page that is somebody's own is kept for others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError

from goldenthread.web.look.text import is_printable, printable

GetResponse = Callable[[HttpRequest], HttpResponse]


def keep_private(get_response: GetResponse) -> GetResponse:
    """A page that says nothing of its own may be kept by nobody but its reader, who asks again before showing it."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return respond


def only_text(get_response: GetResponse) -> GetResponse:
    """Nothing reaches a view that is no text: what was typed or stands in the address has a replacement character there."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.encoding = (
            "utf-8"  # whatever it calls itself: our pages send no other, and Python knows codes that are no text
        )
        if not all(map(is_printable, request.COOKIES.values())):
            request.COOKIES = {name: printable(value) for name, value in request.COOKIES.items()}
        return get_response(request)

    respond.process_view = _only_text  # type: ignore[attr-defined]
    return respond


def _only_text(
    request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
) -> None:
    request.GET = _cleaned(request.GET)  # type: ignore[assignment]
    if request.method == "POST":
        with suppress(UnreadablePostError):  # broken off on its way: the check against forged requests refuses it next
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]


def _cleaned(sent: QueryDict) -> QueryDict:
    if all(is_printable(text) for name, values in sent.lists() for text in (name, *values)):
        return sent
    made = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        made.setlist(printable(name), [printable(value) for value in values])
    made._mutable = False
    return made
