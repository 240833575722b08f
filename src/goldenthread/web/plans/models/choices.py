"""The words that a column may hold, from the library's own lists, so that there is one list for each thing."""

from __future__ import annotations

from enum import StrEnum


def choices_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration as Django wants them: the word kept, and the word shown."""
    return [(word.value, getattr(word, "words", word.value)) for word in words]


class PlanState(StrEnum):
    """Where a plan is in its life."""

    DRAFT = "draft"
    FOR_COMMENT = "with members for comment"
    PROVISIONAL = "provisional"
    APPROVED = "approved"


class TargetType(StrEnum):
    """How a target was set (handbook 4.3). `unstated` where nobody has said."""

    UNSTATED = "not stated"
    ABSOLUTE = "a level of the council's own"
    IMPROVE_ON = "better than last year"
    MAINTAIN = "hold last year's"
    BENCHMARK = "a benchmark: neighbours or England"
    STATUTORY = "set in law"
    BASELINE = "first year, to set a baseline"
    CONTEXTUAL = "none: for context only"


class RatingMethod(StrEnum):
    """How progress is rated (handbook 4.1)."""

    JUDGED = "judged by the officer"
    CALCULATED = "worked out by the rule"
    NOT_RATED = "not rated"


class MeasureKind(StrEnum):
    """What a measure's figure is."""

    NUMBER = "one number"
    RATIO = "numerator over denominator"
    WORDS = "words"


class Sensitivity(StrEnum):
    """How much care a measure's figures need (handbook chapter 2)."""

    OPEN = "may be published"
    SMALL_NUMBERS = "small numbers are suppressed"
    INDIVIDUALS = "about individual people: suppressed and checked"


class UploadState(StrEnum):
    """Where an uploaded paper is on its way to a plan."""

    WAITING = "waiting to be read"
    READ = "read"
    FAILED = "could not be read"
    CONFIRMED = "made into a plan"
