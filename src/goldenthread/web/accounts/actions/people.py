"""People come, change their name or address, leave, come back, and lose their phone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from goldenthread.web.accounts.actions.administrators import keep_one_administrator
from goldenthread.web.accounts.actions.holdings import end_by, hold
from goldenthread.web.accounts.actions.saving import locked, saved
from goldenthread.web.accounts.errors import Refused
from goldenthread.web.accounts.models import Holding, Person, Post
from goldenthread.web.accounts.queries import not_over
from goldenthread.web.accounts.sessions import end_sessions
from goldenthread.web.history.context import recorded


@transaction.atomic
def add_person(*, name: str, email: str, post: Post | None, since: date | None, by: Person) -> Person:
    """Somebody new, without a password yet; in a post from a day, if one is given."""
    with recorded(by=by, action="accounts.add_person"):
        person = Person(name=name, email=email.lower())
        person.set_unusable_password()
        saved(person)
        if post is not None:
            if since is None:
                raise Refused("Say from which day they hold the post.", "since")
            hold(person, post, since)
    return person


@transaction.atomic
def change_person(*, person: Person, seen: str, name: str, email: str, by: Person) -> Person:
    """Another name or address. Links that were sent to the old address stop working, and so does signing in with it."""
    with recorded(by=by, action="accounts.change_person"):
        now = locked(Person.objects.all(), person.pk, seen)
        now.name = name
        if now.email != email.lower():
            now.email = email.lower()
            EmailAddress.objects.filter(user=now).delete()  # allauth's own list of addresses that sign in
        return saved(now)


@transaction.atomic
def person_leaves(
    *, person: Person, last_day: date, successors: Mapping[int, Person], by: Person, today: date, reason: str = ""
) -> Person:
    """Ends their posts on the last day, signs them out everywhere at once and for good. What the posts own stays with the posts.

    `successors` says by the post's id who takes it over; a post that is not named stays vacant.
    """
    if last_day > today:
        raise Refused("The last day has not come yet: until then they still work here. Do this on the day.", "last_day")
    with recorded(by=by, action="accounts.person_leaves", reason=reason):
        leaving = Q(person=person) & ~Q(post__in=list(successors))
        keep_one_administrator(last_day, today=today, without=leaving)
        people = _locked_with_their_posts(person, successors)
        now = people[person.pk]
        if not now.is_active:
            raise Refused(f"{now.name} has left already.")
        first_day = min(last_day + timedelta(days=1), today)
        for holding in now.holdings.select_for_update().select_related("post").filter(not_over(last_day)):
            end_by(holding, last_day, today)
            if holding.post_id in successors:
                _take_over(people[successors[holding.post_id].pk], holding.post, first_day)
        now.left_on, now.is_active = last_day, False
        now.set_unusable_password()
        Authenticator.objects.filter(user=now).delete()
        end_sessions(now)
        return saved(now)


def _locked_with_their_posts(person: Person, successors: Mapping[int, Person]) -> dict[int, Person]:
    """The person and who takes over, by id. Posts are locked first, then people, each by id, then holdings, as everywhere here:
    of two who leave to each other, or while a post ends, one waits for the other."""
    held = Holding.objects.filter(person=person).values("post")
    list(Post.objects.select_for_update().filter(pk__in=held).order_by("pk"))
    wanted = {person.pk, *(one.pk for one in successors.values())}
    return {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def _take_over(successor: Person, post: Post, first_day: date) -> None:
    if not successor.holdings.filter(not_over(first_day), post=post, since__lte=first_day).exists():
        hold(successor, post, first_day)


@transaction.atomic
def person_returns(*, person: Person, by: Person) -> Person:
    """Somebody who left is back: without a password, a second factor or a post, until they are given them."""
    with recorded(by=by, action="accounts.person_returns"):
        now = Person.objects.select_for_update().get(pk=person.pk)
        if now.is_active:
            raise Refused(f"{now.name} is here already.")
        now.left_on, now.is_active = None, True
        return saved(now)


@transaction.atomic
def remove_second_factor(*, person: Person, reason: str, by: Person) -> None:
    """Takes away all second factors and recovery codes, when they are lost, and signs the person out everywhere."""
    with recorded(by=by, action="accounts.remove_second_factor", reason=reason):
        if by == person:
            raise Refused(
                "Change your own second factor on your own page: another administrator must remove it for you."
            )
        number, _ = Authenticator.objects.filter(user=person).delete()
        if not number:
            raise Refused(f"{person.name} has no second factor.")
        end_sessions(person)
