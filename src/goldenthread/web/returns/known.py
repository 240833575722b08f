"""Figures that were tabled and have been restated since, as they are known now (R4.11). Pure: the series is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goldenthread.model.figures import Absence, Marker
from goldenthread.web.plans.models import Figure
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.said import figure_said
from goldenthread.web.returns.written import WrittenFigure


def revised(series: Iterable[Figure], start: object, end: object) -> list[Figure]:
    """The figures of a window that were restated."""
    return [
        one
        for one in series
        if (one.period_start, one.period_end) == (start, end) and one.tabled_in and Marker.REVISED in one.markers
    ]


def known_now(said: WrittenFigure, known: Figure | None) -> WrittenFigure:
    """What an update says of a figure, by what it was restated to; as it is where it never was."""
    if known is None:
        return said
    return WrittenFigure(
        component=said.component,
        original=known.original,
        value=known.value,
        numerator=known.numerator,
        denominator=known.denominator,
        absence=Absence(known.absence) if known.absence else None,
        markers=tuple(Marker(one) for one in known.markers),
        qualifier=known.qualifier,
        from_partner=said.from_partner,
    )


def last_restated(gathered: Gathered) -> dict[str, Figure]:
    """Those of last round's figures that were restated, by component."""
    last = gathered.last
    if last is None:
        return {}
    return {one.component: one for one in revised(gathered.series, last.period_start, last.period_end)}


def last_known(gathered: Gathered) -> tuple[WrittenFigure, ...]:
    """Last round's figures as known now, for this round to say again: there they are no revision any more."""
    restated = last_restated(gathered)
    found = [known_now(figure_said(one), restated.get(one.component)) for one in gathered.last_figures]
    return tuple(_of_this_round(one) if one.component in restated else one for one in found)


def _of_this_round(figure: WrittenFigure) -> WrittenFigure:
    markers = tuple(one for one in figure.markers if one is not Marker.REVISED)
    original = " ".join(figure.original.replace(Marker.REVISED.shorthand, "").split())
    return replace(figure, markers=markers, original=original)
