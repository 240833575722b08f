"""Who may see and change accounts: administrators of the whole council alone. Names and addresses are personal data (handbook
10.4), so nobody else sees the pages of people; the posts, without their holders, are there for everybody who is signed in.

An administrator keeps accounts for the whole council or not at all: one of a single directorate could give themselves the rest.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Department, Directorate, Holding, Person, Post, Role


def administers(request: HttpRequest) -> bool:
    """Whether the signed-in person keeps the accounts."""
    return reach(request).is_everywhere(Role.ADMINISTRATOR)


def administrators_only(request: HttpRequest) -> None:
    """403 for anybody else."""
    if not administers(request):
        raise PermissionDenied


def person_for(request: HttpRequest, pk: int) -> Person:
    """The person: 403 for all but administrators, so that nobody else can try out which there are."""
    administrators_only(request)
    return get_object_or_404(Person, pk=pk)


def holding_for(request: HttpRequest, pk: int) -> Holding:
    """A person's time in a post, with both. 403 as for people."""
    administrators_only(request)
    return get_object_or_404(Holding.objects.select_related("person", "post"), pk=pk)


def post_for(request: HttpRequest, pk: int, *, write: bool = False) -> Post:
    """The post, with its place: everybody reads, administrators change."""
    if write:
        administrators_only(request)
    return get_object_or_404(Post.objects.select_related("directorate", "department"), pk=pk)


def directorate_for(request: HttpRequest, pk: int) -> Directorate:
    """The directorate, to change it. 403 for all but administrators."""
    administrators_only(request)
    return get_object_or_404(Directorate, pk=pk)


def department_for(request: HttpRequest, pk: int) -> Department:
    """The department with its directorate, to change it. 403 for all but administrators."""
    administrators_only(request)
    return get_object_or_404(Department.objects.select_related("directorate"), pk=pk)
