"""What an update says as it is saved, as the value that forms and actions deal in."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.model.figures import Absence, Marker
from goldenthread.web.returns.models import Answer, Explanation, Update, UpdateFigure
from goldenthread.web.returns.written import Written, WrittenFigure


def said_in(update: Update, figures: Iterable[UpdateFigure], explanations: Iterable[Explanation]) -> Written:
    """The update with its figures and explanations at hand."""
    return Written(
        answer=Answer(update.answer),
        figures=tuple(figure_said(figure) for figure in figures),
        available_on=update.available_on,
        done_on=update.done_on,
        judged=update.judged,
        not_rated=update.not_rated,
        difference=update.difference,
        what_happened=update.what_happened,
        why=update.why,
        what_next=update.what_next,
        action=update.action,
        action_who=update.action_who,
        action_by=update.action_by,
        explained={one.key: one.words for one in explanations},
    )


def figure_said(figure: UpdateFigure) -> WrittenFigure:
    """One figure of an update."""
    return WrittenFigure(
        component=figure.component,
        original=figure.original,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        absence=Absence(figure.absence) if figure.absence else None,
        markers=tuple(Marker(one) for one in figure.markers),
        qualifier=figure.qualifier,
        from_partner=figure.from_partner,
    )
