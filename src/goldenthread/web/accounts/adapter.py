"""How sign-in works here (django-allauth): nobody signs themselves up, an administrator adds them; and the house's own words.

Single sign-on will come in beside the password: `allauth.socialaccount` with an adapter of its own in this module, and its two
addresses in urls_sign_in.py. See docs/accounts.md.
"""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from goldenthread.web.accounts import lockout
from goldenthread.web.accounts.models import Person

log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The council's own people alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask an administrator if you still work here.",
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "This is not your present password. Type it again.",
        "incorrect_code": "This code is not right, or is too old. Type the newest one that your app shows.",
        "incorrect_password": "This is not your password. Type it again.",
        "too_many_login_attempts": "There were too many tries. Wait ten minutes, then try again.",
        "rate_limited": "There were too many tries. Wait ten minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses before any password is looked at, so that a thousand tries cost next to nothing."""
        if lockout.is_locked(request, credentials):
            raise ImmediateHttpResponse(lockout.locked_page(request, None, credentials))
        super().pre_authenticate(request, **credentials)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """allauth counts a person's failures wherever they come from; here, from each address apart."""
        return f"{lockout.client_address(request)} {lockout.tried_name(request, credentials)}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down stops nothing that people do, and does not show which addresses have an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            log.exception("The mail %s could not be sent.", template_prefix)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to their own page."""
        return reverse("my_account")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names that people meet in their authenticator app and in their browser."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or is too old. Type the newest one that your app shows.",
        "cannot_generate_recovery_codes": "Add an authenticator app or a passkey first: recovery codes stand in for one.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """This application, as the browser shows it when it asks for the passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": f"Golden Thread, {settings.COUNCIL}"}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """A name for a new passkey, until the person gives it their own."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"
