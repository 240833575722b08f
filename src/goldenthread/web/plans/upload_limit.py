"""A request that carries too large a file is refused before anything of it is kept: nothing reaches the disk.

The length is what the request itself says: a server hands no more than that on to the application.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

_PIECE: Final = 64 * 1024
_MOST_PATIENCE: Final = 4
"""How many times the limit a body may be for it to be read to its end and thrown away, so that the browser sees the answer."""


def refuse_too_large(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers a body over the limit with the page that says the limit (413), before any part of it is parsed."""

    def respond(request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= settings.LARGEST_UPLOAD:
            return get_response(request)
        is_read = length <= _MOST_PATIENCE * settings.LARGEST_UPLOAD and _read_away(request)
        limit = settings.LARGEST_UPLOAD // 2**20
        response = render(request, "plans/uploading/too_large.html", {"limit": limit}, status=413)
        if not is_read:
            response["Connection"] = "close"
        return response

    return respond


class LimitedUpload(TemporaryFileUploadHandler):
    """Keeps a file in a temporary one, and stops at the limit should a body reach it past `refuse_too_large`."""

    _received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("The file is larger than the limit.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._received += len(raw_data)
        if self._received > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("The file is larger than the limit.")
        return super().receive_data_chunk(raw_data, start)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _read_away(request: HttpRequest) -> bool:
    """Reads the body to its end and keeps nothing: a connection closed on unread data is reset, and the answer lost."""
    try:
        while request.read(_PIECE):
            pass
    except (OSError, UnreadablePostError):
        return False
    return True
