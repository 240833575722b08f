"""There is always somebody who can keep the accounts: the last administrator cannot leave, nor lose the post."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from goldenthread.web.accounts.errors import Refused
from goldenthread.web.accounts.models import Holding, Post, Role

LAST = "Nobody would be left to keep the accounts. Give an administrator's post to somebody else first."


def keep_one_administrator(last_day: date, *, today: date, without: Q) -> None:
    """Refused where, but for the holdings `without`, nobody would hold an administrator's post once `last_day` is over.

    Called within the transaction of the change: the posts are locked, so that two administrators cannot end each other's.
    """
    posts = Post.objects.select_for_update().filter(role=Role.ADMINISTRATOR, directorate=None, ended_on=None)
    holdings = Holding.objects.filter(post__in=list(posts.order_by("pk")), person__is_active=True)
    day = max(last_day, today)
    after = Q(since__lte=day + timedelta(days=1)) & (Q(until=None) | Q(until__gt=day))
    if not holdings.filter(after).exclude(without).exists():
        raise Refused(LAST)
