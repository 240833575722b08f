"""What every page needs: the council's name, and what the signed-in person finds in the navigation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goldenthread.web.look import navigation


def council(request: HttpRequest) -> dict[str, object]:
    """The council's name and the person to ask, for every template; the navigation is worked out when a page asks for it."""
    return {**of_the_council(), "navigation": SimpleLazyObject(lambda: list(navigation.items(request)))}


def of_the_council() -> dict[str, object]:
    """What needs neither a request nor a database: all that the pages have which say that something is broken."""
    return {"council": settings.COUNCIL, "contact": settings.CONTACT, "demonstration": settings.DEMONSTRATION}
