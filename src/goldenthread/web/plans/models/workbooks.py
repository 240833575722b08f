"""A plan's workbook that somebody changed and sent back: kept until they confirm its differences, or set it aside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models.plan import Plan


@tracked(exclude=["sent"])
class Workbook(models.Model):
    """What was read of it, as values in JSON (workbook/sending.py); the file itself is not kept. One for each plan and person."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="workbooks")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="workbooks")
    at = models.DateTimeField()
    name = models.CharField(max_length=255)
    sent = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "by"], name="workbook_once_for_each")]

    def __str__(self) -> str:
        return self.name
