"""What the tests of deciding share: a return of People with a submitted measure and milestone, and who does what to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from goldenthread.web.history.context import recorded
from goldenthread.web.plans.models import Measure, Milestone, PlanState
from goldenthread.web.returns.actions.deciding import Asked
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.models import Return, Round, Update, UpdateState
from goldenthread.web.returns.states import Part
from tests.web.conftest import Cast
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan
from tests.web.returns.builders import make_return, make_round, make_update, make_update_figure

AT = datetime(2021, 10, 20, 10, 0, tzinfo=UTC)
DIRECTOR = frozenset({Part.DIRECTOR})
PERFORMANCE = frozenset({Part.PERFORMANCE})


@dataclass
class Quarter:
    """One directorate's return with a measure and a milestone, both submitted by the officer."""

    cast: Cast
    round: Round
    owed: Return
    measure: Measure
    milestone: Milestone
    update: Update
    other: Update

    def fresh(self, update: Update | None = None) -> Update:
        return Update.objects.get(pk=(update or self.update).pk)

    def doing(self, part: str = "director", reason: str = "") -> Doing:
        parts = DIRECTOR if part == "director" else PERFORMANCE
        return Doing(by=self.cast[part], at=AT, parts=parts, reason=reason)

    def asked(self, *updates: Update) -> list[Asked]:
        """Both updates, or those given, in their version of now."""
        return [Asked(one.pk, one.version) for one in map(self.fresh, updates or (self.update, self.other))]

    def another(self, ref: str, value: str | None = None, **fields: Any) -> Update:
        """One more measure of the officer's, submitted, with a figure if a value is given."""
        measure = make_measure(self.measure.objective, ref=ref, owner=self.cast.posts["officer"])
        update = submitted(self.owed, measure, self.cast, **fields)
        if value is not None:
            make_update_figure(update, value)
        return update


def submitted(owed: Return, line: Measure | Milestone, cast: Cast, **fields: Any) -> Update:
    """An update that the officer submitted."""
    chosen = {"state": UpdateState.SUBMITTED, "submitted_by": cast["officer"], "submitted_at": AT} | fields
    return make_update(owed, line, **chosen)


def make_quarter(cast: Cast, **fields: Any) -> Quarter:
    """The quarter; `fields` are the round's."""
    plan = make_plan(cast.directorates["People"], state=PlanState.APPROVED)
    objective = make_objective(plan)
    measure = make_measure(objective, owner=cast.posts["officer"])
    milestone = make_milestone(objective, owner=cast.posts["officer"])
    round_ = make_round(cast["performance officer"], **fields)
    owed = make_return(round_, plan)
    update = submitted(owed, measure, cast, judged="green", what_happened="More children came to school.")
    with recorded(by=cast["officer"], action="returns.submit"):
        make_update_figure(update, "93.5", original="93.5%")
    other = submitted(owed, milestone, cast, judged="amber", what_happened="The hub has its lease.")
    return Quarter(cast, round_, owed, measure, milestone, update, other)
