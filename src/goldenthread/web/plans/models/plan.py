"""A directorate's plan for one or more years: its objectives, what stands around them, and where it is in its life."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from goldenthread.web.accounts.models import Directorate, Person, Post
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models.choices import PlanState, choices_of
from goldenthread.web.plans.models.counting import counts_changes


@tracked()
class Priority(models.Model):
    """One of the council's corporate priorities, with its aim."""

    title = models.CharField(
        max_length=200, unique=True, error_messages={"unique": "There is a priority of that title."}
    )
    aim = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["position", "title"]
        verbose_name_plural = "priorities"
        triggers: ClassVar = [counts_changes()]

    def __str__(self) -> str:
        return self.title


@tracked()
class Plan(models.Model):
    """A business plan: its first financial year (2021 is 2021/22), and for how many years it sets targets."""

    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="plans")
    departments = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=30, choices=choices_of(PlanState), default=PlanState.DRAFT)
    approved_by = models.CharField(max_length=160, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    rolled_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="rolled_to", null=True, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["-first_year", "title", "pk"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["directorate", "title", "first_year"],
                name="plan_once",
                violation_error_message="This directorate has a plan of that title and year already.",
            ),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=10),
                name="plan_years",
                violation_error_message="A plan is for 1 to 10 years.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlanState.APPROVED.value) | (Q(approved_on__isnull=False) & ~Q(approved_by="")),
                name="approved_plan_says_by_whom",
                violation_error_message="Say who approved the plan, and when.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def covers(self) -> range:
        """The financial years that it sets targets for, by the calendar year in which each begins."""
        return range(self.first_year, self.first_year + self.years)


@tracked()
class PlanSection(models.Model):
    """A part of the plan's paper that holds no lines: narrative or judgements, as the library's value in JSON.

    `before_objectives` says on which side of the objectives it prints.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    before_objectives = models.BooleanField(default=True)
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["plan", "position", "pk"]

    def __str__(self) -> str:
        return str(self.content.get("title") or self.content.get("part", ""))


@tracked()
class Objective(models.Model):
    """A service objective of a plan. It serves one or more priorities; one without any is warned of, not refused."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    ref = models.CharField("reference", max_length=40, blank=True)
    title = models.TextField()
    position = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="objectives", null=True, blank=True)
    priorities: models.ManyToManyField[Priority, ObjectivePriority] = models.ManyToManyField(
        Priority, related_name="objectives", through="ObjectivePriority", blank=True
    )
    linked_indicators = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["plan", "position", "pk"]
        triggers: ClassVar = [counts_changes()]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


@tracked()
class ObjectivePriority(models.Model):
    """That an objective serves a priority."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="serves")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="served_by")

    class Meta:
        ordering: ClassVar = ["priority__position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["objective", "priority"], name="objective_serves_priority_once")
        ]

    def __str__(self) -> str:
        return f"{self.objective}: {self.priority}"


@tracked()
class StrategicIssue(models.Model):
    """A strategic issue of a plan: where things stand, what should come of it in one year and in three, and how."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="strategic_issues")
    position = models.PositiveIntegerField(default=0)
    ref = models.CharField("reference", max_length=40, blank=True)
    issue = models.TextField()
    baseline = models.TextField(blank=True)
    outcomes_year_1 = models.TextField("outcomes in one year", blank=True)
    outcomes_year_3 = models.TextField("outcomes in three years", blank=True)
    interventions = models.TextField(blank=True)
    indicators = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["plan", "position", "pk"]
        triggers: ClassVar = [counts_changes()]

    def __str__(self) -> str:
        return f"{self.ref} {self.issue}".strip()


@tracked()
class PlanComment(models.Model):
    """What somebody says of a plan that is with members for comment."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_comments")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["plan", "at", "pk"]

    def __str__(self) -> str:
        return self.text
