"""The first administrator, whom only somebody on the server itself can add: the link leads to a password, and then in."""

from __future__ import annotations

import pytest

from goldenthread.files import NotPossible
from goldenthread.web.accounts import first_administrator
from goldenthread.web.accounts.models import Holding, Person, Role
from tests.web.conftest import PASSWORD, StrictClient

pytestmark = pytest.mark.usefixtures("db")
BEFORE = "http://127.0.0.1:8000"


def test_link_leads_to_a_password_and_works_once(client: StrictClient) -> None:
    link = first_administrator.add(email=" Ada.Stone@Council.example", name="Ada  Stone", port=8000)
    person = Person.objects.get()
    assert (person.email, person.name, person.has_usable_password()) == (
        "ada.stone@council.example",
        "Ada Stone",
        False,
    )
    holding = Holding.objects.get(person=person)
    assert (holding.post.role, holding.post.directorate) == (Role.ADMINISTRATOR, None)

    assert link.startswith(f"{BEFORE}/account/password/reset/key/")
    page = client.get(link.removeprefix(BEFORE), follow=True)
    assert page.status_code == 200
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    again = StrictClient().get(link.removeprefix(BEFORE), follow=True)
    assert "password1" not in again.content.decode()


def test_second_administrator_shares_the_post() -> None:
    first_administrator.add(email="ada@council.example", name="Ada Stone", port=8000)
    first_administrator.add(email="ben@council.example", name="Ben Stone", port=8000)
    assert Holding.objects.values("post").distinct().count() == 1


@pytest.mark.parametrize(
    ("email", "name", "says"),
    [
        ("ada", "Ada Stone", "“ada” is no e-mail address."),
        ("ada@council.example", "  ", "Say what the administrator is called, with --name."),
        ("Taken@council.example", "Ada Stone", "taken@council.example has an account already."),
    ],
)
def test_refused(email: str, name: str, says: str) -> None:
    Person.objects.create_user("taken@council.example", name="Somebody Else")
    with pytest.raises(NotPossible, match=says):
        first_administrator.add(email=email, name=name, port=8000)
    assert Person.objects.count() == 1
    assert not Holding.objects.exists()
