"""An update: what an officer says of one measure or milestone in one round; its figures, evidence, explanations and notes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from goldenthread.model.figures import Absence, Marker
from goldenthread.model.periods import PeriodKind
from goldenthread.model.plan import Light
from goldenthread.web.accounts.models import Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models import Measure, Milestone
from goldenthread.web.plans.models.choices import choices_of
from goldenthread.web.plans.models.counting import counts_changes
from goldenthread.web.returns.models.choices import Answer, NoteKind, NotRated, UpdateState
from goldenthread.web.returns.models.rounds import Return


@tracked(exclude=["computed", "findings"])
class Update(models.Model):
    """One measure or milestone in one round: the unit of work.

    The window is the measure's own (a school measure's second quarter is September alone). `judged` is the officer's light,
    `not_rated` why they give none, and `difference` why it is not the computed one (R4.3). `computed` holds the library's
    verdicts ({"progress": …, "travel": …} as JSON of `Verdict`) and `findings` its findings, as of the last save: worked out,
    so not in the history. `author` is the post that speaks, as it was called then. `late_until` lets this one be answered
    after the round closed.
    """

    part_of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="updates")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="updates", null=True, blank=True)
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="updates", null=True, blank=True)
    period_kind = models.CharField(max_length=30, choices=choices_of(PeriodKind))
    period_start = models.DateField()
    period_end = models.DateField()
    state = models.CharField(max_length=30, choices=choices_of(UpdateState), default=UpdateState.NOT_STARTED)
    answer = models.CharField(max_length=30, choices=choices_of(Answer), default=Answer.FIGURES)
    available_on = models.DateField("available on", null=True, blank=True)
    done_on = models.DateField("done on", null=True, blank=True)
    judged = models.CharField("progress", max_length=10, choices=choices_of(Light), blank=True)
    not_rated = models.CharField("why no light is given", max_length=30, choices=choices_of(NotRated), blank=True)
    difference = models.TextField("why the light differs from the computed one", blank=True)
    what_happened = models.TextField(blank=True)
    why = models.TextField(blank=True)
    what_next = models.TextField("what happens next", blank=True)
    action = models.TextField("next action", blank=True)
    action_who = models.CharField("who does it", max_length=160, blank=True)
    action_by = models.DateField("by when", null=True, blank=True)
    author = models.CharField(max_length=160, blank=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    own_approval = models.BooleanField("approved by who entered it", default=False, editable=False)
    locked_in = models.CharField("locked by", max_length=300, blank=True, editable=False)
    locked_at = models.DateTimeField(null=True, editable=False)
    late_until = models.DateField(null=True, blank=True, editable=False)
    computed = models.JSONField(default=dict, editable=False)
    findings = models.JSONField(default=list, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["part_of", "pk"]
        triggers: ClassVar = [counts_changes()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part_of", "measure"], name="measure_answered_once"),
            models.UniqueConstraint(fields=["part_of", "milestone"], name="milestone_answered_once"),
            models.CheckConstraint(
                condition=Q(measure=None, milestone__isnull=False) | Q(measure__isnull=False, milestone=None),
                name="update_is_of_one_line",
            ),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="update_period_in_order"),
            models.CheckConstraint(
                condition=Q(judged="") | Q(not_rated=""),
                name="light_or_reason_for_none",
                violation_error_message="Choose a light, or say why you give none: not both.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.line)

    @property
    def line(self) -> Measure | Milestone:
        """The measure or the milestone that it is about."""
        line = self.measure or self.milestone
        assert line is not None  # noqa: S101 - the database holds one of them
        return line


@tracked()
class UpdateFigure(models.Model):
    """A number as somebody typed it for a component ("" for the whole), or the reason that there is none; never both.

    Once approved it stands in the measure's series too (plans.Figure), where it may be restated; here it stays as tabled.
    """

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="figures")
    component = models.CharField(max_length=160, blank=True)
    position = models.PositiveIntegerField(default=0)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    absence = models.CharField(max_length=30, choices=choices_of(Absence), blank=True)
    markers = ArrayField(models.CharField(max_length=4, choices=choices_of(Marker)), default=list, blank=True)
    qualifier = models.CharField(max_length=160, blank=True)
    original = models.CharField("as typed", max_length=400, blank=True)
    from_partner = models.BooleanField("comes directly from a partner", default=False)

    class Meta:
        ordering: ClassVar = ["update", "position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(value__isnull=False) & Q(absence="")) | (Q(value=None) & ~Q(absence="")),
                name="update_figure_or_absence",
                violation_error_message="Give a figure, or say why there is none: not both.",
            ),
            models.UniqueConstraint(fields=["update", "component"], name="update_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.component} {self.original}".strip()


@tracked()
class Explanation(models.Model):
    """The officer's answer to a finding: why it stands. `key` is the finding's: what is found differently is asked anew."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="explanations")
    check_id = models.CharField("check", max_length=20)
    key = models.CharField(max_length=64)
    says = models.TextField("what was found")
    words = models.TextField("explanation")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["update", "at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["update", "key"], name="finding_explained_once")]

    def __str__(self) -> str:
        return self.words


@tracked()
class Evidence(models.Model):
    """A file that shows where a figure comes from: kept, and never served to anybody outside the update's chain."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="evidence", max_length=255)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["update", "at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["update", "sha256"], name="evidence_once")]

    def __str__(self) -> str:
        return self.name


@tracked()
class UpdateNote(models.Model):
    """A remark beside an update: why it was sent back, why it may be late."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=30, choices=choices_of(NoteKind))
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["update", "at", "pk"]

    def __str__(self) -> str:
        return self.text


@tracked()
class Question(models.Model):
    """What a member asked about an update that was tabled. The next update of the same line stands beside it."""

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["update", "at", "pk"]

    def __str__(self) -> str:
        return self.text
