"""The e-mail with which somebody chooses their first password. A password itself is never sent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from goldenthread.web.accounts.models import Person

log = logging.getLogger(__name__)


def password_path(person: Person) -> str:
    """Where they choose a password: it works once, for as long as PASSWORD_RESET_TIMEOUT says."""
    parts = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=parts)


def invite(person: Person, absolute: Callable[[str], str]) -> bool:
    """Whether the mail went out. `absolute` makes a full address of a path."""
    prepared = {"person": person, "address": absolute(password_path(person)), "council": settings.COUNCIL}
    subject = render_to_string("accounts/email/invitation_subject.txt", prepared).strip()
    body = render_to_string("accounts/email/invitation_message.txt", prepared).strip()
    try:
        send_mail(subject, body, None, [person.email])
    except (SMTPException, OSError):
        log.exception("The invitation of person %s could not be sent.", person.pk)
        return False
    return True
