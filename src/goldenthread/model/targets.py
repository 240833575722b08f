"""How to take a target cell: a level, a change, a range, a share, a text, or none (handbook 4.3).

"£250000 reduction" and "Reduce by 20" are changes, "Reduce to 20" is a level, and "at least 95%" is a level that says which way.
"""

from __future__ import annotations

import re

from goldenthread.model.figures import Absence, Figure, Marker, Target, TargetKind, TargetState, Unit
from goldenthread.model.numbers import number_token
from goldenthread.model.period_words import find_period

AIM = re.compile(
    r"(?:(?P<down>reduce|decrease|cut|lower)|(?P<up>increase|raise|improve)|maintain|achieve|reach)(?: (?P<how>to|by|at))?",
    re.IGNORECASE,
)
"""What a plan says before a number: it is what is wanted, never what is."""

_CHANGE = re.compile(r"(?P<way>reduction|decrease|increase|improvement|rise|fall|saving)", re.IGNORECASE)
_BEFORE = (
    r"<=?|>=?|≤|≥|less than|fewer than|more than|greater than|over|under|above|below|at least|at most|up to"
    r"|(?:no|not) (?:more|less|fewer|lower|higher) than|min(?:imum)?(?: of)?\.?|max(?:imum)?(?: of)?\.?"
)
_AFTER = r"\+|(?:or|and) (?:above|more|over|better|below|less|fewer|under|higher|lower)|minimum|maximum"
BOUND_NAME = re.compile(rf"(?:^|.*\s)(?:{_BEFORE})|(?:{_AFTER})", re.IGNORECASE)
"""Words beside a number that make it a limit, not the value."""

_END = r"£?[0-9][0-9,.]*(?:k|m)?\s?%?"
_BOUNDED = re.compile(rf"(?:(?P<before>{_BEFORE})\s?)?(?P<number>{_END})\s?(?P<after>{_AFTER})?", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?P<between>between\s+)?(?P<a>{_END})\s*(?:-|–|to|(?P<and>and))\s*(?P<b>{_END})(?(and)(?(between)|(?!)))",
    re.IGNORECASE,
)


def absent_target(absence: Absence) -> Target:
    """The target of a cell that gives a reason for having none."""
    kind = TargetKind.TO_BE_CONFIRMED if absence is Absence.TO_BE_CONFIRMED else TargetKind.NONE
    return Target(kind=kind)


def limits_in(text: str, unit: Unit | None) -> tuple[Figure, ...]:
    """The two ends of a printed range ("80 to 100"), low then high, or the one of a bound ("at least 95%"); else ()."""
    return _range_in(text, unit) or _bound_in(text, unit)


def _range_in(text: str, unit: Unit | None) -> tuple[Figure, ...]:
    match = _RANGE.fullmatch(text)
    if not match or find_period(text):
        return ()
    low, high = number_token(match["a"].strip(), None), number_token(match["b"].strip(), None)
    if low is None or high is None or low.value is None or high.value is None or low.value > high.value:
        return ()
    signs = {end.unit for end in (low, high)} - {None}
    if len(signs) > 1:
        return ()
    shared = signs.pop() if signs else unit
    return (Figure(value=low.value, unit=shared), Figure(value=high.value, unit=shared))


def _bound_in(text: str, unit: Unit | None) -> tuple[Figure, ...]:
    match = _BOUNDED.fullmatch(text)
    if not match or bool(match["before"]) == bool(match["after"]):
        return ()
    number = number_token(match["number"].strip(), unit)
    if number is None or number.value is None:
        return ()
    return (Figure(value=number.value, unit=number.unit, qualifier=match["before"] or match["after"]),)


def target_of(text: str, figures: tuple[Figure, ...]) -> Target:
    """How to take a target cell that prints `text`, in which `figures` were found."""
    state = TargetState.UNSTATED
    if any(Marker.PROVISIONAL in figure.markers for figure in figures):
        state = TargetState.PROVISIONAL
    if not figures:
        return Target(kind=TargetKind.TEXT, state=state)
    if _RANGE.fullmatch(text):
        return Target(kind=TargetKind.RANGE, state=state)
    direction = next((way for figure in figures if (way := _change(figure))), "")
    if direction:
        return Target(kind=TargetKind.CHANGE, state=state, direction=direction)
    if any(re.match(r"of\b", figure.qualifier, re.IGNORECASE) for figure in figures):
        return Target(kind=TargetKind.SHARE, state=state)
    return Target(kind=TargetKind.LEVEL, state=state)


def _change(figure: Figure) -> str:
    """Which way a target moves by its figure: "reduction" for "£250000 reduction" and "Reduce by 20", "" for a level."""
    aim = AIM.fullmatch(figure.qualifier)
    if aim is None:
        found = _CHANGE.search(f"{figure.label} {figure.qualifier}")
        return found["way"].lower() if found else ""
    if (aim["how"] or "").lower() != "by":
        return ""
    return "reduction" if aim["down"] else "increase" if aim["up"] else ""
