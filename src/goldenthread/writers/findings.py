"""The findings of the checks as text, JSON and CSV: for a terminal, a program and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldenthread.model.report import Report
from goldenthread.rules.checks import Finding, Severity


@dataclass(frozen=True)
class Checked:
    """One paper and what the checks found in it: what to show, and what the council has accepted, each with its reason.

    `previous` and `plan` are the names of the papers it was held against, "" for none; `remarks` what was not done.
    """

    name: str
    report: Report
    shown: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...] = ()
    previous: str = ""
    plan: str = ""
    remarks: tuple[str, ...] = ()


def to_text(papers: Sequence[Checked]) -> str:
    """A line for each finding, as a linter prints it, with what to do under it; then how many there are."""
    return "\n".join(_text_lines(papers)) + "\n"


def _text_lines(papers: Sequence[Checked]) -> Iterator[str]:
    for paper in papers:
        for finding in paper.shown:
            says = " ".join(finding.says.split())
            yield f"{paper.name}: {finding.place.words}: {finding.severity.value} {finding.code}: {says}"
            yield f"    {finding.remedy}"
    yield summary(papers)


def summary(papers: Sequence[Checked]) -> str:
    """How many findings there are, of each severity, and how many were accepted: one sentence or two."""
    shown = [finding for paper in papers for finding in paper.shown]
    where = "1 paper" if len(papers) == 1 else f"{len(papers):,} papers"
    accepted = sum(len(paper.accepted) for paper in papers)
    kept = f" {accepted:,} more {'is' if accepted == 1 else 'are'} accepted, with a reason." if accepted else ""
    if not shown:
        return f"No mistake was found in {where}.{kept}"
    counts = Counter(finding.severity for finding in shown)
    parts = [
        f"{counts[severity]:,} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    ]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Found in {where}: {listed}.{kept}"


def to_json(papers: Sequence[Checked]) -> str:
    """The same as JSON, indented by two spaces: `papers`, each with its findings and those accepted."""
    data = {
        "papers": [
            {
                "file": paper.name,
                "title": paper.report.title,
                "period": paper.report.period.label if paper.report.period else None,
                "previous": paper.previous or None,
                "plan": paper.plan or None,
                "remarks": list(paper.remarks),
                "findings": [finding.model_dump(mode="json") for finding in paper.shown],
                "accepted": [
                    {**finding.model_dump(mode="json"), "reason": reason} for finding, reason in paper.accepted
                ],
            }
            for paper in papers
        ]
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_COLUMNS = ("file", "code", "severity", "section", "ref", "occurrence", "part", "says", "remedy", "quote", "accepted")


def to_csv(papers: Sequence[Checked]) -> str:
    """The same as CSV (RFC 4180), a row for each finding; `accepted` holds the reason where the council has given one."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for paper in papers:
        for finding, reason in (*((one, "") for one in paper.shown), *paper.accepted):
            place = finding.place
            texts = (finding.says, finding.remedy, finding.quote, reason)
            where = (place.section, place.ref, str(place.occurrence), place.part)
            row = (paper.name, finding.code, finding.severity.value, *where, *texts)
            writer.writerow(_inert(" ".join(text.split())) for text in row)
    return stream.getvalue()


def _inert(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula (R10.8): this file is for people, and is not read back."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
