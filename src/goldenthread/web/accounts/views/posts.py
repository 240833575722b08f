"""The posts of the council: everybody sees them, administrators keep them and see who holds them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.web.accounts import access, queries
from goldenthread.web.accounts.actions import posts
from goldenthread.web.accounts.actions.posts import PostAs
from goldenthread.web.accounts.actions.saving import seen
from goldenthread.web.accounts.forms import administration as forms
from goldenthread.web.accounts.models import Post, Role
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.accounts.views.answering import Done, answer

_ON_A_PAGE = 100
_either = require_http_methods(["GET", "POST"])


def _page(post: Post) -> str:
    return reverse("post", args=[post.pk])


def _as(given: dict[str, Any]) -> PostAs:
    return PostAs(given["title"], Role(given["role"]), given["directorate"], given["department"])


@require_safe
def post_list(request: PersonRequest) -> HttpResponse:
    """Posts, and which are vacant."""
    form = forms.PostSearch(request.GET or None)
    which, search = form.chosen()
    listed = queries.posts_listed(which, search, timezone.localdate())
    page = Paginator(listed, _ON_A_PAGE).get_page(request.GET.get("page"))
    prepared = {
        "form": form,
        "page": page,
        "which": which,
        "search": search,
        "administers": access.administers(request),
    }
    return render(request, "accounts/posts.html", prepared)


@require_safe
def post_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One post: what it is and how much it owns; for administrators, who holds and held it."""
    post = access.post_for(request, pk)
    today = timezone.localdate()
    administers = access.administers(request)
    holders = queries.holders_of(post)
    prepared = {
        "post": post,
        "administers": administers,
        "owned": queries.owned_by([post.pk], today).get(post.pk, queries.Owned()),
        "vacant": not any(holding.held_on(today) for holding in holders),
        "holders": holders if administers else [],
    }
    return render(request, "accounts/post.html", prepared)


@_either
def post_add(request: PersonRequest) -> HttpResponse:
    """A new post."""
    access.administrators_only(request)

    def act(given: dict[str, Any]) -> Done:
        post = posts.add_post(to=_as(given), by=request.user)
        return Done(f"The post {post.title} is added.", _page(post))

    form = forms.AddPost(request.POST or None, initial={"role": Role.RESPONSIBLE_OFFICER})
    return answer(request, form, act, heading="Add a post", button="Add the post", back=reverse("posts"))


@_either
def post_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Another title, role or place."""
    post = access.post_for(request, pk, write=True)
    as_it_is = {
        "title": post.title,
        "role": post.role,
        "directorate": post.directorate_id,
        "department": post.department_id,
        "seen": seen(post),
    }

    def act(given: dict[str, Any]) -> Done:
        posts.change_post(post=post, seen=given["seen"], to=_as(given), by=request.user, today=timezone.localdate())
        return Done("The post is changed.", _page(post))

    return answer(
        request,
        forms.ChangePost(request.POST or None, initial=as_it_is),
        act,
        heading=f"Change the post {post.title}",
        now=[
            ("Title", post.title),
            ("Role", post.get_role_display()),
            ("Directorate", post.directorate.name if post.directorate else "The whole council"),
            ("Department", post.department.name if post.department else "None"),
        ],
        button="Save",
        back=_page(post),
    )


@_either
def post_end(request: PersonRequest, pk: int) -> HttpResponse:
    """Ends a post which owns nothing of a plan that runs; otherwise lists what it owns."""
    post = access.post_for(request, pk, write=True)
    today = timezone.localdate()

    def act(given: dict[str, Any]) -> Done:
        posts.end_post(post=post, **given, by=request.user, today=today)
        return Done(f"The post {post.title} has ended.", _page(post))

    form = forms.EndOn(request.POST or None, initial={"last_day": today})
    lines = queries.lines_owned(post, today)
    return answer(request, form, act, template="accounts/post_end.html", post=post, lines=lines)
