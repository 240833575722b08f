"""What a signed-in person finds in the navigation: the parts of the application that are theirs, and which one they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach

_READERS = (
    Role.PERFORMANCE_OFFICER,
    Role.DIRECTOR,
    Role.RESPONSIBLE_OFFICER,
    Role.FINANCE_OFFICER,
    Role.MEMBER,
)


@dataclass(frozen=True)
class Part:
    """A part of the application: its name, its first page, the first words of the addresses in it, and who finds it."""

    text: str
    page: str
    addresses: tuple[str, ...]
    whose: Callable[[Reach], bool]


_TAKE_PART = (Role.PERFORMANCE_OFFICER, Role.DIRECTOR, Role.RESPONSIBLE_OFFICER, Role.CONTRIBUTOR)

PARTS = (
    Part("Home", "home", ("",), lambda within: True),
    Part("My updates", "my_updates", ("my-updates", "updates", "returns"), lambda within: within.has(*_TAKE_PART)),
    Part("Rounds", "rounds", ("rounds", "closed-days"), lambda within: within.has(*_TAKE_PART)),
    Part("Papers", "papers", ("papers", "editions"), lambda within: within.has(*_READERS)),
    Part(
        "Plans",
        "plans",
        ("plans", "objectives", "measures", "milestones", "targets", "baselines", "figures", "strategic-issues"),
        lambda within: within.has(*_READERS, Role.CONTRIBUTOR),
    ),
    Part("Priorities", "priorities", ("priorities",), lambda within: within.has(*_READERS)),
    Part("Uploads", "uploads", ("uploads",), lambda within: within.has(Role.PERFORMANCE_OFFICER)),
    Part(
        "People",
        "people",
        ("people", "posts", "directorates", "departments"),
        lambda within: within.has(Role.ADMINISTRATOR),
    ),
)


def items(request: HttpRequest) -> Iterator[dict[str, object]]:
    """The links for this person, as the service navigation takes them. Nothing, and no query, for nobody."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return  # a middleware may answer before anybody is known
    within = reach(request)
    here = request.path.strip("/").split("/")[0]
    for part in PARTS:
        address = address_of(part.page)
        if address and part.whose(within):
            yield {
                "text": part.text,
                "href": address,
                "current": request.path == address,
                "active": here in part.addresses,
            }


def address_of(page: str) -> str:
    """The address of a page by its name; empty where there is none."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
