"""Who does what in the council: directorates and departments, posts with their roles, and the people who hold them.

A measure is owned by a post, so that it survives the person; what somebody may do comes with the posts that they hold.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pghistory
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from goldenthread.web.history.tracking import tracked


class Role(models.TextChoices):
    """What the holder of a post does here."""

    RESPONSIBLE_OFFICER = "responsible officer", "Responsible officer"
    CONTRIBUTOR = "contributor", "Contributor"
    DIRECTOR = "director", "Director"
    PERFORMANCE_OFFICER = "performance officer", "Performance officer"
    FINANCE_OFFICER = "finance officer", "Finance officer"
    MEMBER = "member", "Member"
    ADMINISTRATOR = "administrator", "Administrator"


COUNCIL_WIDE = (Role.PERFORMANCE_OFFICER, Role.FINANCE_OFFICER, Role.MEMBER, Role.ADMINISTRATOR)
"""The roles whose post may belong to no directorate: it then reaches all of them."""


@tracked()
class Directorate(models.Model):
    """The largest part of the council that one director answers for."""

    name = models.CharField(
        max_length=120, unique=True, error_messages={"unique": "There is a directorate of that name already."}
    )

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Department(models.Model):
    """A part of a directorate."""

    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["directorate", "name"],
                name="department_once_in_directorate",
                violation_error_message="This directorate has a department of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Post(models.Model):
    """A post in the council. Without a directorate it reaches the whole council, which only some roles may."""

    title = models.CharField(max_length=160)
    role = models.CharField(max_length=30, choices=Role.choices, default=Role.RESPONSIBLE_OFFICER)
    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="posts", null=True, blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="posts", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["title", "directorate"],
                nulls_distinct=False,
                condition=Q(ended_on=None),
                name="post_once_in_directorate",
                violation_error_message="This directorate has a post of that title already.",
            ),
            models.CheckConstraint(
                condition=Q(directorate__isnull=False) | Q(role__in=[role.value for role in COUNCIL_WIDE]),
                name="post_has_directorate",
                violation_error_message="Choose a directorate: only performance officers, finance officers, members "
                "and administrators work for the whole council.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class People(BaseUserManager["Person"]):
    """Finds people, and makes them."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


@tracked(exclude=["password", "last_login"])
class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes with their posts; who has left cannot sign in."""

    email = models.EmailField(unique=True, error_messages={"unique": "Somebody has this address already."})
    name = models.CharField(max_length=120)
    left_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = People()

    has_second_factor: bool
    """Of whoever is signed in alone: it is fetched with them."""

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


@tracked()
class Holding(models.Model):
    """A person in a post, from a day, to a day or until further notice. A post may be shared."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "post"],
                condition=Q(until=None),
                name="person_holds_post_once",
                violation_error_message="This person holds that post already.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="holding_ends_after_it_begins",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"

    def held_on(self, day: date) -> bool:
        """Whether the person was in the post on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    exclude=["data", "last_used_at"],
    model_name="SecondFactorEvent",
)
class SecondFactor(Authenticator):  # type: ignore[misc]
    """allauth's row of an authenticator app, passkey or recovery codes: that it came and went is recorded, its secret is not."""

    class Meta:
        proxy = True
        verbose_name = "second factor"
