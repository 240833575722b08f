"""The application as a WSGI server calls it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.web.settings")
_application = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Django's own, for requests in UTF-8, which is what our pages send, whatever else a request says of itself.

    Python knows codes that are no text ("hex"), and Django asks for any that Python knows before it can say that it is wrong.
    """
    given = environ.get("CONTENT_TYPE", "")
    if "charset" in given.lower():
        environ["CONTENT_TYPE"] = _without_code(given)
    return _application(environ, start_response)


def _without_code(given: str) -> str:
    try:
        kind, more = parse_header_parameters(given)
    except ValueError:
        return ""
    return f'{kind}; boundary="{more["boundary"]}"' if "boundary" in more else kind
