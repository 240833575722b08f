"""The people of the council: listed, added, changed, led out and let in again, by administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.web.accounts import access, queries
from goldenthread.web.accounts.actions import holdings, people
from goldenthread.web.accounts.actions.saving import seen
from goldenthread.web.accounts.forms import administration as forms
from goldenthread.web.accounts.invitations import invite
from goldenthread.web.accounts.models import Person
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.accounts.second_factors import second_factors
from goldenthread.web.accounts.views.answering import Done, answer

_ON_A_PAGE = 100
_either = require_http_methods(["GET", "POST"])


def _page(person: Person) -> str:
    return reverse("person", args=[person.pk])


@require_safe
def people_list(request: PersonRequest) -> HttpResponse:
    """People with the posts that they hold today."""
    access.administrators_only(request)
    form = forms.PeopleSearch(request.GET or None)
    which, search = form.chosen()
    listed = queries.people_listed(which, search, timezone.localdate())
    page = Paginator(listed, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"form": form, "page": page, "which": which, "search": search})


@require_safe
def person_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One person: posts, second factors, and what can be done."""
    person = access.person_for(request, pk)
    today = timezone.localdate()
    prepared = {
        "person": person,
        "held": queries.holdings_of(person, today),
        "others": queries.past_and_future_holdings_of(person, today),
        "factors": len(second_factors(person)),
        "has_password": person.has_usable_password(),
    }
    return render(request, "accounts/person.html", prepared)


@_either
def person_add(request: PersonRequest) -> HttpResponse:
    """Adds somebody, and sends them the link to choose a password."""
    access.administrators_only(request)
    form = forms.AddPerson(request.POST or None, initial={"since": timezone.localdate()})

    def act(given: dict[str, Any]) -> Done:
        person = people.add_person(**given, by=request.user)
        return Done(f"{person.name} is added. {_sent(request, person)}", _page(person))

    return answer(
        request,
        form,
        act,
        heading="Add a person",
        intro="A link to choose a password is sent to them. You never see a password.",
        button="Add the person",
        back=reverse("people"),
    )


def _sent(request: PersonRequest, person: Person) -> str:
    if invite(person, request.build_absolute_uri):
        return f"A link to choose a password is on its way to {person.email}."
    return "The e-mail could not be sent: ask whoever keeps the server, then send the link again."


@_either
def person_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Another name or address."""
    person = access.person_for(request, pk)
    as_it_is = {"name": person.name, "email": person.email, "seen": seen(person)}
    form = forms.ChangePerson(request.POST or None, initial=as_it_is)

    def act(given: dict[str, Any]) -> Done:
        people.change_person(person=person, **given, by=request.user)
        return Done("The name and the address are saved.", _page(person))

    return answer(
        request,
        form,
        act,
        heading=f"Change {person.name}",
        now=[("Name", person.name), ("E-mail address", person.email)],
        button="Save",
        back=_page(person),
    )


@_either
def person_leave(request: PersonRequest, pk: int) -> HttpResponse:
    """Somebody leaves: for each post that they hold, what it owns, and who takes it over."""
    person = access.person_for(request, pk)
    today = timezone.localdate()
    held = [*queries.holdings_of(person, today), *_to_come(person)]
    others = list(Person.objects.filter(is_active=True).exclude(pk=person.pk).order_by("name", "pk"))
    form = forms.Leave(request.POST or None, initial={"last_day": today}, holdings=held, others=others)
    owned = queries.owned_by([holding.post_id for holding in held], today)

    def act(given: dict[str, Any]) -> Done:
        people.person_leaves(
            person=person, last_day=given["last_day"], successors=form.successors(), by=request.user, today=today
        )
        return Done(f"{person.name} has left, and is signed out everywhere.", _page(person))

    posts = [(holding.post, owned.get(holding.post_id, queries.Owned())) for holding in held]
    return answer(request, form, act, template="accounts/person_leave.html", person=person, posts=posts)


def _to_come(person: Person) -> list[Any]:
    today = timezone.localdate()
    return [holding for holding in queries.past_and_future_holdings_of(person, today) if holding.since > today]


@_either
def person_return(request: PersonRequest, pk: int) -> HttpResponse:
    """Somebody who left is back."""
    person = access.person_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        back = people.person_returns(person=person, by=request.user)
        return Done(f"{back.name} is back. {_sent(request, back)} Now give them a post.", _page(person))

    return answer(
        request,
        forms.Confirm(request.POST if request.method == "POST" else None),
        act,
        heading=f"{person.name} is back",
        intro="They are sent a link to choose a new password. They hold no post until you give them one.",
        button="Let them in again",
        back=_page(person),
    )


@require_POST
def person_send_link(request: PersonRequest, pk: int) -> HttpResponse:
    """Sends the link to choose a password once more."""
    person = access.person_for(request, pk)
    if not person.is_active:
        messages.error(request, f"{person.name} has left, so no link is sent.")
    else:
        messages.info(request, _sent(request, person))
    return redirect(_page(person))


@_either
def person_remove_second_factor(request: PersonRequest, pk: int) -> HttpResponse:
    """For somebody who has lost their phone."""
    person = access.person_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        people.remove_second_factor(person=person, reason=given["reason"], by=request.user)
        return Done(
            "The second factor is removed. They are signed out, and sign in with their password.", _page(person)
        )

    return answer(
        request,
        forms.Why(request.POST or None),
        act,
        heading=f"Remove the second factor of {person.name}",
        intro="Their authenticator app, passkeys and recovery codes stop working, and they are signed out everywhere. "
        "Speak to them first: whoever has their password could ask you for this in their name.",
        button="Remove the second factor",
        kind="warning",
        back=_page(person),
    )


@_either
def holding_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Gives the person a post from a day."""
    person = access.person_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        holding = holdings.give_post(person=person, **given, by=request.user)
        return Done(f"{person.name} holds the post {holding.post.title}.", _page(person))

    return answer(
        request,
        forms.GivePost(request.POST or None, initial={"since": timezone.localdate()}),
        act,
        heading=f"Give {person.name} a post",
        button="Give the post",
        back=_page(person),
    )


@_either
def holding_end(request: PersonRequest, pk: int) -> HttpResponse:
    """The person gives the post up."""
    holding = access.holding_for(request, pk)

    def act(given: dict[str, Any]) -> Done:
        holdings.end_holding(holding=holding, **given, by=request.user, today=timezone.localdate())
        return Done("The last day in the post is saved.", _page(holding.person))

    return answer(
        request,
        forms.EndOn(request.POST or None, initial={"last_day": timezone.localdate()}),
        act,
        heading=f"{holding.person.name} gives up {holding.post.title}",
        intro="What the post owns stays with the post.",
        button="Save the last day",
        back=_page(holding.person),
    )
