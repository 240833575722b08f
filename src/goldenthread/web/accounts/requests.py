"""The request of somebody who is signed in, for the signatures of views: the middleware lets nobody else reach them."""

from __future__ import annotations

from django.http import HttpRequest

from goldenthread.web.accounts.models import Person


class PersonRequest(HttpRequest):
    """A request whose user is a person of the council."""

    user: Person
