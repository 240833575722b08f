"""Administrators keep the people: each page works, refuses with a sentence, and leaves its trace in the history."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goldenthread.web.accounts.models import Holding, Person, Post, Role
from tests.web.accounts.conftest import is_signed_in, try_to_sign_in
from tests.web.conftest import PASSWORD, Cast, SignIn, StrictClient
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan


@pytest.fixture
def admin(sign_in: SignIn) -> Any:
    return sign_in("administrator")


def last_event(model: Any) -> Any:
    return model._meta.apps.get_model("accounts", f"{model.__name__}Event").objects.order_by("-pgh_id").first()


def context_of(model: Any) -> dict[str, Any]:
    event = last_event(model)
    assert event is not None
    return dict(event.pgh_context.metadata)


def says(answer: Any) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


class TestList:
    """Who is on the list."""

    def test_shows_names_addresses_and_posts(self, admin: Any, django_assert_max_num_queries: Any) -> None:
        with django_assert_max_num_queries(15):
            page = says(admin.get(reverse("people")))
        assert "10 people" in page
        assert "Ola Brook" in page
        assert "Divisional Manager, Early Help, People" in page

    @pytest.mark.parametrize("search", ["brook", "OFFICER@example"])
    def test_finds_a_part_of_a_name_or_an_address(self, search: str, admin: Any) -> None:
        page = says(admin.get(reverse("people"), {"search": search, "which": "all"}))
        assert "Ola Brook" in page
        assert "Ada Stone" not in page

    def test_leaves_out_who_has_left_until_asked(self, admin: Any, cast: Cast) -> None:
        Person.objects.filter(pk=cast["officer"].pk).update(is_active=False, left_on=date(2021, 6, 1))
        assert "Ola Brook" not in says(admin.get(reverse("people")))
        assert "Ola Brook" in says(admin.get(reverse("people"), {"which": "left"}))
        assert "Ada Stone" not in says(admin.get(reverse("people"), {"which": "left"}))

    def test_nonsense_shows_everybody_who_works_here(self, admin: Any) -> None:
        assert "10 people" in says(admin.get(reverse("people"), {"which": "'; drop table"}))

    def test_nobody_found_says_what_to_do(self, admin: Any) -> None:
        assert "Nobody is found." in says(admin.get(reverse("people"), {"search": "zzz"}))

    def test_many_people_are_cut_into_pages(self, admin: Any, django_assert_max_num_queries: Any) -> None:
        Person.objects.bulk_create(Person(name=f"Person {n:03}", email=f"p{n}@example.gov.uk") for n in range(150))
        with django_assert_max_num_queries(15):
            first = says(admin.get(reverse("people")))
        assert "1 2 Next page" in first
        assert "Person 149" in says(admin.get(reverse("people"), {"page": 2}))


class TestAdd:
    """Somebody new."""

    def given(self, cast: Cast, **more: Any) -> dict[str, Any]:
        return {
            "name": "New Reed",
            "email": "New.Reed@Example.gov.uk",
            "post": cast.posts["officer"].pk,
            "since": "1/6/2021",
        } | more

    def test_adds_with_a_post_and_sends_a_link(self, admin: Any, cast: Cast) -> None:
        answer = admin.post(reverse("person_add"), self.given(cast))
        person = Person.objects.get(email="new.reed@example.gov.uk")
        assert answer.url == reverse("person", args=[person.pk])
        assert not person.has_usable_password()
        assert person.holdings.get().post == cast.posts["officer"]
        assert person.holdings.get().since == date(2021, 6, 1)
        assert "New Reed is added. A link to choose a password is on its way" in says(admin.get(answer.url))
        assert context_of(Person) | {"url": ""} == {
            "action": "accounts.add_person",
            "actor": cast["administrator"].pk,
            "actor_name": "Ada Stone",
            "url": "",
        }

    def test_the_link_lets_them_choose_a_password_and_sign_in(self, admin: Any, cast: Cast) -> None:
        admin.post(reverse("person_add"), self.given(cast))
        (message,) = mail.outbox
        assert message.to == ["new.reed@example.gov.uk"]
        link = re.search(r"http://testserver(\S+)", str(message.body))
        assert link
        theirs: Any = StrictClient()
        there = theirs.get(link[1]).url
        theirs.post(there, {"password1": PASSWORD, "password2": PASSWORD})
        try_to_sign_in(theirs, "new.reed@example.gov.uk")
        assert is_signed_in(theirs)

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"name": ""}, "Give the person's name."),
            ({"email": ""}, "Give the person's e-mail address."),
            ({"email": "nonsense"}, "Give an e-mail address in full, like name@example.gov.uk."),
            ({"email": "OFFICER@example.gov.uk"}, "Somebody has this address already."),
            ({"since": "31/2/2021"}, "Give a day that there is, like 27/3/2022."),
            ({"since": ""}, "Say from which day they hold the post."),
        ],
    )
    def test_refuses_with_a_sentence(self, change: dict[str, str], sentence: str, admin: Any, cast: Cast) -> None:
        answer = admin.post(reverse("person_add"), self.given(cast, **change))
        assert answer.status_code == 200
        assert sentence in says(answer).replace("&#x27;", "'")
        assert Person.objects.count() == 10
        assert mail.outbox == []

    def test_a_mail_server_that_is_down_is_said(self, admin: Any, cast: Cast, monkeypatch: Any) -> None:
        def broken(*args: Any, **kwargs: Any) -> None:
            raise ConnectionRefusedError

        monkeypatch.setattr("goldenthread.web.accounts.invitations.send_mail", broken)
        answer = admin.post(reverse("person_add"), self.given(cast))
        assert "The e-mail could not be sent" in says(admin.get(answer.url))
        assert Person.objects.filter(email="new.reed@example.gov.uk").exists()

    def test_scripts_in_a_name_are_text(self, admin: Any, cast: Cast) -> None:
        answer = admin.post(reverse("person_add"), self.given(cast, name="<script>alert(1)</script>"))
        assert "<script>alert(1)" not in admin.get(answer.url).content.decode()
        assert "<script>alert(1)" in str(mail.outbox[0].body)  # plain text: shown as it is


class TestChange:
    """A name or an address."""

    def seen(self, admin: Any, person: Any) -> str:
        page = admin.get(reverse("person_change", args=[person.pk])).content.decode()
        found = re.search(r'name="seen" value="(\w+)"', page)
        assert found
        return found[1]

    def test_changes_and_the_old_address_is_no_way_in(self, admin: Any, officer: Any, client: Any) -> None:
        old = officer.email
        EmailAddress.objects.create(user=officer, email=old)
        given = {"name": "Ola Brook-Hill", "email": "Ola@example.gov.uk", "seen": self.seen(admin, officer)}
        assert admin.post(reverse("person_change", args=[officer.pk]), given).status_code == 302
        officer.refresh_from_db()
        assert (officer.name, officer.email) == ("Ola Brook-Hill", "ola@example.gov.uk")
        assert context_of(Person)["action"] == "accounts.change_person"
        try_to_sign_in(client, old)
        assert not is_signed_in(client)
        try_to_sign_in(client, "ola@example.gov.uk")
        assert is_signed_in(client)

    def test_two_administrators_at_once(self, admin: Any, officer: Any) -> None:
        mine = {"name": "Ola Hill", "email": officer.email, "seen": self.seen(admin, officer)}
        Person.objects.filter(pk=officer.pk).update(name="Ola Marsh")
        answer = admin.post(reverse("person_change", args=[officer.pk]), mine)
        page = says(answer)
        assert "Somebody else changed this person while you were working on it." in page
        assert "As it is now Name Ola Marsh" in page
        officer.refresh_from_db()
        assert officer.name == "Ola Marsh"
        again = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
        assert again
        assert admin.post(reverse("person_change", args=[officer.pk]), mine | {"seen": again[1]}).status_code == 302
        officer.refresh_from_db()
        assert officer.name == "Ola Hill"

    def test_an_address_that_somebody_has(self, admin: Any, officer: Any) -> None:
        given = {"name": "Ola", "email": "Director@Example.gov.uk", "seen": self.seen(admin, officer)}
        answer = admin.post(reverse("person_change", args=[officer.pk]), given)
        assert "Somebody has this address already." in says(answer)


class TestLeave:
    """Somebody leaves, with posts."""

    @pytest.fixture
    def owned(self, cast: Cast) -> Any:
        year = timezone.localdate().year
        plan = make_plan(cast.directorates["People"], first_year=year, title="Now")
        past = make_plan(cast.directorates["People"], first_year=year - 5, title="Past")
        post = cast.posts["officer"]
        objective = make_objective(plan, owner=post)
        make_milestone(objective, owner=post)
        make_milestone(objective, owner=post, dropped_on=date(year, 1, 1))
        for number in range(3):
            make_measure(objective, owner=post, ref=f"M{number}")
        make_measure(make_objective(past, owner=post), owner=post)
        return plan

    def test_page_says_what_the_posts_own(
        self, admin: Any, officer: Any, owned: Any, django_assert_max_num_queries: Any
    ) -> None:
        with django_assert_max_num_queries(15):
            page = says(admin.get(reverse("person_leave", args=[officer.pk])))
        assert "Divisional Manager, Early Help 1 1 3" in page
        assert "Who takes over: Divisional Manager, Early Help" in page

    def test_hands_over_and_signs_out_at_once(
        self, admin: Any, officer: Any, owned: Any, cast: Cast, client: Any
    ) -> None:
        try_to_sign_in(client, officer.email)
        assert is_signed_in(client)
        today, post = timezone.localdate(), cast.posts["officer"]
        given = {"last_day": f"{today:%d/%m/%Y}", f"post_{post.pk}": cast["contributor"].pk}
        answer = admin.post(reverse("person_leave", args=[officer.pk]), given)
        assert answer.url == reverse("person", args=[officer.pk])
        officer.refresh_from_db()
        assert (officer.is_active, officer.left_on, officer.has_usable_password()) == (False, today, False)
        assert officer.holdings.get().until == today
        taken = cast["contributor"].holdings.get(post=post)
        assert (taken.since, taken.until) == (today, None)
        assert post.measures.filter(plan=owned).count() == 3
        assert not is_signed_in(client)
        assert context_of(Person)["action"] == "accounts.person_leaves"
        assert context_of(Holding)["action"] == "accounts.person_leaves"

    def test_a_post_left_vacant_is_seen_by_the_keepers(self, admin: Any, officer: Any, sign_in: SignIn) -> None:
        yesterday = timezone.localdate() - timedelta(days=1)
        admin.post(reverse("person_leave", args=[officer.pk]), {"last_day": f"{yesterday:%d/%m/%Y}"})
        page = says(sign_in("performance officer").get(reverse("posts"), {"which": "vacant"}))
        assert "1 post Post" in page
        assert "Divisional Manager, Early Help" in page
        assert "Ola Brook" not in page

    def test_posts_to_come_are_taken_back(self, admin: Any, officer: Any, cast: Cast) -> None:
        later = timezone.localdate() + timedelta(days=30)
        Holding.objects.create(person=officer, post=cast.posts["director"], since=later)
        today = timezone.localdate()
        admin.post(reverse("person_leave", args=[officer.pk]), {"last_day": f"{today:%d/%m/%Y}"})
        assert officer.holdings.count() == 1

    def test_a_last_day_before_the_first_is_refused(self, admin: Any, officer: Any) -> None:
        answer = admin.post(reverse("person_leave", args=[officer.pk]), {"last_day": "1/1/2020"})
        assert "Ola Brook has held Divisional Manager, Early Help since 1/1/2021. Give a later last day." in says(
            answer
        )
        assert officer.holdings.get().until is None
        officer.refresh_from_db()
        assert officer.is_active

    @pytest.mark.parametrize(
        ("day", "sentence"),
        [("", "Give the last day."), ("1/1/2200", "The last day has not come yet"), ("x", "Give a day that there is")],
    )
    def test_refuses_with_a_sentence(self, day: str, sentence: str, admin: Any, officer: Any) -> None:
        answer = admin.post(reverse("person_leave", args=[officer.pk]), {"last_day": day})
        assert sentence in says(answer)
        officer.refresh_from_db()
        assert officer.is_active

    def test_the_last_administrator_stays(self, admin: Any, cast: Cast) -> None:
        today = timezone.localdate()
        address = reverse("person_leave", args=[cast["administrator"].pk])
        answer = admin.post(address, {"last_day": f"{today:%d/%m/%Y}"})
        assert "Nobody would be left to keep the accounts." in says(answer)
        Holding.objects.create(person=cast["officer"], post=cast.posts["administrator"], since=date(2021, 1, 1))
        assert admin.post(address, {"last_day": f"{today:%d/%m/%Y}"}).status_code == 302

    def test_the_last_administrator_leaves_when_they_hand_over(self, admin: Any, cast: Cast) -> None:
        today, post = timezone.localdate(), cast.posts["administrator"]
        given = {"last_day": f"{today:%d/%m/%Y}", f"post_{post.pk}": cast["officer"].pk}
        assert admin.post(reverse("person_leave", args=[cast["administrator"].pk]), given).status_code == 302
        assert post.holdings.filter(person=cast["officer"], until=None).exists()

    def test_rows_are_locked_in_one_order(self, admin: Any, officer: Any, cast: Cast) -> None:
        """Posts, people, holdings, as when a post ends or is given: so that of two at one moment one waits, and none is ended."""
        last_day = timezone.localdate() - timedelta(days=1)
        given = {
            "last_day": f"{last_day:%d/%m/%Y}",
            f"post_{cast.posts['officer'].pk}": str(cast["director"].pk),
        }
        with CaptureQueriesContext(connection) as asked:
            answer = admin.post(reverse("person_leave", args=[officer.pk]), given)
        assert answer.status_code == 302
        locks = [re.search(r'FROM "accounts_(\w+)"', one["sql"]) for one in asked if "FOR UPDATE" in one["sql"]]
        tables = [found[1] for found in locks if found]
        assert tables == ["post", "post", "person", "holding"]  # the first: the administrators' posts

    def test_nobody_leaves_twice(self, admin: Any, officer: Any) -> None:
        Person.objects.filter(pk=officer.pk).update(is_active=False)
        today = timezone.localdate()
        answer = admin.post(reverse("person_leave", args=[officer.pk]), {"last_day": f"{today:%d/%m/%Y}"})
        assert "Ola Brook has left already." in says(answer)


class TestReturn:
    """Somebody who left is back."""

    def test_comes_back_without_posts_and_with_a_new_link(self, admin: Any, officer: Any) -> None:
        today = timezone.localdate()
        admin.post(reverse("person_leave", args=[officer.pk]), {"last_day": f"{today:%d/%m/%Y}"})
        admin.post(reverse("person_return", args=[officer.pk]))
        officer.refresh_from_db()
        assert (officer.is_active, officer.left_on) == (True, None)
        assert [message.to for message in mail.outbox] == [[officer.email]]
        assert context_of(Person)["action"] == "accounts.person_returns"

    def test_who_is_here_cannot_come_back(self, admin: Any, officer: Any) -> None:
        answer = admin.post(reverse("person_return", args=[officer.pk]))
        assert "Ola Brook is here already." in says(answer)


class TestLinkAndSecondFactor:
    """The link once more, and a lost phone."""

    def test_sends_the_link_again(self, admin: Any, officer: Any) -> None:
        answer = admin.post(reverse("person_send_link", args=[officer.pk]))
        assert "A link to choose a password is on its way to officer@example.gov.uk." in says(admin.get(answer.url))
        assert len(mail.outbox) == 1

    def test_sends_none_to_somebody_who_left(self, admin: Any, officer: Any) -> None:
        Person.objects.filter(pk=officer.pk).update(is_active=False)
        admin.post(reverse("person_send_link", args=[officer.pk]))
        assert mail.outbox == []

    def test_removes_the_second_factor_with_a_reason(self, admin: Any, officer: Any, client: Any) -> None:
        try_to_sign_in(client, officer.email)
        for kind in ("totp", "recovery_codes", "webauthn"):
            Authenticator.objects.create(user=officer, type=kind, data={"name": "x"})
        address = reverse("person_remove_second_factor", args=[officer.pk])
        assert "Give the reason." in says(admin.post(address, {"reason": " "}))
        assert Authenticator.objects.filter(user=officer).count() == 3
        assert admin.post(address, {"reason": "Phone lost; seen in person"}).status_code == 302
        assert not Authenticator.objects.filter(user=officer).exists()
        assert not is_signed_in(client)
        from goldenthread.web.accounts.models import SecondFactor

        context = context_of(SecondFactor)
        assert context["action"] == "accounts.remove_second_factor"
        assert context["reason"] == "Phone lost; seen in person"
        told = says(admin.get(reverse("record_history", args=["person", officer.pk])))
        assert "removed an authenticator app" in told
        assert "Phone lost; seen in person" in told

    def test_refuses_where_there_is_none(self, admin: Any, officer: Any) -> None:
        answer = admin.post(reverse("person_remove_second_factor", args=[officer.pk]), {"reason": "x"})
        assert "Ola Brook has no second factor." in says(answer)

    def test_nobody_removes_their_own_this_way(self, admin: Any, cast: Cast) -> None:
        Authenticator.objects.create(user=cast["administrator"], type="totp", data={})
        address = reverse("person_remove_second_factor", args=[cast["administrator"].pk])
        assert "another administrator must remove it for you" in says(admin.post(address, {"reason": "x"}))
        assert Authenticator.objects.count() == 1


class TestPostsOfAPerson:
    """A post is given and given up."""

    def test_gives_a_post_from_a_day(self, admin: Any, officer: Any, cast: Cast) -> None:
        given = {"post": cast.posts["director"].pk, "since": "1/6/2021"}
        answer = admin.post(reverse("holding_add", args=[officer.pk]), given)
        assert "Ola Brook holds the post Director of People." in says(admin.get(answer.url))
        assert officer.holdings.get(post=cast.posts["director"]).since == date(2021, 6, 1)
        assert context_of(Holding)["action"] == "accounts.give_post"

    def test_refuses_a_post_twice_or_one_that_has_ended(self, admin: Any, officer: Any, cast: Cast) -> None:
        address = reverse("holding_add", args=[officer.pk])
        twice = admin.post(address, {"post": cast.posts["officer"].pk, "since": "1/6/2021"})
        assert "Ola Brook holds the post Divisional Manager, Early Help then already." in says(twice)
        Post.objects.filter(pk=cast.posts["director"].pk).update(ended_on=date(2021, 5, 1))
        ended = admin.post(address, {"post": cast.posts["director"].pk, "since": "1/6/2021"})
        assert "This post has ended. Choose another." in says(ended)
        assert "Choose a post." in says(admin.post(address, {"since": "1/6/2021"}))
        assert officer.holdings.count() == 1

    def test_refuses_a_post_to_somebody_who_left(self, admin: Any, officer: Any, cast: Cast) -> None:
        Person.objects.filter(pk=officer.pk).update(is_active=False)
        given = {"post": cast.posts["director"].pk, "since": "1/6/2021"}
        assert "Ola Brook has left." in says(admin.post(reverse("holding_add", args=[officer.pk]), given))

    def test_gives_up_a_post_on_a_day(self, admin: Any, officer: Any) -> None:
        holding = officer.holdings.get()
        answer = admin.post(reverse("holding_end", args=[holding.pk]), {"last_day": "30/6/2021"})
        assert answer.url == reverse("person", args=[officer.pk])
        holding.refresh_from_db()
        assert holding.until == date(2021, 6, 30)
        assert context_of(Holding)["action"] == "accounts.end_holding"
        assert "from 1 January 2021 to 30 June 2021" in says(admin.get(answer.url))

    def test_refuses_a_last_day_before_the_first(self, admin: Any, officer: Any) -> None:
        holding = officer.holdings.get()
        answer = admin.post(reverse("holding_end", args=[holding.pk]), {"last_day": "31/12/2020"})
        assert "The last day cannot be before the first." in says(answer)

    def test_the_last_administrator_keeps_the_post(self, admin: Any, cast: Cast) -> None:
        holding = cast["administrator"].holdings.get()
        for day in ("30/6/2021", "1/1/2200"):
            answer = admin.post(reverse("holding_end", args=[holding.pk]), {"last_day": day})
            assert "Nobody would be left to keep the accounts." in says(answer)
        holding.refresh_from_db()
        assert holding.until is None


def test_a_persons_page_takes_few_queries(admin: Any, officer: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(15):
        page = says(admin.get(reverse("person", args=[officer.pk])))
    assert "Responsible officer, People, since 1 January 2021" in page


def test_an_administrator_of_one_directorate_keeps_no_accounts(cast: Cast, sign_in: SignIn) -> None:
    post = Post.objects.create(title="Odd", role=Role.ADMINISTRATOR, directorate=cast.directorates["People"])
    Holding.objects.create(person=cast["officer"], post=post, since=date(2021, 1, 1))
    assert sign_in("officer").get(reverse("people")).status_code == 403
