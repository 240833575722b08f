"""From what was answered about a printed name to the post that owns a line: one that exists, or a new one of that title."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from goldenthread.model.plan import AnyLine
from goldenthread.web.accounts.models import Directorate, Post, Role
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.uploading.measure_cells import LONGEST_NAME, clip
from goldenthread.web.plans.uploading.settling import OwnerAnswer

Posts = Mapping[str, Post]
"""The post behind each printed name; names that nobody answers for are left out."""


def posts_offered(directorate: Directorate) -> QuerySet[Post]:
    """The posts that may own a line of the directorate's plan: its own, and those of the whole council."""
    reaches = Q(directorate=directorate) | Q(directorate=None)
    return Post.objects.filter(reaches, ended_on=None).order_by("title", "pk")


def posts_for(answers: Mapping[str, OwnerAnswer], directorate: Directorate) -> Posts:
    """The posts for the printed names. A new title makes a post, unless the directorate has one of that title already."""
    offered = list(posts_offered(directorate))
    by_key = {post.pk: post for post in offered}
    by_title = {_folded(post.title): post for post in reversed(offered) if post.directorate_id == directorate.pk}
    new: dict[str, Post] = {}
    found: dict[str, Post] = {}
    for name, answer in answers.items():
        if answer.post is not None:
            if answer.post not in by_key:
                raise Refused(f"The post that was chosen for “{name}” has ended since. Choose another under Owners.")
            found[name] = by_key[answer.post]
        elif answer.title.strip():
            title = clip(" ".join(answer.title.split()), LONGEST_NAME)
            key = _folded(title)
            fresh = Post(title=title, role=Role.RESPONSIBLE_OFFICER, directorate=directorate)
            found[name] = by_title.get(key) or new.setdefault(key, fresh)
    Post.objects.bulk_create(new.values())
    return found


def owner_of(names: tuple[str, ...], posts: Posts) -> Post | None:
    """The post of the first printed name that has one."""
    return next((posts[name] for name in names if name in posts), None)


def contributors_of(line: AnyLine, posts: Posts) -> list[Post]:
    """The posts of the other names printed beside a line, each once."""
    owner = owner_of(line.responsible, posts)
    behind = {posts[name].pk: posts[name] for name in line.responsible if name in posts}
    return [post for post in behind.values() if owner and post.pk != owner.pk]


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
