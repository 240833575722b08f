"""What a person reaches by the posts that they hold today: their roles, and the directorates in which they have each.

Asked once for a request, with one query; every rule in the apps' access.py is put in its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from goldenthread.web.accounts.models import Person, Post, Role

EVERYWHERE = None
"""In place of a directorate: a post of the whole council."""


@dataclass(frozen=True)
class Reach:
    """Roles with their directorates (`None` for the whole council), and the ids of the posts held."""

    roles: frozenset[tuple[Role, int | None]] = frozenset()
    posts: frozenset[int] = frozenset()

    def has(self, *roles: Role) -> bool:
        """Whether they have one of the roles anywhere."""
        return any(role in roles for role, _ in self.roles)

    def has_in(self, directorate: int | None, *roles: Role) -> bool:
        """Whether they have one of the roles in that directorate, or for the whole council."""
        return any(role in roles and where in (EVERYWHERE, directorate) for role, where in self.roles)

    def is_everywhere(self, *roles: Role) -> bool:
        """Whether they have one of the roles for the whole council."""
        return any(role in roles and where is EVERYWHERE for role, where in self.roles)

    def directorates(self, *roles: Role) -> frozenset[int]:
        """The directorates in which they have one of the roles, the whole council left out."""
        return frozenset(where for role, where in self.roles if role in roles and where is not EVERYWHERE)


def reach_of(person: Person | AnonymousUser, today: date) -> Reach:
    """What the person reaches that day; nothing for somebody who is not signed in, or has left."""
    if not isinstance(person, Person) or not person.is_active:
        return Reach()
    held = Q(holdings__person=person, holdings__since__lte=today)
    current = Q(holdings__until=None) | Q(holdings__until__gte=today)
    rows = Post.objects.filter(held, current).values_list("pk", "role", "directorate_id").distinct().order_by("pk")
    posts = list(rows)
    return Reach(
        roles=frozenset((Role(role), directorate) for _, role, directorate in posts),
        posts=frozenset(pk for pk, _, _ in posts),
    )
