"""An officer before a browser, for `make load`: cookies, the form's hidden fields and token, and the clock on every request."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit

from load_council import Officer
from lxml import html

BARE, MINE, OPEN, DRAFT, SUBMIT = (
    "a bare Django view with one query",
    "My updates",
    "open an update",
    "save a draft",
    "submit",
)
_BOUNDARY = "----GoldenThreadLoad"
_PATIENCE = 60
_WARMED = 6


@dataclass(frozen=True)
class Sent:
    """What was typed into an update, once the application has said that it was sent."""

    person: int
    figures: dict[str, Decimal]
    texts: dict[str, str]


@dataclass
class Ledger:
    """What all officers together have sent, how long each request took, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    sent: dict[int, Sent] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, kind: str, seconds: float) -> None:
        with self.lock:
            self.times.setdefault(kind, []).append(seconds)

    def wrong(self, words: str) -> None:
        with self.lock:
            self.errors.append(words)


class Browser:
    """One person's browser: it keeps cookies and says how long each answer took. `address` is the server's."""

    def __init__(self, address: str, session: tuple[str, str], ledger: Ledger) -> None:
        self._place = urlsplit(address).netloc
        self._address, self._cookies, self._ledger = address, dict([session]), ledger

    def ask(
        self, kind: str, path: str, body: bytes | None = None, more: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """The status, the text and the address that the answer leads to."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()), **(more or {})}
        if body is not None:
            headers |= {"Referer": f"{self._address}{path}", "Origin": self._address}
        begun = time.perf_counter()
        connection = http.client.HTTPConnection(self._place, timeout=_PATIENCE)
        try:
            connection.request("GET" if body is None else "POST", path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        self._ledger.took(kind, time.perf_counter() - begun)
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self._cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")


class Unexpected(Exception):
    """An answer that is not the one an officer should get."""


def warm_up(officer: Officer, browser: Browser) -> None:
    """Has the server compile its templates, in each of its processes, as they are after the first visitors of a day."""
    for _ in range(_WARMED):
        _expect(browser.ask(MINE, "/my-updates/"), 200)
        _expect(browser.ask(OPEN, f"/updates/{officer.updates[0]}/"), 200)


def work(officer: Officer, browser: Browser, ledger: Ledger, begin: float, gap: float) -> None:
    """Everything that one officer does, an update every `gap` seconds from the moment `begin` on (or as soon as it can)."""
    for place, update in enumerate(officer.updates):
        time.sleep(max(0.0, begin + gap * place - time.monotonic()))
        try:
            if place == 0:
                _expect(browser.ask(MINE, "/my-updates/"), 200)
            said = _answer(browser, update, officer.person)
            with ledger.lock:
                ledger.sent[update] = said
            _expect(browser.ask(MINE, "/my-updates/"), 200)
        except (Unexpected, OSError, http.client.HTTPException) as error:
            ledger.wrong(f"update {update}: {type(error).__name__}: {error}")


def _answer(browser: Browser, update: int, person: int) -> Sent:
    address = f"/updates/{update}/"
    page: Any = html.document_fromstring(_expect(browser.ask(OPEN, address), 200))
    form = page.get_element_by_id("update-form")
    typed = dict(form.form_values())
    boxes = [name for name in form.fields.keys() if name.removeprefix("figure-").isdecimal()]  # noqa: SIM118 - no mapping
    said = Sent(person, {name: _figure(update, place) for place, name in enumerate(boxes)}, _texts(update))
    typed |= {name: f"{value}%" for name, value in said.figures.items()} | said.texts | {"light": "green"}

    draft = _expect(browser.ask(DRAFT, f"{address}draft/", *_as_htmx(typed)), 200)
    if "data-saved" not in draft:
        raise Unexpected(f"the draft was not saved: {draft[:300]}")
    fragment: Any = html.fragment_fromstring(draft, create_parent=True)
    typed |= {one.get("name"): one.get("value") for one in fragment.iter("input")}  # the version that is saved now
    status, text, to = browser.ask(SUBMIT, address, *_as_form(typed | {"do": "submit"}))
    if (status, to) != (302, "/my-updates/"):
        raise Unexpected(f"submitting was answered by {status}: {_trouble(text)}")
    return said


def _figure(update: int, place: int) -> Decimal:
    return Decimal(82) + Decimal(update % 40 + place) / 10


def _texts(update: int) -> dict[str, str]:
    """Words that differ for every update, with what must not be lost or change on its way."""
    return {
        "what_happened": f"Update {update}: the café at “Number 7” opened, & 5 < 12 groups use it > once.\n\nTwo more wait.",
        "why": f"A second worker began in week {update % 52}.",
        "what_next": f"=SUM(A1:A{update}) is what the next count begins from.",
        "difference": "The rule does not know of the places that open next month.",
    }


def _as_htmx(typed: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    return urlencode(typed).encode(), {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}


def _as_form(typed: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    """As a browser sends a form that may hold a file: in parts, with its lines ended as the web ends them."""
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{_on_the_wire(value)}\r\n'
        for name, value in typed.items()
    ]
    body = "".join([*parts, f"--{_BOUNDARY}--\r\n"])
    return body.encode(), {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}


def _on_the_wire(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\n", "\r\n")


def _expect(answer: tuple[int, str, str], status: int) -> str:
    if answer[0] != status:
        raise Unexpected(f"{answer[0]} {answer[2]}: {_trouble(answer[1])}")
    return answer[1]


def _trouble(text: str) -> str:
    """What a page says is wrong, in a line."""
    found: Any = html.document_fromstring(text or "<p>nothing</p>")
    errors = found.xpath("//*[contains(@class, 'govuk-error-summary__list')]//li | //h1")
    return " ".join(" ".join(one.text_content() for one in errors).split())[:300]
