"""What a measure should reach in each year, what it started from, and the figures that it has reached."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from goldenthread.model.figures import Absence, Marker, TargetKind, TargetState
from goldenthread.model.periods import PeriodKind
from goldenthread.web.accounts.models import Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models.choices import TargetType, choices_of
from goldenthread.web.plans.models.counting import counts_changes
from goldenthread.web.plans.models.definitions import Definition, Series
from goldenthread.web.plans.models.lines import Measure


@tracked()
class Target(models.Model):
    """The target of a measure, or of one component ("" for the whole), for a financial year (2021 is 2021/22).

    A level is `low`; a range is `low` to `high`; a change is `low` with its direction ("reduction"); words are `text`.
    `profile` holds what is expected by the end of each quarter, four figures or none (handbook 4.3). `original` is the
    cell as the paper printed it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")
    component = models.CharField(max_length=160, blank=True)
    year = models.PositiveSmallIntegerField("financial year")
    kind = models.CharField(max_length=30, choices=choices_of(TargetKind), default=TargetKind.LEVEL)
    low = models.DecimalField("target", max_digits=20, decimal_places=6, null=True, blank=True)
    high = models.DecimalField("to", max_digits=20, decimal_places=6, null=True, blank=True)
    direction = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    original = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=20, choices=choices_of(TargetState), default=TargetState.UNSTATED)
    type = models.CharField(
        "how it was set", max_length=60, choices=choices_of(TargetType), default=TargetType.UNSTATED
    )
    rationale = models.TextField(blank=True)
    approved_by = models.CharField(max_length=160, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    profile = ArrayField(models.DecimalField(max_digits=20, decimal_places=6), size=4, default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["measure", "year", "pk"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["measure", "component", "year"],
                name="target_once_a_year",
                violation_error_message="This measure has a target for that year already.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[TargetKind.LEVEL.value, TargetKind.CHANGE.value, TargetKind.SHARE.value])
                | Q(low__isnull=False),
                name="target_has_its_number",
                violation_error_message="Give the number to reach.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.RANGE.value) | Q(low__isnull=False, high__gte=F("low")),
                name="range_has_two_ends",
                violation_error_message="A range needs its lower end and its upper end, in that order.",
            ),
            models.CheckConstraint(
                condition=Q(profile__len=0) | Q(profile__len=4),
                name="profile_is_four_quarters",
                violation_error_message="A profile needs one figure for each of the four quarters.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.original or self.low}"


class Recorded(models.Model):
    """A number as reported, or the reason that there is none; never both, and never neither. `original` is as typed."""

    component = models.CharField(max_length=160, blank=True)
    period_kind = models.CharField(max_length=30, choices=choices_of(PeriodKind))
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    absence = models.CharField(max_length=30, choices=choices_of(Absence), blank=True)
    markers = ArrayField(models.CharField(max_length=4, choices=choices_of(Marker)), default=list, blank=True)
    qualifier = models.CharField(max_length=160, blank=True)
    original = models.CharField(max_length=400, blank=True)
    source = models.CharField("where it comes from", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def _value_or_absence(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=(Q(value__isnull=False) & Q(absence="")) | (Q(value=None) & ~Q(absence="")),
        name=name,
        violation_error_message="Give a figure, or say why there is none: not both.",
    )


@tracked()
class Figure(Recorded):
    """What a series reached in a period, in the sense of one version of its definition: as known now.

    `tabled_in` names the edition that printed it first, and `tabled_on` the day of the meeting; from then on it is only
    ever restated, and what was tabled stays readable (TabledFigure).
    """

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="figures")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="figures")
    tabled_in = models.CharField(max_length=300, blank=True, editable=False)
    tabled_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["series", "period_end", "period_start", "pk"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            _value_or_absence("figure_or_absence"),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="figure_period_in_order"),
            models.UniqueConstraint(
                fields=["series", "component", "period_start", "period_end"],
                name="figure_once_a_period",
                violation_error_message="This measure has a figure for that period already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_end}: {self.original or self.value}"


@tracked()
class TabledFigure(Recorded):
    """A value that was tabled and has been restated since: what it was, until when it was known, by whom changed and why (R4.11).

    Its `version` is that of the figure when it was restated.
    """

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="earlier")
    tabled_in = models.CharField(max_length=300, blank=True)
    tabled_on = models.DateField(null=True, blank=True)
    restated_at = models.DateTimeField()
    restated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering: ClassVar = ["figure", "restated_at", "pk"]
        constraints: ClassVar = [_value_or_absence("tabled_figure_or_absence")]

    def __str__(self) -> str:
        return f"{self.period_end}: {self.original or self.value}"


@tracked()
class Baseline(Recorded):
    """What a measure starts from, where the plan says so."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="baselines")

    class Meta:
        ordering: ClassVar = ["measure", "period_end", "pk"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            _value_or_absence("baseline_or_absence"),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="baseline_period_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.period_end}: {self.original or self.value}"
