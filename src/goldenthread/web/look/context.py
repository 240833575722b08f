"""What every page needs: the council's name, and what the signed-in person finds in the navigation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, object]:
    """The council's name and the person to ask, for every template."""
    return {"council": settings.COUNCIL, "contact": settings.CONTACT, "demonstration": settings.DEMONSTRATION}
