"""A paper that somebody uploaded: kept beside what was understood of it, until it is made into a plan or set aside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.web.accounts.models import Directorate, Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models.choices import UploadState, choices_of
from goldenthread.web.plans.models.counting import counts_changes
from goldenthread.web.plans.models.plan import Plan


@tracked(exclude=["reading", "passages"])
class Upload(models.Model):
    """`reading` is the library's Reading and `passages` the paper's own text, in JSON; `settled` what people answered."""

    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="uploads")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="uploads")
    at = models.DateTimeField()
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="papers", max_length=255)
    state = models.CharField(max_length=30, choices=choices_of(UploadState), default=UploadState.WAITING)
    trouble = models.TextField(blank=True)
    reading = models.JSONField(null=True)
    passages = models.JSONField(null=True)
    settled = models.JSONField(default=dict)
    plan = models.OneToOneField(Plan, on_delete=models.SET_NULL, related_name="came_from", null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        triggers: ClassVar = [counts_changes()]

    def __str__(self) -> str:
        return self.name
