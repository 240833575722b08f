"""What a measure's figures mean: the series that lasts from plan to plan, and each version of its definition.

A change of definition is a new version, never an edit under existing figures, and puts a break in the series (R4.10).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Calendar, Polarity, TimeBasis
from goldenthread.web.accounts.models import Directorate, Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models.choices import MeasureKind, RatingMethod, Sensitivity, choices_of
from goldenthread.web.plans.models.counting import counts_changes


@tracked()
class Series(models.Model):
    """One thing measured over the years: it keeps its figures and definitions when a plan is rolled forward."""

    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="series")

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return f"Series {self.pk}"


@tracked()
class Definition(models.Model):
    """The definition sheet of a measure (handbook 4.1, 6.1). An empty unit, polarity, time basis or calendar is unknown.

    A ratio's figure is numerator / denominator x multiplier. `population` names a denominator's source, age band and
    reference date (R6.2). `tolerance` is in the measure's own unit; null where the council's rule decides.
    """

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="definitions")
    number = models.PositiveIntegerField("version", default=1)
    begins = models.PositiveSmallIntegerField("first financial year", null=True, blank=True)
    why = models.TextField("why it was changed", blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    made_at = models.DateTimeField(editable=False)

    kind = models.CharField(max_length=40, choices=choices_of(MeasureKind), default=MeasureKind.NUMBER)
    unit = models.CharField(max_length=20, choices=choices_of(Unit), blank=True)
    decimals = models.PositiveSmallIntegerField("decimal places", null=True, blank=True)
    polarity = models.CharField("which way is better", max_length=40, choices=choices_of(Polarity), blank=True)
    time_basis = models.CharField(max_length=60, choices=choices_of(TimeBasis), blank=True)
    calendar = models.CharField(max_length=20, choices=choices_of(Calendar), blank=True)
    description = models.TextField("definition", blank=True)
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    multiplier = models.PositiveIntegerField(null=True, blank=True)
    population = models.CharField("population: source, ages and date", max_length=300, blank=True)
    components_sum = models.BooleanField("the components add up to the total", default=False)
    source_system = models.CharField(max_length=200, blank=True)
    limitations = models.TextField(blank=True)
    sensitivity = models.CharField(max_length=60, choices=choices_of(Sensitivity), default=Sensitivity.OPEN)
    comparability = models.TextField("what it may be compared with", blank=True)
    rating_method = models.CharField(max_length=40, choices=choices_of(RatingMethod), default=RatingMethod.JUDGED)
    tolerance = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    framework_references = models.CharField(max_length=300, blank=True)
    expected_availability = models.CharField("when figures are expected", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["series", "number"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="definition_version_once"),
            models.CheckConstraint(
                condition=Q(multiplier=None) | Q(multiplier__in=[1, 100, 1000, 10000, 100000]),
                name="multiplier_is_a_power_of_ten",
                violation_error_message="A multiplier is 1, 100, 1,000, 10,000 or 100,000.",
            ),
            models.CheckConstraint(
                condition=Q(tolerance=None) | Q(tolerance__gte=0),
                name="tolerance_not_negative",
                violation_error_message="A tolerance cannot be less than nought.",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


@tracked()
class Component(models.Model):
    """A named part of a measure that prints in the same cell: Primary, Secondary."""

    definition = models.ForeignKey(Definition, on_delete=models.CASCADE, related_name="components")
    name = models.CharField(max_length=160)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["definition", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["definition", "name"],
                name="component_once",
                violation_error_message="This measure has a component of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
