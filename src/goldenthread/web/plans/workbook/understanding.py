"""What a cell that was changed means, as a value of its row; whatever cannot be taken is told in a sentence that says what to do.

Targets and numbers go through the one reader of typed text (typed.py); what the pages refuse is refused here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from goldenthread.model.figures import TargetKind, TargetState, Unit
from goldenthread.web.plans import typed
from goldenthread.web.plans.models import Definition, Measure, MeasureKind, PlanState
from goldenthread.web.plans.typed import NotUnderstood
from goldenthread.web.plans.workbook.cells import CUT
from goldenthread.web.plans.workbook.columns import STATES, Column, Takes
from goldenthread.web.plans.workbook.rows import Line, Sheets

_FIXED_BY_FIGURES: Final = ("kind", "unit", "polarity")
_MULTIPLIERS: Final = (1, 100, 1000, 10_000, 100_000)
_MOST_DECIMALS: Final = 6


class Understanding:
    """Understands the cells of one row. `line` is the row as it is now, none for a new one.

    `becomes` are the texts that change.
    """

    def __init__(self, sheets: Sheets, line: Line | None, becomes: Mapping[str, str]) -> None:
        self.sheets = sheets
        self.line = line
        self.becomes = becomes
        row = line.row if line else None
        self.definition = row.definition if isinstance(row, Measure) else Definition()

    def value(self, column: Column, text: str) -> Any:
        """The value of a cell. NotUnderstood says what is wrong with it; what figures are read by cannot change (R4.10)."""
        if column.required and not text:
            raise NotUnderstood(f"“{column.heading}” cannot be left empty.")
        if column.name in _FIXED_BY_FIGURES and self.line is not None and self.line.has_figures:
            raise NotUnderstood(
                f"“{column.heading}” cannot change here, because this measure has figures already: "
                "make a new version of its definition on the measure’s page."
            )
        if column.definition and self.line is not None and self.line.is_used_by_approved:
            raise NotUnderstood(
                "An approved plan uses this definition too: make a new version of it on the measure’s page, "
                "or correct it from that plan."
            )
        match column.takes:
            case Takes.CHOICE:
                return _chosen(column, text)
            case Takes.POST:
                return self._post(text)
            case Takes.OBJECTIVE:
                return self._objective(text)
            case Takes.WHOLE | Takes.NUMBER:
                return _number(column, text)
            case Takes.TARGET:
                return self._target(column, text)
            case Takes.STATE:
                return self._state(column, text)
            case _:
                return _text(column, text)

    # ---- who and where ----

    def _post(self, text: str) -> Any:
        if not text:
            return None
        post = _found(self.sheets.posts, text)
        if post is None:
            raise NotUnderstood(
                f"“{text}” is no post that may own a line of this plan: choose one from the sheet Lists, or add the post first."
            )
        return post

    def _objective(self, text: str) -> Any:
        objective = _found(self.sheets.objectives, text)
        if objective is None:
            raise NotUnderstood(f"“{text}” is no objective of this plan: choose one from the sheet Lists.")
        return objective

    # ---- targets ----

    def _target(self, column: Column, text: str) -> Any:
        if not text:
            return None
        if len(text) > column.longest:
            raise NotUnderstood(f"This target is longer than {column.longest} characters: say it more shortly.")
        assert column.year is not None  # noqa: S101 - a column of targets has a year
        old = self.line.targets.get(column.year) if self.line else None
        if old and old.state == TargetState.APPROVED and self._stays_approved(column.year):
            raise NotUnderstood(
                "This target is approved: make its state provisional here as well, or change it on its page, "
                "which asks who approved it."
            )
        as_words = self._value("kind") == MeasureKind.WORDS or (old is not None and old.kind == TargetKind.TEXT)
        unit = self._value("unit")
        part = self.line.part if self.line else ""
        try:
            return typed.target(text, Unit(unit) if unit else None, part)
        except NotUnderstood:
            if not as_words:
                raise
        return typed.target(text, None, part, as_words=True)

    def _state(self, column: Column, text: str) -> str:
        if not text:
            return TargetState.UNSTATED.value
        state = str(_chosen(column, text))
        assert column.year is not None  # noqa: S101 - as above
        if not self._text(f"target {column.year}"):
            raise NotUnderstood("There is no target to be in this state: type the target, too, or empty this cell.")
        if state == TargetState.APPROVED and self.sheets.plan.state != PlanState.APPROVED:
            raise NotUnderstood("A target is approved on its page, which asks who approved it, and on which day.")
        return state

    def _stays_approved(self, year: int) -> bool:
        """Whether the target would stay approved in a plan that is not, with nobody asked who approved it."""
        approved = dict(STATES)[TargetState.APPROVED.value]
        return self.sheets.plan.state != PlanState.APPROVED and self._text(f"state {year}") == approved

    def _text(self, column: str) -> str:
        """What a cell of the row will say."""
        if column in self.becomes:
            return self.becomes[column]
        return self.line.cells.get(column, "") if self.line else ""

    def _value(self, column: str) -> str:
        """The value that a choice of the definition will have; that of now where the new one is not understood."""
        there = str(getattr(self.definition, column))
        if column not in self.becomes:
            return there
        kind = next(kind for kind in self.sheets.kinds if any(one.name == column for one in kind.columns))
        try:
            return str(_chosen(kind.column(column), self.becomes[column]))
        except NotUnderstood:
            return there


def _found(named: Mapping[str, Any], text: str) -> Any:
    if text in named:
        return named[text]
    folded = text.casefold()
    return next((row for name, row in named.items() if name.casefold() == folded), None)


def _chosen(column: Column, text: str) -> str:
    if not text:
        return ""
    for value, words in column.choices:
        if words.casefold() == text.casefold():
            return value
    offered = "; ".join(words for _, words in column.choices)
    raise NotUnderstood(f"“{text}” is not one of the list. Choose one of: {offered}.")


def _number(column: Column, text: str) -> Any:
    if not text:
        return None
    value = typed.quantity(text)
    if value < 0:
        raise NotUnderstood(f"“{column.heading}” cannot be less than nought.")
    if column.takes is Takes.NUMBER:
        return value
    if value != value.to_integral_value():
        raise NotUnderstood(f"“{column.heading}” is a whole number, for example 1.")
    whole = int(value)
    if column.name == "decimals" and whole > _MOST_DECIMALS:
        raise NotUnderstood(f"A figure has at most {_MOST_DECIMALS} decimal places.")
    if column.name == "multiplier" and whole not in _MULTIPLIERS:
        raise NotUnderstood("A multiplier is 1, 100, 1,000, 10,000 or 100,000.")
    return whole


def _text(column: Column, text: str) -> str:
    if text.endswith(CUT):
        raise NotUnderstood("This text is too long for a cell of a workbook: change it on its page.")
    if len(text) > column.longest:
        raise NotUnderstood(f"This is {len(text):,} characters long: say it in at most {column.longest:,}.")
    return text
