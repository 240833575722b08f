"""Axe finds nothing on any page of the inventory, and nothing runs out sideways, at 1280 and at 390 pixels: not as a page comes,
not with mistakes in its form, and not in those turns that no link leads to (somebody else's version, a deleted row …).

The answers are asked first; the browser then gets them from memory, with the real style sheets and scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, Route, sync_playwright

from goldenthread.web.plans.models import Plan
from tests.web.accounts.conftest import try_to_sign_in
from tests.web.conftest import PASSWORD, Cast, SignIn, StrictClient
from tests.web.inventory import Route as Listed
from tests.web.plans.builders import make_measure
from tests.web.plans.editing.pages import change, fields_of
from tests.web.plans.workbook.books import cell, content_of, downloaded, send
from tests.web.returns.workbook.books import downloaded as updates_book
from tests.web.returns.workbook.books import fill
from tests.web.returns.workbook.books import send as send_updates
from tests.web.routes import ROUTES
from tests.web.world import make_world
from tests.writers.browsing import CHROMIUM, FLAGS, needs_browser, overflow

pytestmark = [needs_browser, pytest.mark.xdist_group("gallery")]
ADDRESS = "http://localhost"
SIZES = ((1280, 900), (390, 844))
PARTS = ("performance officer", "director", "administrator", "member", "officer", "contributor")
NO_PAGES = {
    *("brand", "health", "plan_download", "plan_workbook", "upload_file", "mfa_download_recovery_codes"),
    *("evidence", "updates_workbook_download"),
    *("paper_priority_download", "paper_directorate_download", "edition_download"),
}
LEADS_ELSEWHERE = {
    "account_login",  # whoever is signed in; looked at below
    "account_reauthenticate",  # so are these, by somebody with a password and second factors
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_edit_webauthn"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_remove_webauthn"),
    "mfa_reauthenticate_webauthn",  # part of the page that confirms
    "mfa_login_webauthn",  # an answer for the script of the sign-in page
    "plan_workbook_differences",  # no workbook waits; looked at below
    "updates_workbook_differences",  # nor here
}
Pages = dict[str, str]


def _text(response: Any) -> str:
    assert response["Content-Type"].startswith("text/html")
    return str(response.content.decode())


def _address(route: Listed, world: dict[str, Any]) -> str:
    parts = {key: row[1:] if row.startswith("=") else world[row].pk for key, row in route.of.items()}
    return reverse(route.name, kwargs=parts)


def _listed(world: dict[str, Any], sign_in: SignIn) -> Pages:
    """Every page of the inventory, for the first of the parts that gets it; and again with an empty form, if it has one."""
    pages: Pages = {}
    for route in ROUTES:
        part = next((part for part in PARTS if route.codes[part] == 200), None)
        if route.method != "get" or part is None or route.name in NO_PAGES | LEADS_ELSEWHERE:
            continue
        address, visitor = _address(route, world), sign_in(part)
        response: Any = visitor.get(address)
        assert response.status_code == 200, address
        pages[route.name] = _text(response)
        with transaction.atomic():
            refused: Any = visitor.post(address, {})
            transaction.set_rollback(True)
        if refused.status_code == 200 and refused.get("Content-Type", "").startswith("text/html"):
            pages[f"{route.name} with mistakes"] = _text(refused)
    there = {route.name for route in ROUTES if route.method == "get"}
    assert there - NO_PAGES - LEADS_ELSEWHERE - set(pages) == set()
    return pages


def _turns(world: dict[str, Any], sign_in: SignIn) -> Pages:
    """What happens when two people change one measure, or send a workbook."""
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    plan: Plan = world["plan"]
    pages: Pages = {}
    book = downloaded(mine, plan)
    cell(book, "Measures", 1, "Measure").value = "A title of the workbook"
    pages["differences"] = _text(send(mine, plan, content_of(book)))
    cell(book, "Measures", 1, "Owner (post)").value = "=1+1"
    pages["workbook refused"] = _text(send(mine, plan, content_of(book)))
    measure = make_measure(world["objective"], ref="PED01 07")
    address = reverse("measure_change", args=[measure.pk])
    opened: dict[str, Any] = fields_of(mine.get(address))
    assert change(theirs, address, title="Theirs").status_code == 302
    pages["both versions"] = _text(mine.post(address, opened | {"title": "Mine"}))
    with transaction.atomic():
        measure.delete()
        pages["deleted meanwhile"] = _text(mine.post(address, opened))
        transaction.set_rollback(True)
    for name, said in (
        ("differences", "A title of the workbook"),
        ("workbook refused", "This cell holds a formula"),
        ("both versions", "Keep theirs"),
        ("deleted meanwhile", "was deleted while you were changing it"),
    ):
        assert said in pages[name], name
    pages |= _answering(world, sign_in)
    pages["not found"] = _text(mine.get("/plans/99999999/"))
    pages["not allowed"] = _text(sign_in("officer").get(reverse("plan_change", args=[plan.pk])))
    return pages


def _answering(world: dict[str, Any], sign_in: SignIn) -> Pages:
    """An update answered by two people and by workbook, sent, read with each lock, approved and declared."""
    officer, helper, director = sign_in("officer"), sign_in("contributor"), sign_in("director")
    update, milestone = world["update"], world["milestone_update"]
    at, other = reverse("update", args=[update.pk]), reverse("update", args=[milestone.pk])
    opened: dict[str, Any] = fields_of(officer.get(at))
    pages: Pages = {"answering": _text(officer.get(at))}
    pages["red, and nothing else"] = _text(officer.post(at, opened | {"light": "red", "figure-0": "£", "do": "submit"}))
    assert change(helper, at, what_happened="Theirs", do="save").status_code == 302
    pages["both answers"] = _text(officer.post(at, opened | {"what_happened": "Mine", "do": "save"}))
    book = updates_book(officer, world["round"])
    fill(book, milestone, What_happened="It is open.")
    pages["differences of updates"] = _text(send_updates(officer, world["round"], book))
    fill(book, milestone, Progress="Blue")
    pages["workbook of updates refused"] = _text(send_updates(officer, world["round"], book))
    answered = {"light": "green", "what_happened": "It is open.", "do": "submit"}
    assert change(officer, other, **answered).status_code == 302
    pages["waits for approval"] = _text(director.get(other))
    pages["to approve"] = _text(director.get(reverse("return", args=[world["return"].pk])))
    pages["sent already"] = _text(officer.post(other, opened | {"what_happened": "Too late", "do": "save"}))
    pages["tabled"] = _text(officer.get(reverse("update", args=[world["tabled_update"].pk])))
    for name, said in (
        ("answering", "Commentary"),
        ("red, and nothing else", "say what is done next"),
        ("both answers", "Choose which version to keep"),
        ("differences of updates", "It is open."),
        ("workbook of updates refused", "is not one of the list"),
        ("waits for approval", "waits for the director"),
        ("to approve", "Approve what is ticked"),
        ("sent already", "Too late"),
        ("tabled", "What was tabled is never changed"),
    ):
        assert said in pages[name], name
    return pages


def _signing_in(cast: Cast) -> Pages:
    """The pages of somebody who signs in with a password and adds second factors."""
    person = cast["officer"]
    person.set_password(PASSWORD)
    person.save()
    pages: Pages = {}
    client: Any = StrictClient()
    pages["sign in"] = _text(client.get(reverse("account_login")))
    pages["sign in with mistakes"] = _text(client.post(reverse("account_login"), {}))
    locked: Any = StrictClient()
    pages["locked"] = [_text(try_to_sign_in(locked, "nobody@example.gov.uk", "wrong")) for _ in range(6)][-1]
    try_to_sign_in(client, person.email)
    pages["confirm"] = _text(client.get(reverse("account_reauthenticate")))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        pages[name] = _text(client.get(reverse(name)))
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    key = person.authenticator_set.create(type="webauthn", data={"name": "Work phone", "credential": {}})
    names = ("mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes")
    for name in (*names, "mfa_reauthenticate", "mfa_list_webauthn"):
        pages[f"{name} with factors"] = _text(client.get(reverse(name)))
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        pages[name] = _text(client.get(reverse(name, args=[key.pk])))
    key.delete()  # no browser could answer with this one
    again: Any = StrictClient()
    try_to_sign_in(again, person.email)
    pages["mfa_authenticate"] = _text(again.get(reverse("mfa_authenticate")))
    return pages


@contextmanager
def _showing() -> Iterator[Callable[[str], Page]]:
    """Shows a page that is given as text. (While it is open, nothing may be asked of the database in this thread.)"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        page = browser.new_context(bypass_csp=True).new_page()
        now = ""

        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path
            if path == "/":
                route.fulfill(status=200, content_type="text/html; charset=utf-8", body=now)
                return
            if not path.startswith(("/static/", "/brand.css")):  # what a page's own script asks for
                route.fulfill(status=404, body="")
                return
            response: Any = StrictClient().get(path, headers={"host": "localhost"})
            body = b"".join(response) if response.streaming else response.content
            route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)

        page.route("**/*", answer)

        def show(text: str) -> Page:
            nonlocal now
            now = text
            page.goto(f"{ADDRESS}/")
            return page

        yield show
        browser.close()


