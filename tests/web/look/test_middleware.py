"""What holds for every page: what is no text does not come in, and nobody else keeps what somebody read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goldenthread.web.accounts.models import Directorate
from goldenthread.web.look.text import is_printable, printable
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_plan

# ---- kept for nobody else ----


@pytest.mark.parametrize("name", ["home", "plans", "my_account", "priorities", "posts"])
def test_a_page_of_somebody_is_kept_for_nobody_else(sign_in: SignIn, name: str) -> None:
    response = sign_in("performance officer").get(reverse(name))
    assert {"private", "no-cache"} <= {part.strip() for part in response["Cache-Control"].split(",")}


def test_so_are_files_and_pages_that_are_not_there(cast: Cast, sign_in: SignIn) -> None:
    keeper, plan = sign_in("performance officer"), make_plan(cast.directorates["People"])
    assert keeper.get(reverse("plan_download", args=[plan.pk, "json"]))["Cache-Control"] == "private, no-cache"
    assert keeper.get("/plans/999999/")["Cache-Control"] == "private, no-cache"


def test_a_page_that_says_how_long_it_may_be_kept_says_it_still(client: StrictClient) -> None:
    assert "max-age=300" in client.get(reverse("brand"))["Cache-Control"]


# ---- only text ----


def test_what_no_page_can_hold_is_replaced() -> None:
    assert printable("a\x00b\x1fc\x85d\ud800e\uffff") == "a�b�c�d�e�"
    assert printable("tab\tline\r\nend – “é” 😀") == "tab\tline\r\nend – “é” 😀"
    assert is_printable("“é”\n")
    assert not is_printable("\x0b")


def test_a_name_with_a_nul_is_saved_and_shown_with_a_sign_in_its_place(sign_in: SignIn) -> None:
    administrator = sign_in("administrator")
    page = administrator.post(reverse("directorate_add"), {"name": "Hou\x00sing\x0b"}, follow=True)
    assert page.status_code == 200
    assert Directorate.objects.filter(name="Hou�sing�").exists()


@pytest.mark.parametrize("query", ["?search=%00", "?search=%0b&which=all", "?page=%00", "?%00=1"])
def test_a_nul_in_an_address_is_read_as_any_other_text(sign_in: SignIn, query: str) -> None:
    assert sign_in("administrator").get(reverse("people") + query).status_code == 200


def test_a_nul_that_is_typed_again_makes_a_sound_page(client: StrictClient, db: None) -> None:
    page = client.post(reverse("account_login"), {"login": "a\x00b", "password": "\x01"})
    assert page.status_code == 200
    assert "a�b" in page.content.decode()


def test_a_cookie_that_hides_a_nul_is_nobodys_session(client: StrictClient, db: None) -> None:
    cookie = 'goldenthread_session="\\000bcdefghijkl"'  # as an octal escape: a server lets no other through
    assert client.get(reverse("home"), headers={"cookie": cookie}).status_code == 302
