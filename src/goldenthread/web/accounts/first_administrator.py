"""The administrator whom nobody in the application could add: made from the command line of the server itself."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from goldenthread.files import NotPossible
from goldenthread.web.accounts.invitations import password_path
from goldenthread.web.accounts.models import Holding, Person, Post, Role
from goldenthread.web.history.context import recorded

_TITLE = "Systems Administrator"


def add(*, email: str, name: str, port: int) -> str:
    """The person in an administrator's post of the whole council; the address at which they choose a password."""
    address, called = email.strip().lower(), " ".join(name.split())
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotPossible(f"“{email}” is no e-mail address. Give one like ada.stone@example.gov.uk.") from error
    if not called:
        raise NotPossible("Say what the administrator is called, with --name.")
    with transaction.atomic(), recorded(by=None, action="accounts.add_administrator"):
        if Person.objects.filter(email=address).exists():
            raise NotPossible(
                f"{address} has an account already. Somebody who forgot a password asks for a new one at sign-in."
            )
        person = Person.objects.create_user(address, name=called)
        post, _ = Post.objects.get_or_create(
            title=_TITLE, directorate=None, ended_on=None, defaults={"role": Role.ADMINISTRATOR}
        )
        Holding.objects.create(person=person, post=post, since=timezone.localdate())
    return _link(person, port)


def _link(person: Person, port: int) -> str:
    """As in the e-mail that allauth sends to somebody who forgot theirs: it works once."""
    host = f"https://{settings.ALLOWED_HOSTS[0]}" if settings.HTTPS else f"http://127.0.0.1:{port}"
    return host + password_path(person)
