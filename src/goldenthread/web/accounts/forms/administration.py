"""What administrators fill in. What may not be done in the end is the actions' to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from goldenthread.web.accounts.models import Department, Directorate, Holding, Person, Post, Role
from goldenthread.web.accounts.queries import WhichPeople, WhichPosts

if TYPE_CHECKING:
    _PostField = forms.ModelChoiceField[Post]
else:
    _PostField = forms.ModelChoiceField

_DATE = "For example, 27/3/2022."


def _day(label: str, missing: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=_DATE,
        required=required,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"autocomplete": "off"}),
        error_messages={"required": missing, "invalid": "Give a day that there is, like 27/3/2022."},
    )


class _PostChoice(_PostField):
    def label_from_instance(self, post: Post) -> str:
        return f"{post.title}, {post.directorate.name if post.directorate else 'the whole council'}"


def _post(label: str, hint: str, *, required: bool) -> _PostChoice:
    return _PostChoice(
        Post.objects.filter(ended_on=None).select_related("directorate").order_by("title", "pk"),
        label=label,
        help_text=hint,
        required=required,
        empty_label="None yet" if not required else "Choose a post",
        error_messages={"required": "Choose a post.", "invalid_choice": "This post has ended. Choose another."},
    )


class PeopleSearch(forms.Form):
    """Which people to list."""

    search = forms.CharField(label="Name or e-mail address", required=False, widget=forms.TextInput)
    which = forms.ChoiceField(
        label="Who",
        required=False,
        choices=[(WhichPeople.HERE, "Work here"), (WhichPeople.LEFT, "Have left"), (WhichPeople.ALL, "All")],
    )

    def chosen(self) -> tuple[WhichPeople, str]:
        """Which people, and the part of a name; everybody who works here where nothing sensible is asked for."""
        if not self.is_valid():
            return WhichPeople.HERE, ""
        return WhichPeople(self.cleaned_data["which"] or WhichPeople.HERE), self.cleaned_data["search"]


class PostSearch(forms.Form):
    """Which posts to list."""

    search = forms.CharField(label="Title", required=False, widget=forms.TextInput)
    which = forms.ChoiceField(
        label="Which",
        required=False,
        choices=[
            (WhichPosts.CURRENT, "All that there are"),
            (WhichPosts.VACANT, "Vacant"),
            (WhichPosts.ENDED, "Ended"),
        ],
    )

    def chosen(self) -> tuple[WhichPosts, str]:
        """Which posts, and the part of a title; all that have not ended where nothing sensible is asked for."""
        if not self.is_valid():
            return WhichPosts.CURRENT, ""
        return WhichPosts(self.cleaned_data["which"] or WhichPosts.CURRENT), self.cleaned_data["search"]


class ChangePerson(forms.Form):
    """A name and an address."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give the person's name."})
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it, and the link to choose a password is sent to it.",
        error_messages={
            "required": "Give the person's e-mail address.",
            "invalid": "Give an e-mail address in full, like name@example.gov.uk.",
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class AddPerson(ChangePerson):
    """Somebody new, and the post that they come for."""

    post = _post("Post", "What they may see and do comes with it. You can give them more posts later.", required=False)
    since = _day("First day in the post", "Say from which day they hold the post.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["seen"]


class GivePost(forms.Form):
    """A post and the first day in it."""

    post = _post("Post", "What they may see and do comes with it.", required=True)
    since = _day("First day in the post", "Say from which day they hold the post.")


class EndOn(forms.Form):
    """The last day of something."""

    last_day = _day("Last day", "Give the last day.")


class Leave(EndOn):
    """The last day, and for each post who takes it over."""

    def __init__(self, *args: Any, holdings: Sequence[Holding], others: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), f"{person.name} ({person.email})") for person in others]
        self._people = {str(person.pk): person for person in others}
        self._posts = [holding.post for holding in holdings]
        for post in self._posts:
            self.fields[f"post_{post.pk}"] = forms.ChoiceField(
                label=f"Who takes over: {post.title}",
                required=False,
                choices=[("", "Nobody yet: leave it vacant"), *people],
                error_messages={"invalid_choice": "This person has left meanwhile. Choose somebody else."},
            )

    def successors(self) -> dict[int, Person]:
        """By the post's id, for those that are handed over."""
        chosen = {post.pk: self.cleaned_data[f"post_{post.pk}"] for post in self._posts}
        return {post: self._people[person] for post, person in chosen.items() if person}


class Why(forms.Form):
    """A reason, which is kept in the history."""

    reason = forms.CharField(
        label="Reason",
        max_length=400,
        help_text="It is kept in the history. Say how you made sure that it is them who asked.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give the reason."},
    )


class Confirm(forms.Form):
    """Nothing to fill in: a button."""


class ChangePost(forms.Form):
    """What a post is."""

    title = forms.CharField(label="Title", max_length=160, error_messages={"required": "Give the post's title."})
    role = forms.ChoiceField(
        label="Role", choices=Role.choices, help_text="What whoever holds the post does here.", widget=forms.RadioSelect
    )
    directorate = forms.ModelChoiceField(
        Directorate.objects.order_by("name"),
        label="Directorate",
        required=False,
        empty_label="The whole council",
        help_text="Performance officers, finance officers and members may work for the whole council; administrators do.",
    )
    department = forms.ModelChoiceField(
        Department.objects.select_related("directorate").order_by("directorate__name", "name"),
        label="Department",
        required=False,
        empty_label="None",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = self.fields["department"]
        departments.label_from_instance = lambda row: f"{row.directorate.name}: {row.name}"  # type: ignore[attr-defined]


class AddPost(ChangePost):
    """A new post."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["seen"]


class AddPlace(forms.Form):
    """The name of a directorate or a department."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give the name."})


class RenamePlace(AddPlace):
    """Another name."""

    seen = forms.CharField(widget=forms.HiddenInput)
