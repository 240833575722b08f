"""Posts are added, changed and ended. A measure belongs to a post, so a post stays while it owns lines of a plan that runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from goldenthread.web.accounts.actions.administrators import keep_one_administrator
from goldenthread.web.accounts.actions.holdings import end_by
from goldenthread.web.accounts.actions.saving import locked, saved
from goldenthread.web.accounts.errors import Refused
from goldenthread.web.accounts.models import Department, Directorate, Person, Post, Role
from goldenthread.web.accounts.queries import lines_owned, not_over
from goldenthread.web.history.context import recorded


@dataclass(frozen=True)
class PostAs:
    """What a post is to be."""

    title: str
    role: Role
    directorate: Directorate | None
    department: Department | None


def _set(post: Post, to: PostAs) -> Post:
    if to.role == Role.ADMINISTRATOR and to.directorate is not None:
        raise Refused("An administrator works for the whole council: choose no directorate.", "directorate")
    if to.department is not None and to.department.directorate_id != (to.directorate and to.directorate.pk):
        raise Refused(
            f"{to.department.name} is a department of {to.department.directorate.name}. Choose that directorate, "
            "or another department.",
            "department",
        )
    post.title, post.role = to.title, to.role
    post.directorate, post.department = to.directorate, to.department
    return saved(post)


@transaction.atomic
def add_post(*, to: PostAs, by: Person) -> Post:
    """A new post, which nobody holds yet."""
    with recorded(by=by, action="accounts.add_post"):
        return _set(Post(), to)


@transaction.atomic
def change_post(*, post: Post, seen: str, to: PostAs, by: Person, today: date) -> Post:
    """Another title, role or place: for everybody who holds the post, from now on."""
    with recorded(by=by, action="accounts.change_post"):
        if post.role == Role.ADMINISTRATOR and to.role != Role.ADMINISTRATOR:
            keep_one_administrator(today, today=today, without=Q(post=post))
        return _set(locked(Post.objects.all(), post.pk, seen), to)


@transaction.atomic
def end_post(*, post: Post, last_day: date, by: Person, today: date) -> Post:
    """Nobody holds the post after that day, and it is offered no more. Refused while it owns lines of a plan that is not past."""
    if last_day > today:
        raise Refused("The last day has not come yet. End the post on the day.", "last_day")
    with recorded(by=by, action="accounts.end_post"):
        if post.role == Role.ADMINISTRATOR:
            keep_one_administrator(last_day, today=today, without=Q(post=post))
        now = Post.objects.select_for_update().get(pk=post.pk)
        if now.ended_on is not None:
            raise Refused("This post has ended already.")
        number = len(lines_owned(now, today))
        if number:
            what = "a line of a plan that is" if number == 1 else f"{number} lines of plans that are"
            raise Refused(f"This post owns {what} not past. A performance officer gives each to another post first.")
        for holding in now.holdings.select_for_update().filter(not_over(last_day)):
            end_by(holding, last_day, today)
        now.ended_on = last_day
        return saved(now)
