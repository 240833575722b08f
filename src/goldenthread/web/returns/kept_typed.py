"""What somebody typed and sent after their session had ended: kept in their browser's session until they have signed in, and
shown to them then, so that nothing is lost; also without scripts. The same holds for what was typed beside a file that is added.

A view says with `@keeps_typed("update")` which page shows it again; that page asks for it with `take`, once the person is known
to be one who may write there. What to know about its safety:

* It is bound to the session of that browser and to the page's address, and to nothing else: nobody knows who the person was.
  So it is shown only on that page, to somebody who may write it, once, and within an hour. Whoever signs out, or signs in where
  another person was signed in, begins a session without it (Django's `login` and `logout` empty such a session).
* It is kept only once the form has passed the check against forged requests, so no other site can put words there.
* Somebody who is not signed in can make the database keep something: no more than `LARGEST` characters of `MOST` pages for a
  session, for an hour (then it has ended, and the nightly job takes its row away), and `MOST_AN_HOUR` times from an address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from goldenthread.web.accounts.lockout import client_address
from goldenthread.web.look.sent import TOKEN, readable

View = Callable[..., HttpResponse]
LARGEST: Final = 200_000
MOST: Final = 5
LIFE: Final = 60 * 60  # seconds
MOST_AN_HOUR: Final = 1000  # a whole council may share one address
_KEY: Final = "typed_before_sign_in"
_SIGNED_OUT: Final = "You were signed out before this was saved. Here is what you typed: look at it and save."
_FILES_TOO: Final = " Choose your file again: it could not be kept."
_TOO_LONG: Final = (
    "You were signed out before this was saved, and it was too long to be kept. "
    "Go back in your browser and copy what you typed; then sign in."
)
_NOT_DONE: Final = "You were signed out, so nothing was done. Sign in, and do it again."


@dataclass(frozen=True)
class Kept:
    """What was typed, as the browser sent it, and the sentence that says why it is shown."""

    sent: QueryDict
    words: str

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Each part with its name, to be read where the form cannot be shown any more."""
        return readable(self.sent)


def keeps_typed(page: str) -> Callable[[View], View]:
    """Marks a view of a row (`pk`): what is sent to it without being signed in is shown again on that page of the row."""

    def mark(view: View) -> View:
        view.typed_is_kept_for = page  # type: ignore[attr-defined]
        return view

    return mark


def keep(request: HttpRequest, address: str, words: str) -> bool:
    """Keeps what was sent for the page at that address; whether it is short enough for that."""
    sent = request.POST.copy()
    sent.pop(TOKEN, None)
    text = sent.urlencode()
    if len(text) > LARGEST:
        return False
    others = {where: one for where, one in _young(request).items() if where != address}
    newest = dict(sorted(others.items(), key=lambda pair: pair[1]["at"])[-(MOST - 1) :])
    request.session[_KEY] = {**newest, address: {"at": _now(), "sent": text, "words": words}}
    return True


def take(request: HttpRequest) -> Kept | None:
    """What was kept for this page, which is forgotten with that; None where there is nothing. For who may write the page."""
    young = _young(request)
    if request.method != "GET" or request.path not in young:
        return None
    found = young.pop(request.path)
    request.session[_KEY] = young
    return Kept(QueryDict(found["sent"]), found["words"])


def _young(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(_KEY) or {}
    return {address: one for address, one in kept.items() if _now() - one["at"] < LIFE}


def _now() -> float:
    return timezone.now().timestamp()


# ---- the way to the sign-in page and back ----


def keep_for_sign_in(get_response: View) -> View:
    """Stands before Django's LoginRequiredMiddleware, for what is sent by somebody who is not signed in (any more)."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    respond.process_view = _answer  # type: ignore[attr-defined]
    return respond


def _answer(request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse | None:
    if request.user.is_authenticated:
        _after_sign_in(request)
        return None
    if not getattr(view, "login_required", True):
        return None
    if getattr(request, "htmx", False):  # a part of a page: the sign-in page must not be put into its place
        return HttpResponse("You are signed out.", status=401, content_type="text/plain; charset=utf-8")
    if request.method != "POST":
        return None
    page = getattr(view, "typed_is_kept_for", "")
    if not page:
        return _back_to_the_page(request)
    return _kept_until_sign_in(request, reverse(page, kwargs={"pk": kwargs["pk"]}))


def _kept_until_sign_in(request: HttpRequest, address: str) -> HttpResponse:
    words = _SIGNED_OUT + (_FILES_TOO if request.FILES else "")
    if _is_rare(request) and keep(request, address, words):
        request.session.set_expiry(LIFE)
        messages.info(request, "You are signed out. Sign in: what you typed is kept for an hour and shown to you then.")
    else:
        messages.warning(request, _TOO_LONG)
    return redirect_to_login(address)


def _is_rare(request: HttpRequest) -> bool:
    """Whether this address has not made us keep too much this hour."""
    name = f"keep_typed:{client_address(request)}:{_now() // LIFE:.0f}"
    count = cache.get(name, 0) + 1
    cache.set(name, count, LIFE)
    return bool(count <= MOST_AN_HOUR)


def _back_to_the_page(request: HttpRequest) -> HttpResponse:
    """After signing in, the page on which the button was: the address that it sent to shows nothing."""
    messages.info(request, _NOT_DONE)
    from_ = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(from_, {request.get_host()}, require_https=request.is_secure())
    return redirect_to_login(urlsplit(from_)._replace(scheme="", netloc="").geturl() if is_ours else request.path)


def _after_sign_in(request: HttpRequest) -> None:
    """A session that began with what was typed lasts as long as any other once somebody is signed in; what is old goes."""
    if request.session.get("_session_expiry") == LIFE:
        request.session.set_expiry(None)
    if _KEY in request.session and len(young := _young(request)) < len(request.session[_KEY]):
        request.session[_KEY] = young