def _faults(page: Page) -> Iterator[str]:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for one in Axe().run(page).response["violations"]:
            yield f"at {width}: {one['id']}: {one['nodes'][0]['html'][:200]}"
        if over := overflow(page):
            yield f"at {width}: runs out sideways by {over} pixels"


def test_axe_finds_nothing_on_any_page(cast: Cast, sign_in: SignIn) -> None:
    world = make_world(cast)
    pages = {**_listed(world, sign_in), **_turns(world, sign_in), **_signing_in(cast)}
    with _showing() as show:
        faults = [f"{name} {fault}" for name, text in pages.items() for fault in _faults(show(text))]
    assert faults == []


def test_a_plan_on_paper_has_all_its_lines_and_nothing_to_press(cast: Cast, sign_in: SignIn) -> None:
    """On a sheet of A4 between its margins; a keeper's page, which has the most to press on the screen."""
    world = make_world(cast)
    text = _text(sign_in("performance officer").get(reverse("plan", args=[world["plan"].pk])))
    with _showing() as show:
        page = show(text)
        page.set_viewport_size({"width": 680, "height": 1000})
        assert page.get_by_role("main").get_by_role("button").first.is_visible()
        page.emulate_media(media="print")
        for gone in (".govuk-button", ".app-footer", ".govuk-breadcrumbs", ".govuk-service-navigation"):
            assert [one for one in page.locator(gone).all() if one.is_visible()] == [], gone
        for line in ("Attendance at school", "Open the second family hub", "Fewer places than children", "95"):
            assert page.get_by_role("main").get_by_text(line).first.is_visible(), line
        heads = page.eval_on_selector_all("thead", "all => all.map(one => getComputedStyle(one).display)")
        assert heads
        assert set(heads) == {"table-header-group"}  # repeated on every sheet
        assert overflow(page) == 0
