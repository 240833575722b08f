"""Key developments and emerging issues: written by director or performance officer, one after the other, until declared."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.web.returns.models import Return, ReturnSection, SectionKind
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.reading.page import Page
from tests.web.returns.deciding import AT, Quarter, make_quarter

KEY = SectionKind.KEY_DEVELOPMENTS


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_quarter(cast)


def at(quarter: Quarter, kind: str = "key-developments") -> str:
    return f"/returns/{quarter.owed.pk}/{kind}/"


def written(quarter: Quarter, text: str = "The hub has opened.") -> ReturnSection:
    return ReturnSection.objects.create(part_of=quarter.owed, kind=KEY, text=text)


def carried(client: StrictClient, quarter: Quarter) -> dict[str, str]:
    """What the form sends by itself."""
    page = Page(client.get(at(quarter)))
    hidden = [one.attrib for one in page.main.iter("input") if one.attrib.get("type") == "hidden"]
    return {one["name"]: one.get("value", "") for one in hidden if one["name"] in ("seen", "was")}


def texts() -> dict[str, str]:
    return dict(ReturnSection.objects.values_list("kind", "text"))


@pytest.mark.parametrize("part", ["director", "performance officer", "head of performance"])
def test_it_is_written_and_shown_in_the_return(quarter: Quarter, sign_in: SignIn, part: str) -> None:
    client = sign_in(part)
    sent = carried(client, quarter) | {"text": "The hub has opened.\r\n\r\nTwo more follow."}
    assert client.post(at(quarter), sent).headers["Location"] == f"/returns/{quarter.owed.pk}/"
    page = Page(client.get(f"/returns/{quarter.owed.pk}/"))
    assert "Key developments The hub has opened. Two more follow. Change key developments" in page.words
    assert texts() == {KEY: "The hub has opened.\n\nTwo more follow."}
    assert page.links()["Write emerging issues"] == at(quarter, "emerging-issues")


def test_it_is_changed_and_emptied(quarter: Quarter, sign_in: SignIn) -> None:
    written(quarter)
    client = sign_in("director")
    for text in ("The hub opens in May.", ""):
        client.post(at(quarter), carried(client, quarter) | {"text": text})
        assert texts() == {KEY: text}


@pytest.mark.parametrize(
    ("part", "code"), [("officer", 404), ("contributor", 404), ("member", 404), ("other officer", 404)]
)
def test_nobody_else_sees_it(quarter: Quarter, sign_in: SignIn, part: str, code: int) -> None:
    assert sign_in(part).get(at(quarter)).status_code == code
    assert sign_in(part).post(at(quarter), {"text": "x"}).status_code == code


def test_there_is_no_other_section(quarter: Quarter, sign_in: SignIn) -> None:
    assert sign_in("director").get(at(quarter, "budget")).status_code == 404
    assert sign_in("director").put(at(quarter)).status_code == 405


@pytest.mark.parametrize("sent", [{"text": "x" * 20_001}, {"text": "x", "seen": "y"}])
def test_bad_input_saves_nothing(quarter: Quarter, sign_in: SignIn, sent: dict[str, str]) -> None:
    client = sign_in("director")
    page = Page(client.post(at(quarter), carried(client, quarter) | sent))
    assert "There is a problem" in page.words
    assert page.links()["Cancel"] == f"/returns/{quarter.owed.pk}/"
    assert texts() == {}


@pytest.mark.parametrize("is_new", [True, False])
def test_the_second_of_two_chooses(quarter: Quarter, sign_in: SignIn, is_new: bool) -> None:
    if not is_new:
        written(quarter, "Before.")
    first, second = sign_in("director"), sign_in("performance officer")
    theirs, mine = carried(first, quarter), carried(second, quarter)
    first.post(at(quarter), theirs | {"text": "Theirs."})
    answer = second.post(at(quarter), mine | {"text": "Mine."})
    page = Page(answer)
    assert "Choose which version to keep" in page.words
    assert "Drew Hall changed this" in page.words or is_new
    assert texts() == {KEY: "Theirs."}
    sent = {
        one.attrib["name"]: one.attrib.get("value", "")
        for one in page.main.iter("input")
        if one.attrib.get("type") == "hidden" and one.attrib["name"] != "csrfmiddlewaretoken"
    }
    assert "Choose which version to keep" in Page(second.post(at(quarter), sent)).words
    second.post(at(quarter), sent | {"keep-text": "mine"})
    assert texts() == {KEY: "Mine."}


def test_the_declaration_closes_it(quarter: Quarter, sign_in: SignIn) -> None:
    written(quarter)
    client = sign_in("performance officer")
    sent: dict[str, Any] = carried(client, quarter) | {"text": "Something else."}
    Return.objects.filter(pk=quarter.owed.pk).update(declaration="As far as I know.", declared_at=AT)
    page = Page(client.post(at(quarter), sent))
    assert "Once the declaration is withdrawn" in page.words
    assert "Something else." in page.source
    assert texts() == {KEY: "The hub has opened."}
    assert "Save" not in page.buttons()


def test_markup_is_text(quarter: Quarter, sign_in: SignIn) -> None:
    written(quarter, "<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in Page(sign_in("director").get(f"/returns/{quarter.owed.pk}/")).words
