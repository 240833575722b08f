"""How somebody who is signed in is found again at each request: in one query with whether they have a second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from goldenthread.web.accounts.models import Person
from goldenthread.web.accounts.second_factors import FACTORS


class SignedIn(AuthenticationBackend):  # type: ignore[misc]
    """Signs in as allauth does, by e-mail address and password."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session, with `has_second_factor`; nobody once they have left."""
        theirs = FACTORS.filter(user=OuterRef("pk"))
        person = next(iter(Person.objects.annotate(has_factor=Exists(theirs)).filter(pk=user_id).order_by()), None)
        if person is None or not self.user_can_authenticate(person):
            return None
        person.has_second_factor = person.has_factor
        return person
