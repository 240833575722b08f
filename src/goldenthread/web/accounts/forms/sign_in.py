"""allauth's forms in the house's words: labels, hints and what a password manager may fill in. What they check is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

NEW_PASSWORD = "At least 12 characters. Three or four words that do not belong together are easy to keep in mind."  # noqa: S105
_SIX_DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


def _word(field: forms.Field, label: str, hint: str = "", missing: str = "", **attributes: str) -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
    if missing:
        field.error_messages["required"] = missing


class SignIn(LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], "E-mail address", missing="Give your e-mail address.", autocomplete="username")
        self.fields["login"].error_messages["invalid"] = "Give an e-mail address in full, like name@example.gov.uk."
        _word(self.fields["password"], "Password", missing="Give your password.")


class ForgottenPassword(ResetPasswordForm):  # type: ignore[misc]
    """The address to send a link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], "E-mail address", missing="Give your e-mail address.", autocomplete="username")
        self.fields["email"].error_messages["invalid"] = "Give an e-mail address in full, like name@example.gov.uk."


class SetPassword(ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password1"], "New password", NEW_PASSWORD, "Choose a password.")
        _word(self.fields["password2"], "New password again", missing="Type the new password again.")


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """The present password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], "Present password", missing="Give your present password.")
        _word(self.fields["password1"], "New password", NEW_PASSWORD, "Choose a password.")
        _word(self.fields["password2"], "New password again", missing="Type the new password again.")


class ConfirmByPassword(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], "Password", missing="Give your password.")


class SignInCode(AuthenticateForm):  # type: ignore[misc]
    """The code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "The six digits that your authenticator app shows now, or one of your recovery codes."
        _word(self.fields["code"], "Code", hint, "Give the code.", **_SIX_DIGITS)


class ConfirmByCode(ReauthenticateByCodeForm):  # type: ignore[misc]
    """The code of the app once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "The six digits that your authenticator app shows now, or one of your recovery codes."
        _word(self.fields["code"], "Code", hint, "Give the code.", **_SIX_DIGITS)


class AddApp(ActivateTOTPForm):  # type: ignore[misc]
    """The first code that the app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(
            self.fields["code"],
            "Code from the app",
            "Six digits. A new one comes every 30 seconds.",
            "Give the code that the app shows.",
            **_SIX_DIGITS,
        )


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A name for the passkey, and whether it alone is enough to sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["name"], "Name", "So that you know it among others, like “Work laptop”.", autocomplete="off")
        _word(
            self.fields["passwordless"],
            "Sign in with this passkey alone, without a password",
            "The device then asks for your fingerprint, your face or its PIN.",
        )


class RenamePasskey(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["name"], "Name", missing="Give the passkey a name.", autocomplete="off")
