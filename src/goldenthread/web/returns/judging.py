"""An update judged: the light and the arrow that the rules give, each with its reason, and what the checks find in it.

The library decides; here it is told what it may compare and what was agreed for the measure. The officer's own light is never
touched (R4.3). What was worked out is kept with the update and read back for lists, so that a list judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from goldenthread.model.figures import Absence, Cell, Role, Unit
from goldenthread.model.plan import Light, MeasureLine, MilestoneLine, Reason, Verdict
from goldenthread.model.report import Report, ReportKind
from goldenthread.rules.judge import judge_line
from goldenthread.rules.rule_sets import DEFAULT, Agreed, Margin, Rules
from goldenthread.rules.verdicts import NoVerdict, not_rated
from goldenthread.web.plans.models import Definition, RatingMethod, TargetType
from goldenthread.web.plans.queries.printed import year_text
from goldenthread.web.returns.checking import Found, findings_of
from goldenthread.web.returns.comparing import before, compared, other_version, with_breaks
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.lines import line_of
from goldenthread.web.returns.models import Explanation, Update
from goldenthread.web.returns.written import Written

__all__ = ["RULES", "Found", "Judged", "arrow_of", "found_in", "judged", "judged_line", "kept", "light_of"]

RULES: Final[Rules] = DEFAULT
"""The rules of the council: what is agreed for a measure stands in its definition and its target."""
_NO_REF: Final = "–"


@dataclass(frozen=True)
class Judged:
    """The line with what was worked out, its verdicts by themselves (a milestone has no arrow), and the findings."""

    line: MeasureLine | MilestoneLine
    progress: Verdict
    travel: Verdict | None
    findings: tuple[Found, ...] = ()


def judged(gathered: Gathered, written: Written | None = None) -> Judged:
    """The update as saved, or as somebody has just written it, judged and checked."""
    line = _judged_line(gathered, line_of(gathered, written))
    explained = {one.key: one.words for one in gathered.explanations} | (dict(written.explained) if written else {})
    return Judged(
        line=line,
        progress=_verdict(line.progress.computed),
        travel=_verdict(line.travel.computed) if isinstance(line, MeasureLine) else None,
        findings=findings_of(gathered, written, line, explained),
    )


def judged_line(gathered: Gathered, written: Written | None = None) -> MeasureLine | MilestoneLine:
    """The line with its verdicts alone, for a paper of many: the checks look at that as a whole."""
    return _judged_line(gathered, line_of(gathered, written))


def _verdict(computed: Verdict | None) -> Verdict:
    assert computed is not None  # noqa: S101 - the judge leaves none out
    return computed


# ---- by the library's rules ----


def _judged_line(gathered: Gathered, line: MeasureLine | MilestoneLine) -> MeasureLine | MilestoneLine:
    report = Report(kind=ReportKind.PRIORITY, period=gathered.observed)
    if isinstance(line, MilestoneLine):
        found = judge_line(line, report, RULES)
        assert isinstance(found, MilestoneLine)  # noqa: S101 - the judge keeps the kind
        return found
    definition = gathered.definition
    assert definition is not None  # noqa: S101 - every measure has one
    marked = line.model_copy(update={"ref": line.ref or _NO_REF, "cells": with_breaks(line.cells, gathered)})
    found = judge_line(marked, report, _rules_for(gathered, definition, marked.ref), before(gathered, definition))
    assert isinstance(found, MeasureLine)  # noqa: S101 - the judge keeps the kind
    return _published(line, definition, _progress(found, gathered, definition), _travel(found, gathered, definition))


def _rules_for(gathered: Gathered, definition: Definition, ref: str) -> Rules:
    """The council's rules with what it agreed for this measure: its tolerance in its own unit, and its target's profile (4.3)."""
    targets = gathered.year_targets
    profile = tuple(targets[0].profile) if len(targets) == 1 else ()
    agreed = Agreed(ref=ref, tolerance=_tolerance(definition), profile=profile)
    return RULES.model_copy(update={"measures": (agreed,)})


def _tolerance(definition: Definition) -> Margin | None:
    if definition.tolerance is None:
        return None
    amount = definition.tolerance.normalize()
    match definition.unit:
        case Unit.PERCENT:
            return Margin(points=amount)
        case Unit.POUNDS:
            return Margin(pounds=amount)
        case _:
            return Margin(number=amount)


def _progress(line: MeasureLine, gathered: Gathered, definition: Definition) -> Verdict:
    """The rule's light, unless the council has said that this measure has none (R4.2)."""
    types = {one.type for one in gathered.year_targets}
    if definition.rating_method == RatingMethod.NOT_RATED:
        return not_rated(NoVerdict(Reason.CONTEXTUAL, "the definition says that this measure is not rated"), RULES)
    if TargetType.CONTEXTUAL in types:
        return not_rated(NoVerdict(Reason.CONTEXTUAL, "the measure is there for context only"), RULES)
    if TargetType.BASELINE in types:
        because = "this year's figures are the first, and set what later ones are compared with"
        return not_rated(NoVerdict(Reason.BASELINE_YEAR, because), RULES)
    return _verdict(line.progress.computed)


