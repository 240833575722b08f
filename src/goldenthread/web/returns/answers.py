"""The answers of one click: what somebody has written becomes "no change", "not yet available" or "see commentary".

Pure: last round's update is at hand in what was gathered. What was typed is kept; only what was left empty is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.model.figures import Absence
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.known import last_known
from goldenthread.web.returns.models import Answer, NotRated
from goldenthread.web.returns.states import EDITABLE
from goldenthread.web.returns.written import Written, WrittenFigure


def no_change(written: Written, gathered: Gathered) -> Written:
    """Last round's figures as known now (R4.11), its light and next action stand. Refused where there is no last answer, or
    figures say otherwise."""
    last = gathered.last
    if last is None or not may_stand(gathered):
        raise Refused(
            "Nothing was answered for this line in the round before, so there is nothing that could be unchanged. "
            "Give this quarter’s answer instead."
        )
    figures = last_known(gathered)
    if not stands(written.figures, figures):
        raise Refused(
            "You have typed a figure that differs from last time. Send it with “Submit”, or empty the box and choose "
            "“No change” again."
        )
    has_light = written.judged or written.not_rated
    happened = written.what_happened
    if not any((happened, written.why, written.what_next)):
        happened = f"No change since {last.part_of.round.title}."
    return replace(
        written,
        answer=Answer.NO_CHANGE,
        figures=figures,
        available_on=None,
        done_on=written.done_on or last.done_on,
        judged=written.judged if has_light else last.judged,
        not_rated=written.not_rated if has_light else last.not_rated,
        difference=written.difference or last.difference,
        what_happened=happened,
        action=written.action or last.action,
        action_who=written.action_who or last.action_who,
        action_by=written.action_by or last.action_by,
    )


def may_stand(gathered: Gathered) -> bool:
    """Whether there is an answer of the round before that could be unchanged."""
    return gathered.last is not None and gathered.last.state not in EDITABLE


def stands(figures: Sequence[WrittenFigure], last: Sequence[WrittenFigure]) -> bool:
    """Whether figures say the same as last round's; true where none is typed."""
    known = {one.component: (one.value, one.absence) for one in last}
    return all(known.get(one.component) == (one.value, one.absence) for one in figures)


def not_yet(written: Written, gathered: Gathered) -> Written:
    """The figure is expected on a day (asked when it is sent); until then no light, because it is not yet due."""
    happened = written.what_happened
    if written.available_on and not any((happened, written.why, written.what_next)):
        happened = f"The figure is not available yet. It is expected by {written.available_on:%-d %B %Y}."
    filled = _without_figures(written, gathered, Absence.NOT_AVAILABLE, NotRated.NOT_DUE)
    return replace(filled, answer=Answer.NOT_YET, what_happened=happened)


def see_commentary(written: Written, gathered: Gathered) -> Written:
    """The words say it all; there is no figure, and no light unless one was chosen."""
    filled = _without_figures(written, gathered, Absence.SEE_COMMENTARY, NotRated.SEE_COMMENTARY)
    return replace(filled, answer=Answer.SEE_COMMENTARY)


def _without_figures(written: Written, gathered: Gathered, absence: Absence, reason: NotRated) -> Written:
    if any(figure.value is not None for figure in written.figures):
        raise Refused("You have typed a figure. Send it with “Submit”, or empty the box first.")
    has_light = written.judged or written.not_rated
    return replace(
        written,
        figures=tuple(WrittenFigure(name, absence=absence) for name in gathered.components or [""]),
        not_rated=written.not_rated if has_light else reason.value,
    )
