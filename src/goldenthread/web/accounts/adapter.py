"""How sign-in works here: nobody signs themselves up; an administrator adds them."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The council's own people alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False