def _travel(line: MeasureLine, gathered: Gathered, definition: Definition) -> Verdict:
    """The rule's arrow; where another version of the definition stands in the way, the sentence says since when (R4.10)."""
    found = _verdict(line.travel.computed)
    if found.reason is not Reason.DEFINITION_CHANGED or not other_version(compared(gathered, definition), definition):
        return found
    since = f" since {year_text(definition.begins)}" if definition.begins else ""
    why = f" ({definition.why.strip().rstrip('.')})" if definition.why.strip() else ""
    words = (
        f"the measure has been defined in another way{since}{why}, so earlier figures cannot be compared with this one"
    )
    return found.model_copy(update={"sentence": f"Not compared ({found.reason.words}): {words}."})


def _published(line: MeasureLine, definition: Definition, progress: Verdict, travel: Verdict) -> MeasureLine:
    """The line with both verdicts. The arrow that is printed is the rule's, since nobody judges it; so is the light of a
    measure that the council has worked out by the rule. “N/A” carries its reason (R4.6)."""
    light = line.progress.judged
    if light is None and definition.rating_method == RatingMethod.CALCULATED and not _gives_a_reason(line):
        light = progress.light
    return line.model_copy(
        update={
            "cells": tuple(_published_cell(cell, light, travel) for cell in line.cells),
            "progress": line.progress.model_copy(update={"judged": light, "computed": progress}),
            "travel": line.travel.model_copy(update={"judged": travel.arrow, "computed": travel}),
        }
    )


def _gives_a_reason(line: MeasureLine) -> bool:
    cell = line.cell(Role.PROGRESS)
    return cell is not None and bool(cell.original)


def _published_cell(cell: Cell, light: Light | None, travel: Verdict) -> Cell:
    if cell.column.role is Role.PROGRESS and light:
        return cell.model_copy(update={"absence": None})
    if cell.column.role is not Role.TRAVEL:
        return cell
    if travel.reason is None:
        return cell.model_copy(update={"absence": None})
    return cell.model_copy(update={"original": f"N/A ({travel.reason.words})", "absence": Absence.NOT_APPLICABLE})


# ---- kept with the update ----


def kept(of: Judged) -> dict[str, Any]:
    """The values of Update.computed and Update.findings: plain data, worked out, so never in the history."""
    verdicts = {"progress": of.progress.model_dump(mode="json")}
    if of.travel is not None:
        verdicts["travel"] = of.travel.model_dump(mode="json")
    return {"computed": verdicts, "findings": [one.kept for one in of.findings]}


def light_of(update: Update) -> Verdict | None:
    """The computed light as of the last save; None for an update that nobody has saved."""
    return _kept_verdict(update, "progress")


def arrow_of(update: Update) -> Verdict | None:
    """The direction of travel as of the last save; None for a milestone, or an update that nobody has saved."""
    return _kept_verdict(update, "travel")


def _kept_verdict(update: Update, name: str) -> Verdict | None:
    data = update.computed.get(name)
    return Verdict.model_validate(data) if data else None


def found_in(update: Update, explanations: Iterable[Explanation]) -> list[Found]:
    """The findings as of the last save, each with its explanation where somebody gave one."""
    words = {one.key: one.words for one in explanations}
    return [Found.from_kept(data, words) for data in update.findings]
