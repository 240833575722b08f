"""What the pages about signing in need beside what allauth gives them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def sign_in(request: HttpRequest) -> dict[str, object]:
    """Whether the council asks everybody for a second factor."""
    return {"second_factor_required": settings.SECOND_FACTOR_REQUIRED}
