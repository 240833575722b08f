"""A frozen, numbered issue of a report: what was tabled, kept as the library's own JSON."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from goldenthread.model.report import ReportKind
from goldenthread.web.accounts.models import Directorate, Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models import Priority
from goldenthread.web.plans.models.choices import choices_of
from goldenthread.web.returns.models import Round, Update

_KINDS = [(key, word) for key, word in choices_of(ReportKind) if key in (ReportKind.PRIORITY, ReportKind.DEPARTMENTAL)]


@tracked(exclude=["report"])
class Edition(models.Model):
    """`report` is the text of `report_to_json`, byte for byte, and `sha256` its mark. Nothing in it is ever changed (R7.7).

    A priority-based report has a priority, a departmental one a directorate. `tabled_on` is the meeting's day.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=60, choices=_KINDS)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="editions", null=True, blank=True)
    directorate = models.ForeignKey(
        Directorate, on_delete=models.PROTECT, related_name="editions", null=True, blank=True
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    report = models.TextField()
    sha256 = models.CharField(max_length=64)
    tabled_on = models.DateField()
    why = models.TextField("why it was issued again", blank=True)
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-frozen_at", "-pk"]
        triggers: ClassVar = [pgtrigger.Protect(name="editions_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "kind", "priority", "directorate", "number"],
                nulls_distinct=False,
                name="edition_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.PRIORITY.value, priority__isnull=False, directorate=None)
                | Q(kind=ReportKind.DEPARTMENTAL.value, directorate__isnull=False, priority=None),
                name="edition_is_of_one_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number} of {self.title}"


@tracked()
class EditionUpdate(models.Model):
    """That an edition tables an update: said once, when it is frozen, and never changed either."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="updates")
    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="editions")

    class Meta:
        ordering: ClassVar = ["edition", "pk"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="edition_updates_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "update"], name="edition_tables_update_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.update}"
