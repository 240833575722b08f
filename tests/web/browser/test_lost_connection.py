"""The connection goes, the browser crashes, the session ends: an officer who writes an update finds every word again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.browser.conftest import CHROMIUM, Visit, sign_in
from tests.web.returns.served import PASSWORD, officers_in
from tests.web.running import Demonstration, own_folder, running

WORDS = "Two schools reopened & <b>one</b> closed.\nMore to come."
COPIES = "() => Object.keys(localStorage).filter((name) => name.startsWith('goldenthread-update-'))"


@pytest.fixture(scope="module")
def demo() -> Iterator[Demonstration]:
    """Not the example council: officers who each owe one update, "/updates/…/" by their name here."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not installed: apt-get install chromium")
    with own_folder() as folder, running("serve", folder / "data", GOLDENTHREAD_SECOND_FACTOR="no") as application:
        officers = officers_in(application, 9)
        yield Demonstration(
            application.address, PASSWORD, {f"/updates/{one.update}/": one.email for one in officers}, application
        )


_used: list[str] = []


@pytest.fixture
def address(demo: Demonstration) -> str:
    """The address of an update that no other test has written, which is also the part that its officer plays."""
    free = next(one for one in demo.sign_ins if one not in _used)
    _used.append(free)
    return free


def _opened(context: BrowserContext, demo: Demonstration, address: str) -> Page:
    page = context.new_page()
    sign_in(page, demo, address)
    page.goto(address)
    return page


def _said(page: Page) -> Any:
    return page.locator("#update-kept")


def _happened(page: Page) -> Any:
    return page.locator("#id_what_happened")


def test_a_lost_connection_is_said_and_the_draft_is_saved_when_it_is_back(
    visit: Visit, demo: Demonstration, address: str
) -> None:
    context = visit()
    page = _opened(context, demo, address)
    context.set_offline(True)
    _happened(page).fill(WORDS)
    expect(_said(page)).to_contain_text("there is no connection. What you typed is kept in this browser")
    assert page.evaluate(COPIES) == [f"goldenthread-update-{address.split('/')[2]}"]
    context.set_offline(False)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(_said(page)).to_contain_text("Saved as a draft at")
    assert page.evaluate(COPIES) == []
    page.reload()
    expect(_happened(page)).to_have_value(WORDS)
    expect(page.locator("#update-put-back")).to_have_count(0)


def test_what_a_browser_that_crashed_had_is_put_back(visit: Visit, demo: Demonstration, address: str) -> None:
    context = visit()
    page = _opened(context, demo, address)
    context.set_offline(True)
    _happened(page).fill(WORDS)
    page.get_by_label("Amber").check()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#update-put-back")).to_contain_text(
        "was not saved. This browser kept it, and it is back in the form"
    )
    expect(_happened(page)).to_have_value(WORDS)
    expect(page.get_by_label("Amber")).to_be_checked()
    page.get_by_role("button", name="Discard it and show what is saved").click()
    expect(page.locator("#update-put-back")).to_have_count(0)
    expect(_happened(page)).to_have_value("")
    assert page.evaluate(COPIES) == []


def test_what_is_put_back_is_saved_with_the_form(visit: Visit, demo: Demonstration, address: str) -> None:
    context = visit()
    page = _opened(context, demo, address)
    context.set_offline(True)
    _happened(page).fill(WORDS)
    page.get_by_role("button", name="Save for later").click()
    page.wait_for_timeout(500)  # the browser says that it is offline
    context.set_offline(False)
    page.goto(address)
    expect(_happened(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Save for later").click()
    expect(page.get_by_text("Saved. It is sent to the director")).to_be_visible()
    expect(page.locator("#update-put-back")).to_have_count(0)
    expect(_happened(page)).to_have_value(WORDS)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_while_she_writes_loses_nothing(
    visit: Visit, demo: Demonstration, address: str, scripts: bool
) -> None:
    context = visit(scripts=scripts)
    page = _opened(context, demo, address)
    context.clear_cookies(name="goldenthread_session")
    _happened(page).fill(WORDS)
    if scripts:
        expect(_said(page)).to_contain_text("Not saved: you are signed out. What you typed is still here.")
    page.get_by_role("button", name="Save for later").click()
    expect(page.get_by_text("what you typed is kept for an hour and shown to you then")).to_be_visible()
    page.get_by_label("E-mail address").fill(demo.sign_ins[address])
    page.get_by_label("Password").first.fill(demo.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{address}")
    expect(page.get_by_text("You were signed out before this was saved. Here is what you typed")).to_be_visible()
    expect(_happened(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Save for later").click()
    expect(page.get_by_text("Saved. It is sent to the director")).to_be_visible()
    expect(_happened(page)).to_have_value(WORDS)


def test_a_form_from_before_another_sign_in_is_sent_again(visit: Visit, demo: Demonstration, address: str) -> None:
    context = visit(scripts=False)
    page = _opened(context, demo, address)
    _happened(page).fill(WORDS)
    context.clear_cookies(name="goldenthread_session")
    other = context.new_page()
    sign_in(other, demo, address)
    page.get_by_role("button", name="Save for later").click()
    expect(page.get_by_role("heading", name="This page was open for too long")).to_be_visible()
    expect(page.get_by_text("Two schools reopened & <b>one</b> closed.")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("Saved. It is sent to the director")).to_be_visible()
    expect(_happened(page)).to_have_value(WORDS)
    assert page.url.endswith(address)


def test_signing_out_and_another_person_leave_no_copy(visit: Visit, demo: Demonstration, address: str) -> None:
    context = visit()
    page = _opened(context, demo, address)
    context.set_offline(True)
    _happened(page).fill(WORDS)
    assert len(page.evaluate(COPIES)) == 1
    context.set_offline(False)
    page.goto("/my-updates/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    assert page.evaluate(COPIES) == []
    page.evaluate(
        "([name, copy]) => localStorage.setItem(name, JSON.stringify({...copy, at: Date.now()}))",
        [
            f"goldenthread-update-{address.split('/')[2]}",
            {"person": "0", "sent": False, "pairs": [["what_happened", "theirs"]]},
        ],
    )
    sign_in(page, demo, address)
    page.goto(address)
    expect(_happened(page)).to_have_value("")
    assert page.evaluate(COPIES) == []


def test_it_keeps_the_rules_for_scripts(visit: Visit, demo: Demonstration, address: str) -> None:
    page = visit().new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    sign_in(page, demo, address)
    page.goto(address)
    _happened(page).fill(WORDS)
    expect(_said(page)).to_contain_text("Saved as a draft at")
    assert trouble == []
