"""The findings of the checks as a web page: each beside the passage it speaks of, for people who use no terminal.

One page for one paper or for many. It needs nothing else: no script, no picture, no other file (WCAG 2.2 AA).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from goldenthread.rules.checks import CATALOGUE, FAMILIES, Finding, Place, Severity
from goldenthread.writers.findings import Checked, summary
from goldenthread.writers.html import POLICY, escaped, style

_HERE: Final = Path(__file__).parent
_SHAPES: Final = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.NOTE: "●"}
_TITLE: Final = "What the checks found"
_LONGEST: Final = 1200
"""Characters of a passage that are shown; a longer one is cut around the words that matter."""


def to_html(papers: Sequence[Checked]) -> str:
    """The page."""
    return "\n".join(_page(papers)) + "\n"


@cache
def _styles() -> str:
    return f"{style()}\n{(_HERE / 'findings.css').read_text(encoding='utf-8')}"


def _page(papers: Sequence[Checked]) -> Iterator[str]:
    title = _TITLE if len(papers) != 1 else f"{_TITLE} in {papers[0].name}"
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield f"<title>{escaped(title)}</title>\n<style>\n{_styles()}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#findings">Skip to the findings</a>'
    yield f"<header>\n<h1>{escaped(title)}</h1>\n<p>{escaped(summary(papers))}</p>\n</header>"
    yield from _contents(papers)
    yield '<main id="findings" tabindex="-1">'
    for number, paper in enumerate(papers, 1):
        yield from _paper(number, paper)
    yield from _reasons(papers)
    yield "</main>\n</body>\n</html>"


def _contents(papers: Sequence[Checked]) -> Iterator[str]:
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ul>'
    for number, paper in enumerate(papers, 1):
        count = len(paper.shown)
        words = "nothing found" if not count else "1 finding" if count == 1 else f"{count:,} findings"
        yield f'<li><a href="#paper-{number}">{escaped(paper.name)}</a>: {words}</li>'
    if any(paper.shown for paper in papers):
        yield '<li><a href="#reasons">Why these things matter</a></li>'
    yield "</ul>\n</nav>"


def _paper(number: int, paper: Checked) -> Iterator[str]:
    yield f'<section>\n<h2 id="paper-{number}">{escaped(paper.name)}</h2>'
    yield from _facts(paper)
    yield from (f'<p class="note">{escaped(remark)}</p>' for remark in paper.remarks)
    if paper.shown:
        yield _counts(paper)
    else:
        yield "<p>Nothing was found that needs mending.</p>"
    for section, findings in groupby(paper.shown, key=lambda finding: finding.place.section):
        yield f"<h3>{escaped(section or 'The whole paper')}</h3>"
        for place, group in groupby(findings, key=lambda finding: _line_of(finding.place)):
            yield from _line(place, list(group))
    yield from _accepted(paper)
    yield "</section>"


def _facts(paper: Checked) -> Iterator[str]:
    period = paper.report.period.label if paper.report.period else "not known"
    facts = [("Title", paper.report.title), ("Period", period)]
    facts += [("Held against last quarter's", paper.previous), ("Held against the plan", paper.plan)]
    yield '<dl class="facts">'
    yield from (f"<div><dt>{escaped(name)}:</dt> <dd>{escaped(value)}</dd></div>" for name, value in facts if value)
    yield "</dl>"


def _counts(paper: Checked) -> str:
    """A table of the findings by family and severity."""
    counts = Counter((finding.code[:3], finding.severity) for finding in paper.shown)
    head = "".join(f'<th scope="col" class="numeric">{_badge(severity)}</th>' for severity in Severity)
    rows = "\n".join(
        f'<tr><th scope="row">{escaped(words)} ({family})</th>'
        + "".join(f'<td class="numeric">{counts[family, severity]}</td>' for severity in Severity)
        + "</tr>"
        for family, words in FAMILIES.items()
        if any(counts[family, severity] for severity in Severity)
    )
    return (
        '<div class="scroll" role="region" aria-label="How many findings there are of each kind" tabindex="0">\n'
        '<table class="few">\n<caption>How many findings there are of each kind</caption>\n'
        f'<thead><tr><th scope="col">About</th>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>'
    )


def _line_of(place: Place) -> Place:
    """The line that a place belongs to, whatever part of it: what stands under one heading."""
    return Place(section=place.section, ref=place.ref, occurrence=place.occurrence, title=place.title)


def _line(line: Place, findings: list[Finding]) -> Iterator[str]:
    if line.ref or line.title:
        words = " ".join(
            part for part in (line.model_copy(update={"section": ""}).words, line.title if line.ref else "") if part
        )
        yield f"<h4>{escaped(words)}</h4>"
    for (passage, part), group in groupby(findings, key=lambda finding: (finding.passage, finding.place.part)):
        yield _beside(passage, part, list(group))


def _beside(passage: str, part: str, findings: list[Finding]) -> str:
    """A passage on the left with the words that matter marked, and on the right what is said of it."""
    label = f'<p class="part">{escaped(part[:1].upper() + part[1:])}</p>' if part else ""
    shown = f"<blockquote><p>{_marked(passage, findings)}</p></blockquote>" if passage.strip() else ""
    said = "\n".join(_finding(finding) for finding in findings)
    return f'<div class="beside">\n<div class="passage">{label}{shown}</div>\n<ul class="said">\n{said}\n</ul>\n</div>'


def _finding(finding: Finding) -> str:
    return (
        f'<li>{_badge(finding.severity)} <a href="#why-{finding.code}">{finding.code}</a> '
        f'<span class="says">{escaped(finding.says)}</span> <span class="remedy">{escaped(finding.remedy)}</span></li>'
    )


def _badge(severity: Severity) -> str:
    word = severity.value.capitalize()
    shape = f'<span class="shape" aria-hidden="true">{_SHAPES[severity]}</span>'
    return f'<span class="badge of-{severity.value}">{shape} {word}</span>'


def _marked(passage: str, findings: list[Finding]) -> str:
    """The passage with every quoted piece marked; a very long one is cut around them."""
    spans = sorted({(at, at + len(f.quote)) for f in findings if f.quote and (at := passage.find(f.quote)) >= 0})
    first, last = _window(passage, spans)
    pieces = ["…"] if first else []
    at = first
    for start, end in spans:
        if start < at or end > last:
            continue
        pieces += [escaped(passage[at:start]), "<mark>", escaped(passage[start:end]), "</mark>"]
        at = end
    pieces.append(escaped(passage[at:last]))
    return "".join([*pieces, "…" if last < len(passage) else ""])


def _window(passage: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From where to where a passage is shown."""
    if len(passage) <= _LONGEST:
        return 0, len(passage)
    middle = spans[0][0] if spans else 0
    first = max(0, min(middle - _LONGEST // 2, len(passage) - _LONGEST))
    return first, first + _LONGEST


def _accepted(paper: Checked) -> Iterator[str]:
    if not paper.accepted:
        return
    yield "<h3>Accepted, with a reason</h3>\n<ul>"
    for finding, reason in paper.accepted:
        yield f"<li>{escaped(finding.place.words)}: {finding.code} {escaped(finding.says)} Accepted: {escaped(reason)}</li>"
    yield "</ul>"


def _reasons(papers: Sequence[Checked]) -> Iterator[str]:
    """Each check that found something, with its reason, example and source."""
    used = {finding.code for paper in papers for finding in paper.shown}
    if not used:
        return
    yield '<section>\n<h2 id="reasons">Why these things matter</h2>'
    for code, one in CATALOGUE.items():
        if code in used:
            yield f'<h3 id="why-{code}">{code}: {escaped(one.name)}</h3>\n<p>{escaped(one.why)}</p>'
            yield f"<p>For example: {escaped(one.example.wrong)} Better: {escaped(one.example.right)}</p>"
            yield f'<p class="source">{escaped(one.source)}</p>'
    yield "</section>"
