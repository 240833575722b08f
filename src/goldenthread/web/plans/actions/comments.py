"""What members and keepers say of a plan while it is with members for comment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.models import Plan, PlanComment, PlanState


def comment(*, plan: Plan, text: str, by: Person, at: datetime) -> PlanComment:
    """Adds a comment. Refused once the plan is no longer with members, or where nothing is said."""
    if not text.strip():
        raise Refused("Write your comment first.")
    with transaction.atomic(), recorded(by=by, action="plans.comment"):
        now = Plan.objects.select_for_update().filter(pk=plan.pk).first()
        if now is None:
            raise Gone("This plan was deleted while you were writing. Your comment was not saved.")
        if now.state != PlanState.FOR_COMMENT:
            raise Refused("This plan is no longer with members for comment, so your comment was not saved.")
        return PlanComment.objects.create(plan=now, by=by, at=at, text=text.strip())
