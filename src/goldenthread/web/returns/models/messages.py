"""What is sent to people: each message at most once, and a list of who got what; and the workbooks that come back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.tracking import tracked
from goldenthread.web.plans.models.choices import choices_of
from goldenthread.web.returns.models.choices import MessageKind, MessageState
from goldenthread.web.returns.models.rounds import Round


@tracked()
class Message(models.Model):
    """A message of one kind about one round to one person. `occasion` tells two of a kind apart ("2021-W41", an update's number).

    It is committed as being sent before it goes out, so that a worker that dies can never send it a second time.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="messages")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=40, choices=choices_of(MessageKind))
    occasion = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=200)
    state = models.CharField(max_length=30, choices=choices_of(MessageState), default=MessageState.WAITING)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "to", "kind", "occasion"], name="message_at_most_once")
        ]

    def __str__(self) -> str:
        return self.subject


@tracked(exclude=["sent"])
class UpdatesWorkbook(models.Model):
    """A workbook of somebody's updates that came back: kept as values until its differences are confirmed, or set aside."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="workbooks")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="updates_workbooks")
    at = models.DateTimeField()
    name = models.CharField(max_length=255)
    sent = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "by"], name="updates_workbook_once_for_each")]

    def __str__(self) -> str:
        return self.name
