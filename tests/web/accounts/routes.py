"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import ADMINISTRATORS, EVERYBODY, SIGNED_IN, Route

AWAY = dict.fromkeys(EVERYBODY, 302)
"""Led elsewhere: to confirm that it is them, or home because they are signed in already."""

NOTHING_YET = dict.fromkeys(EVERYBODY, 404)
"""Nobody of the cast has a second factor, or such a session."""

_SIGN_IN = "people who are not signed in sign in here"
_FORGOTTEN = "people who have forgotten their password, or have none yet, set one here"

SIGNING_IN: tuple[Route, ...] = (
    Route("account_login", AWAY, anonymous=200, why_public=_SIGN_IN),
    Route("account_logout", SIGNED_IN),
    Route("account_inactive", SIGNED_IN, anonymous=200, why_public="says that an account is closed"),
    Route("account_reauthenticate", SIGNED_IN),
    Route("account_change_password", SIGNED_IN),
    Route("account_reset_password", SIGNED_IN, anonymous=200, why_public=_FORGOTTEN),
    Route("account_reset_password_done", SIGNED_IN, anonymous=200, why_public=_FORGOTTEN),
    Route(
        "account_reset_password_from_key",
        SIGNED_IN,
        {"uidb36": "=1", "key": "=no-such-key"},
        anonymous=200,
        why_public=_FORGOTTEN,
    ),
    Route("account_reset_password_from_key_done", SIGNED_IN, anonymous=200, why_public=_FORGOTTEN),
    Route("mfa_index", SIGNED_IN),
    Route("mfa_authenticate", AWAY),
    Route("mfa_reauthenticate", AWAY),
    Route("mfa_activate_totp", AWAY),
    Route("mfa_deactivate_totp", NOTHING_YET),
    Route("mfa_view_recovery_codes", NOTHING_YET),
    Route("mfa_generate_recovery_codes", AWAY),
    Route("mfa_download_recovery_codes", NOTHING_YET),
    Route("mfa_list_webauthn", SIGNED_IN),
    Route("mfa_add_webauthn", AWAY),
    Route("mfa_reauthenticate_webauthn", AWAY),
    Route("mfa_edit_webauthn", AWAY, {"pk": "=1"}),
    Route("mfa_remove_webauthn", AWAY, {"pk": "=1"}),
    Route("mfa_login_webauthn", AWAY),
    Route("usersessions_list", SIGNED_IN),
    Route("session_end", NOTHING_YET, {"pk": "=999999"}, method="post"),
)

_PERSON, _POST, _DIRECTORATE, _DEPARTMENT = ({"pk": row} for row in ("person", "post", "directorate", "department"))

KEEPING_ACCOUNTS: tuple[Route, ...] = (
    Route("people", ADMINISTRATORS),
    Route("person_add", ADMINISTRATORS),
    Route("person", ADMINISTRATORS, _PERSON),
    Route("person_change", ADMINISTRATORS, _PERSON),
    Route("person_leave", ADMINISTRATORS, _PERSON),
    Route("person_return", ADMINISTRATORS, _PERSON),
    Route("person_send_link", ADMINISTRATORS, _PERSON, method="post"),
    Route("person_remove_second_factor", ADMINISTRATORS, _PERSON),
    Route("holding_add", ADMINISTRATORS, _PERSON),
    Route("holding_end", ADMINISTRATORS, {"pk": "holding"}),
    Route("posts", SIGNED_IN),
    Route("post_add", ADMINISTRATORS),
    Route("post", SIGNED_IN, _POST),
    Route("post_change", ADMINISTRATORS, _POST),
    Route("post_end", ADMINISTRATORS, _POST),
    Route("directorates", ADMINISTRATORS),
    Route("directorate_add", ADMINISTRATORS),
    Route("directorate_change", ADMINISTRATORS, _DIRECTORATE),
    Route("directorate_delete", ADMINISTRATORS, _DIRECTORATE),
    Route("department_add", ADMINISTRATORS, _DIRECTORATE),
    Route("department_change", ADMINISTRATORS, _DEPARTMENT),
    Route("department_delete", ADMINISTRATORS, _DEPARTMENT),
)

ROUTES: tuple[Route, ...] = (*SIGNING_IN, Route("my_account", SIGNED_IN), *KEEPING_ACCOUNTS)
