"""The lines of a plan: its milestones and its measures, each owned by a post and shared with others."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.web.accounts.models import Post
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models.counting import counts_changes
from goldenthread.web.plans.models.definitions import Definition, Series
from goldenthread.web.plans.models.plan import Objective, Plan


class Line(models.Model):
    """What a milestone and a measure have in common. Two of one reference are warned of, not refused.

    A line that is dropped from an approved plan stays in it, with the day.
    """

    ref = models.CharField("reference", max_length=40, blank=True)
    title = models.TextField()
    position = models.PositiveIntegerField(default=0)
    dropped_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


@tracked()
class Milestone(Line):
    """A piece of work with a due date: as printed, and the first and last day of the window that it names."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="milestones")
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="milestones", null=True, blank=True)
    due = models.CharField("due", max_length=80, blank=True)
    due_from = models.DateField(null=True, blank=True, editable=False)
    due_to = models.DateField(null=True, blank=True, editable=False)
    source = models.CharField("team", max_length=160, blank=True)
    continues = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="continued_by", null=True, blank=True, editable=False
    )

    class Meta:
        ordering: ClassVar = ["plan", "objective__position", "position", "pk"]
        triggers: ClassVar = [counts_changes()]


@tracked()
class Measure(Line):
    """A performance indicator in one plan. `series` is what it measures over the years, `definition` the version in force."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="measures")
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="measures", null=True, blank=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="measures")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="measures")

    class Meta:
        ordering: ClassVar = ["plan", "objective__position", "position", "pk"]
        triggers: ClassVar = [counts_changes()]


class Contribution(models.Model):
    """That a line is shared with a post, which may see it and help with its updates."""

    class Meta:
        abstract = True


@tracked()
class MeasureContribution(Contribution):
    """A measure shared with a post."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="contributions")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="measure_contributions")

    class Meta:
        ordering: ClassVar = ["post__title", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["measure", "post"], name="measure_shared_once")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.post}"


@tracked()
class MilestoneContribution(Contribution):
    """A milestone shared with a post."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="contributions")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="milestone_contributions")

    class Meta:
        ordering: ClassVar = ["post__title", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["milestone", "post"], name="milestone_shared_once")]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.post}"
