"""One quarter's collection, the days on which the council is closed, and what each directorate owes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from goldenthread.web.accounts.models import Directorate, Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models import Plan
from goldenthread.web.plans.models.choices import choices_of
from goldenthread.web.plans.models.counting import counts_changes
from goldenthread.web.returns.models.choices import SectionKind


class _Days(Func):
    """The days from the first to the last, both counted."""

    function = "daterange"
    output_field = DateRangeField()


@tracked()
class Round(models.Model):
    """The observed window (the quarter), the day from which updates are taken, and the deadlines up to the meeting.

    Each deadline is a day at whose end the work should be done; `performance_by` ends the submission window. Rounds never
    observe the same day twice, and their days stand in order (peer rule of the reporting round). `own_approval` says whether
    a director may approve a figure that they alone entered.
    """

    number = models.PositiveIntegerField(unique=True, editable=False)
    title = models.CharField(max_length=120)
    observed_from = models.DateField("first day observed")
    observed_to = models.DateField("last day observed")
    opens = models.DateField("updates are taken from")
    officers_by = models.DateField("officers answer by")
    directors_by = models.DateField("directors approve by")
    performance_by = models.DateField("the performance officer finishes by")
    despatch_by = models.DateField("papers are sent out by")
    meeting_on = models.DateField("the board meets on")
    own_approval = models.BooleanField("directors may approve figures that they entered themselves", default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["-observed_to"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="rounds_do_not_overlap",
                expressions=[(_Days("observed_from", "observed_to", Value("[]")), RangeOperators.OVERLAPS)],
                violation_error_message="Another round observes some of these days already. Choose a quarter that has none.",
            ),
            models.CheckConstraint(
                condition=Q(observed_to__gte=F("observed_from")),
                name="round_observes_in_order",
                violation_error_message="The last day observed cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(opens__gte=F("observed_to")),
                name="round_opens_after_the_quarter",
                violation_error_message="Updates can be taken from the last day observed on, not before.",
            ),
            models.CheckConstraint(
                condition=Q(
                    officers_by__gte=F("opens"),
                    directors_by__gte=F("officers_by"),
                    performance_by__gte=F("directors_by"),
                    despatch_by__gte=F("performance_by"),
                    meeting_on__gt=F("despatch_by"),
                ),
                name="round_deadlines_in_order",
                violation_error_message="The deadlines must stand in this order: updates are taken, officers answer, directors "
                "approve, the performance officer finishes, papers are sent out, the board meets.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class ClosedDay(models.Model):
    """A day on which the council is closed, besides weekends and England's bank holidays (handbook 7.1)."""

    day = models.DateField(unique=True, error_messages={"unique": "This day is in the list already."})
    why = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.why}"


@tracked()
class Return(models.Model):
    """What one directorate owes for one round under its approved plan; closed by the director's declaration of data quality.

    `declaration` is what the director confirmed, word for word; "" until then.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="returns")
    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="returns")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="returns")
    declaration = models.TextField(blank=True)
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    declared_post = models.CharField("declared as", max_length=160, blank=True, editable=False)
    declared_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["round", "directorate__name"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "directorate"], name="return_once"),
            models.CheckConstraint(
                condition=(Q(declared_at=None) & Q(declaration=""))
                | (Q(declared_at__isnull=False) & ~Q(declaration="")),
                name="declaration_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directorate}, {self.round}"


@tracked()
class ReturnSection(models.Model):
    """Key developments or emerging issues of a directorate in a round: paragraphs, a blank line between them."""

    part_of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=30, choices=choices_of(SectionKind))
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["part_of", "kind"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [models.UniqueConstraint(fields=["part_of", "kind"], name="return_section_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
