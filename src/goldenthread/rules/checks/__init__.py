"""The catalogue of checks, and the one way to run them: the mistakes that must not reach committee.

`run(report, previous=..., plan=...)` gives the findings of every check in the order of the paper. It is pure: the same
papers always give the same findings.
"""

from __future__ import annotations

from collections.abc import Collection

from goldenthread.model.reading import Reading
from goldenthread.model.report import Report
from goldenthread.rules.checks import (
    ages,
    arrows_and_keys,
    arrows_in_words,
    bases,
    change_words,
    changes,
    claims,
    commentary,
    contradictions,
    counts_told,
    dates,
    disclosure,
    due,
    empty_lines,
    figures,
    identities,
    impossible_dates,
    left_overs,
    lights,
    mistyped,
    moves,
    numerators,
    officers,
    periods,
    pointers,
    polarity,
    references,
    remnants,
    said,
    series,
    share_words,
    shares,
    spellings,
    stale,
    statements,
    statements_compared,
    statements_declared,
    statements_in_sentences,
    statements_in_words,
    statements_over_time,
    structure,
    target_cells,
    target_size,
    targets,
    told_targets,
    totals,
    two_texts,
)
from goldenthread.rules.checks.catalogue import Check, Example
from goldenthread.rules.checks.finding import Finding, Place, Severity
from goldenthread.rules.checks.paper import Paper

__all__ = ["CATALOGUE", "FAMILIES", "Check", "Example", "Finding", "Place", "Severity", "run", "run_on"]

FAMILIES = {
    "REF": "References",
    "PER": "Periods",
    "NUM": "Figures",
    "TGT": "Targets",
    "COM": "Commentary",
    "POL": "Polarity and basis",
    "OFF": "Officers",
    "DUE": "Dates due",
    "PRG": "Progress",
    "FIN": "Budget statements",
    "SDC": "Disclosure",
    "TXT": "Left-overs in the text",
}
"""What each family of codes is about, in the order of the catalogue."""

_MODULES = (
    empty_lines,
    references,
    mistyped,
    pointers,
    structure,
    periods,
    dates,
    shares,
    share_words,
    changes,
    change_words,
    totals,
    said,
    two_texts,
    figures,
    series,
    numerators,
    target_cells,
    target_size,
    targets,
    told_targets,
    commentary,
    contradictions,
    counts_told,
    claims,
    moves,
    polarity,
    bases,
    officers,
    due,
    impossible_dates,
    lights,
    arrows_and_keys,
    ages,
    arrows_in_words,
    stale,
    statements,
    statements_compared,
    statements_declared,
    statements_in_sentences,
    statements_in_words,
    statements_over_time,
    disclosure,
    identities,
    left_overs,
    remnants,
    spellings,
)

CATALOGUE: dict[str, Check] = {
    one.code: one
    for one in sorted(
        (one for module in _MODULES for one in module.CHECKS),
        key=lambda one: (list(FAMILIES).index(one.code[:3]), one.code),
    )
}
"""Every check by its code."""


def run(
    report: Report,
    *,
    previous: Report | None = None,
    plan: Report | None = None,
    reading: Reading | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The findings of the checks in a report, in the order of the paper and then of the codes.

    `previous` is last quarter's report and `plan` the plan in force, for the checks that compare; `reading` is what the
    reader noticed, for those on left-overs. `select` and `ignore` hold codes or beginnings of codes ("REF", "NUM03"):
    only what is selected (all, when empty) and not ignored is looked for.
    """
    return run_on(Paper(report, previous, plan, reading), select=select, ignore=ignore)


def run_on(paper: Paper, *, select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Finding, ...]:
    """As `run`, on a paper that is already made."""
    wanted, unwanted = tuple(select) or ("",), tuple(ignore)
    found = {
        finding: None
        for code, one in CATALOGUE.items()
        if code.startswith(wanted) and not code.startswith(unwanted)
        for finding in one.run(paper)
    }
    return tuple(sorted(found, key=lambda finding: (finding.place.order, finding.code, finding.says)))
