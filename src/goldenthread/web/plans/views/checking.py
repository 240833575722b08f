"""What is to be looked at before a plan is approved: what its rows lack, and what the library's checks find in its paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.rules import checks
from goldenthread.rules.checks.finding import Finding, Severity
from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.assemble import assembled
from goldenthread.web.plans.history_access import address_of
from goldenthread.web.plans.queries.plan_rows import MeasureRows, PlanRows, plan_rows
from goldenthread.web.plans.warnings import Warning, warnings_of

_HEADINGS = {
    Severity.ERROR: "Wrong",
    Severity.WARNING: "Most likely wrong",
    Severity.NOTE: "Worth a look",
}
_MOST = 100
_REFERENCES = ("REF01", "REF02")
"""The library's own words on a reference that two lines bear."""
LineKey = tuple[str, str, int]
Line = tuple[str, int]


@dataclass(frozen=True)
class Shown:
    """One thing on the page: what it says, why it matters, what to do, and the page of its line."""

    says: str
    why: str
    remedy: str
    where: str
    address: str = ""


@require_safe
def plan_check(request: PersonRequest, pk: int) -> HttpResponse:
    """The warnings and the findings of a plan, by how serious they are. Nothing here is refused."""
    plan = access.plan_for(request, pk)
    published_only = not access.follows_plan(reach(request), plan)
    rows = plan_rows(plan, timezone.localdate(), published_only=published_only)
    findings = checks.run(assembled(rows, council=settings.COUNCIL))
    groups = _groups(warnings_of(rows), findings, rows)
    context = {
        "plan": plan,
        "total": sum(len(shown) for _, shown in groups),
        "groups": [(heading, len(shown), shown[:_MOST], len(shown[_MOST:])) for heading, shown in groups],
    }
    return render(request, "plans/plan_check.html", context)


def _groups(warnings: Sequence[Warning], findings: Sequence[Finding], rows: PlanRows) -> list[tuple[str, list[Shown]]]:
    """Errors, warnings and notes, those from the rows before those from the paper."""
    lines = _lines_by_place(rows)
    plan = address_of("plan", rows.plan.pk)
    by_severity: dict[Severity, list[Shown]] = {severity: [] for severity in Severity}
    told = {lines.get(_key(finding)) for finding in findings if finding.code in _REFERENCES}
    for one in warnings:
        if one.code == "reference twice" and one.line in told:
            continue  # the paper's finding says it, with the reason
        severity = Severity.NOTE if one.is_note else Severity.WARNING
        by_severity[severity].append(_warning(one, plan))
    for finding in findings:
        by_severity[finding.severity].append(_finding(finding, lines, plan))
    return [(_HEADINGS[severity], shown) for severity, shown in by_severity.items() if shown]


def _warning(one: Warning, plan: str) -> Shown:
    kind, pk = one.line
    address = f"{plan}#objective-{pk}" if kind == "objective" else address_of(kind, pk)
    return Shown(one.says, "", one.remedy, "the objective" if kind == "objective" else f"the {kind}", address)


def _finding(finding: Finding, lines: dict[LineKey, Line], plan: str) -> Shown:
    line = lines.get(_key(finding))
    return Shown(
        says=finding.says,
        why=checks.CATALOGUE[finding.code].why,
        remedy=finding.remedy,
        where=finding.place.words,
        address=address_of(*line) if line else plan,
    )


def _key(finding: Finding) -> LineKey:
    place = finding.place
    return place.ref, place.title, place.occurrence


def _lines_by_place(rows: PlanRows) -> dict[LineKey, Line]:
    """The line behind each place that a check may name: by reference, title and occurrence, counted as the report does."""
    found: dict[LineKey, Line] = {}
    for objective in rows.objectives:
        seen: Counter[str] = Counter()
        for line in objective.lines:
            kind, row = ("measure", line.row) if isinstance(line, MeasureRows) else ("milestone", line)
            if row.dropped_on is None:
                seen[row.ref] += 1
                found[row.ref, row.title, seen[row.ref] if row.ref else 1] = (kind, row.pk)
    return found
