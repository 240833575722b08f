"""People, posts and the parts of the council in the words of the history; administrators alone read it."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from goldenthread.web.accounts.access import administrators_only
from goldenthread.web.accounts.models import Department, Directorate, Holding, Person, Post, SecondFactor
from goldenthread.web.history.kinds import Book, Kind, Page, Part, Row, Values, key_of, plain, register
from goldenthread.web.history.words import day


def _page(name: str, model: type[Person | Post | Directorate | Department], *parts: Part) -> Page:
    def may_see(request: HttpRequest, pk: int) -> str:
        administrators_only(request)
        get_object_or_404(model, pk=pk)
        try:
            return reverse(name, args=[pk])
        except NoReverseMatch:
            return ""  # a department has no page of its own

    def may_see_deleted(request: HttpRequest, values: Values) -> str:
        administrators_only(request)
        return ""

    return Page(name, (Part(model, lambda pk: Q(pgh_obj_id=pk)), *parts), may_see, may_see_deleted)


def _left(before: Values, after: Values, book: Book, called: str) -> str:
    if after["left_on"] is None:
        return f"noted that {called} is back"
    return f"noted that {called} left on {day(after['left_on'])}"


def _holding(values: Values, book: Book) -> str:
    return f"the time of {book.name(Person, values['person_id'])} in the post {book.name(Post, values['post_id'])}"


def _of_person(values: Values, book: Book) -> Row:
    return key_of(Person), values["person_id"]


def _said_of_holding(done: str, values: Values, book: Book) -> str:
    if done == "deleted":
        return f"deleted {_holding(values, book)}"
    until = f" until {day(values['until'])}" if values["until"] else ""
    person, post = book.name(Person, values["person_id"]), book.name(Post, values["post_id"])
    return f"put {person} in the post {post} from {day(values['since'])}{until}"


_FACTORS = {"totp": "an authenticator app", "webauthn": "a passkey", "recovery_codes": "recovery codes"}


def _factor(values: Values, book: Book) -> str:
    return f"{_FACTORS[values['type']]} of {book.name(Person, values['user_id'])}"


def _person_of_factor(values: Values, book: Book) -> Row:
    return key_of(Person), values["user_id"]


def _said_of_factor(done: str, values: Values, book: Book) -> str:
    return f"{'removed' if done == 'deleted' else 'added'} {_factor(values, book)}"


register(
    [
        Kind(
            Directorate,
            "directorate",
            "directorates",
            (plain(Directorate, "name"),),
            untold=("id",),
            named=("name",),
            page=_page("directorate", Directorate, Part(Department, lambda pk: Q(directorate_id=pk))),
        ),
        Kind(
            Department,
            "department",
            "departments",
            (plain(Department, "name"), plain(Department, "directorate")),
            untold=("id",),
            named=("name",),
            page=_page("department", Department),
        ),
        Kind(
            Post,
            "post",
            "posts",
            (
                plain(Post, "title"),
                plain(Post, "role"),
                plain(Post, "directorate"),
                plain(Post, "department"),
                plain(Post, "ended_on", "day on which it ended"),
            ),
            untold=("id",),
            named=("title",),
            page=_page("post", Post, Part(Holding, lambda pk: Q(post_id=pk))),
        ),
        Kind(
            Person,
            "person",
            "people",
            (
                plain(Person, "name"),
                plain(Person, "email", "e-mail address"),
                plain(Person, "left_on", "day of leaving", says=_left),
                plain(Person, "is_active", "permission to sign in", unless="day of leaving"),
            ),
            untold=("id", "created"),
            named=("name",),
            page=_page(
                "person",
                Person,
                Part(Holding, lambda pk: Q(person_id=pk)),
                Part(SecondFactor, lambda pk: Q(user_id=pk)),
            ),
        ),
        Kind(
            Holding,
            "time in a post",
            "times in posts",
            (
                plain(Holding, "person"),
                plain(Holding, "post"),
                plain(Holding, "since", "first day"),
                plain(Holding, "until", "last day"),
            ),
            untold=("id",),
            calls=_holding,
            parent=_of_person,
            said=_said_of_holding,
        ),
        Kind(
            SecondFactor,
            "second factor",
            "second factors",
            (plain(SecondFactor, "user", "person"), plain(SecondFactor, "type", "sort of second factor")),
            untold=("id", "created_at"),
            calls=_factor,
            parent=_person_of_factor,
            said=_said_of_factor,
        ),
    ],
    actions={},
)
