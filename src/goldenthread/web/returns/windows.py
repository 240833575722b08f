"""Which days an update's figure covers: the window of the measure's own time basis and year, at the end of the quarter (R6.3)."""

from __future__ import annotations

from goldenthread.model.periods import Period
from goldenthread.model.plan import Calendar, CalendarPart, Definition, TimeBasis, TimeBasisPart
from goldenthread.rules.windows import own_window
from goldenthread.web.plans.models import Definition as DefinitionRow
from goldenthread.web.returns.models import Round


def observed(of: Round) -> Period:
    """The round's observed window: a quarter where it is one."""
    return Period.span(of.observed_from, of.observed_to)


def window_for(definition: DefinitionRow | None, of: Round) -> Period:
    """The window of a measure's figure in a round; the observed window for a milestone (None) and an unstated time basis.

    A school measure that is cumulative over the academic year has September alone at the end of the second quarter.
    """
    if definition is None or not definition.time_basis:
        return observed(of)
    known = Definition(
        time_basis=TimeBasisPart(value=TimeBasis(definition.time_basis)),
        calendar=CalendarPart(value=Calendar(definition.calendar)) if definition.calendar else None,
    )
    return own_window(observed(of), known)
