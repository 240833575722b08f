"""A person is given a post from a day, and gives it up on a day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from goldenthread.web.accounts.actions.administrators import keep_one_administrator
from goldenthread.web.accounts.actions.saving import saved
from goldenthread.web.accounts.errors import Refused
from goldenthread.web.accounts.models import Holding, Person, Post, Role
from goldenthread.web.accounts.queries import not_over
from goldenthread.web.history.context import recorded


def hold(person: Person, post: Post, since: date) -> Holding:
    """The person in the post from that day: for actions that have opened their transaction and the history's context."""
    if not person.is_active:
        raise Refused(f"{person.name} has left. Note first that they are back.")
    if post.ended_on is not None:
        raise Refused(f"The post {post.title} has ended. Choose another.", "post")
    if person.holdings.filter(not_over(since), post=post).exists():
        raise Refused(f"{person.name} holds the post {post.title} then already.", "post")
    return saved(Holding(person=person, post=post, since=since))


def end_by(holding: Holding, last_day: date, today: date) -> None:
    """Ends it on that day, or takes it back if it has not begun yet: for actions that have opened their transaction."""
    if holding.since > today:
        holding.delete()
        return
    if last_day < holding.since:
        began = f"{holding.since.day}/{holding.since.month}/{holding.since.year}"
        raise Refused(
            f"{holding.person.name} has held {holding.post.title} since {began}. Give a later last day.", "last_day"
        )
    holding.until = last_day
    saved(holding)


@transaction.atomic
def give_post(*, person: Person, post: Post, since: date, by: Person) -> Holding:
    """The post may be shared: whoever holds it keeps it."""
    with recorded(by=by, action="accounts.give_post"):
        there = Post.objects.select_for_update().get(pk=post.pk)
        return hold(Person.objects.select_for_update().get(pk=person.pk), there, since)


@transaction.atomic
def end_holding(*, holding: Holding, last_day: date, by: Person, today: date) -> Holding:
    """The person is no longer in the post after that day."""
    with recorded(by=by, action="accounts.end_holding"):
        if holding.post.role == Role.ADMINISTRATOR:
            keep_one_administrator(last_day, today=today, without=Q(pk=holding.pk))
        now = Holding.objects.select_for_update().filter(pk=holding.pk).first()
        if now is None:
            raise Refused("This was taken back meanwhile. Nothing was saved.")
        if last_day < now.since:
            raise Refused("The last day cannot be before the first.", "last_day")
        now.until = last_day
        return saved(now)
