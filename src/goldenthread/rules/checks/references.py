"""Checks on the references of lines: used twice, left out of a run, written differently, changed (family REF)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from goldenthread.model.plan import MeasureLine
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.mistyped import mistyped
from goldenthread.rules.checks.numbering import Run, bare, built, runs
from goldenthread.rules.checks.paper import Held, Paper, short
from goldenthread.rules.checks.words import listed


@check(
    "REF01",
    Severity.ERROR,
    "A reference is used twice",
    why="Two lines under one reference cannot be told apart: next quarter's figure may be put to the wrong one.",
    remedy="Give one of the two another reference, in the plan as well.",
    wrong="PED06c, PED06d, PED06d",
    right="PED06c, PED06d, PED06e",
    source="Handbook R7.5, appendix A4",
)
def used_twice(paper: Paper) -> Iterator[Found]:
    """A reference that a line bears and an earlier line bears too (R7.5, A4)."""
    first = {held.line.ref: held for held in reversed(paper.lines) if held.line.occurrence == 1}
    for held in paper.lines:
        other = first.get(held.line.ref)
        if held.line.ref and held.line.occurrence > 1 and other:
            yield Found(
                held.place,
                f"{held.line.ref} is the reference of two lines: “{short(other.line.title)}” and “{short(held.line.title)}”.",
                held.line.title,
            )


@check(
    "REF02",
    Severity.ERROR,
    "Two references differ only in how they are written",
    why="Read aloud or looked up, “PED02 1” and “PED02 01” are the same, so that the two lines cannot be told apart.",
    remedy="Give one of the two another reference, in the plan as well.",
    wrong="PED02 01 and PED02 1",
    right="PED02 01 and PED02 02",
    source="Handbook R7.5",
)
def written_twice(paper: Paper) -> Iterator[Found]:
    """Two lines of a kind whose references differ only in capitals, blanks, stops or leading noughts (R7.5)."""
    seen: dict[tuple[str, bool], Held] = {}
    for held in paper.lines:
        if not any(sign.isdigit() for sign in held.line.ref):
            continue
        other = seen.setdefault((bare(held.line.ref), isinstance(held.line, MeasureLine)), held)
        if other.line.ref != held.line.ref:
            yield Found(
                held.place,
                f"{other.line.ref} and {held.line.ref} are one reference written in two ways, for “{short(other.line.title)}” "
                f"and “{short(held.line.title)}”.",
                held.line.title,
            )


@check(
    "REF03",
    Severity.NOTE,
    "A reference is left out of a run",
    why="A gap makes members ask what was taken out; often a line was dropped by mistake, or the next ones were typed wrongly.",
    remedy="Put back what is missing, number the lines again, or say in the paper that it was taken out.",
    wrong="PED06a, PED06c, PED06d",
    right="PED06a, PED06b, PED06c",
    source="Handbook R7.5, appendix A4",
)
def left_out(paper: Paper) -> Iterator[Found]:
    """References that a run of them leaves out, once for each objective (R7.5, A4); silent where the plan leaves them out too."""
    meant = {mistake.order: mistake.meant for mistake in mistyped(paper)}
    held_by = {meant.get(held.place.order, held.line.ref): held for held in reversed(paper.lines)}
    gaps: dict[int, list[tuple[Held, Run, tuple[str, ...]]]] = {}
    for run in runs([meant.get(held.place.order, held.line.ref) for held in paper.lines if held.line.ref]):
        missing = tuple(ref for ref in run.missing if not _is_accounted_for(ref, run, paper))
        if missing:
            after = _holder(next(ref for ref in run.present if _counter(ref) > _counter(missing[0])), held_by)
            gaps.setdefault(id(after.objective), []).append((after, run, missing))
    for found in gaps.values():
        refs = [ref for _, _, missing in found for ref in missing]
        kept = [ref for _, run, missing in found for ref in _around(run, missing)]
        twice = any(held.line.occurrence > 1 and held.line.ref in kept for held in paper.lines)
        known = [ref for ref in refs if _known_elsewhere(ref, paper)]
        added = f"; {listed(known)} {_stands(known)} in the plan or in last quarter's paper" if known else ""
        yield Found(
            found[0][0].place,
            f"{listed(_joined(refs))} {'is' if len(refs) == 1 else 'are'} missing from the run {', '.join(kept)}{added}.",
            found[0][0].line.title,
            severity=Severity.WARNING if twice or known else None,
        )


def _holder(ref: str, held_by: dict[str, Held]) -> Held:
    """The line that bears a reference, or the first of those that bear it with a letter ("PED021" for "PED021a")."""
    return held_by.get(ref) or next(held for name, held in held_by.items() if name.startswith(ref))


def _counter(ref: str) -> tuple[int, str]:
    parts = built(ref)
    return (int(parts.number), parts.letter.lower()) if parts else (0, "")


def _is_accounted_for(ref: str, run: Run, paper: Paper) -> bool:
    """Whether there is no gap to speak of: the plan has the same one, or the paper speaks of the reference elsewhere."""
    if paper.plan:
        planned = {bare(held.line.ref) for held in paper.plan.lines if held.line.ref}
        if bare(ref) not in planned and sum(bare(one) in planned for one in run.present) > 1:
            return True
    mentioned = re.compile(rf"(?<!\w){re.escape(ref)}(?!\w)", re.IGNORECASE)
    unplaced = (note.text for note in paper.reading.unplaced) if paper.reading else ()
    return any(mentioned.search(passage.text) for passage in paper.passages) or any(map(mentioned.search, unplaced))


def _known_elsewhere(ref: str, paper: Paper) -> bool:
    others = (other for other in (paper.plan, paper.previous) if other)
    return any(bare(held.line.ref) == bare(ref) for other in others for held in other.lines if held.line.ref)


def _stands(refs: Sequence[str]) -> str:
    return "stands" if len(refs) == 1 else "stand"


def _around(run: Run, missing: Sequence[str]) -> list[str]:
    """The references of a run, of a long one only those beside its gaps."""
    if len(run.present) <= 8:
        return list(run.present)
    order = sorted([*run.present, *missing], key=_counter)
    at = [order.index(ref) for ref in missing]
    beside = {i + step for i in at for step in (-1, 1)}
    return [ref for i, ref in enumerate(order) if i in beside and ref not in missing]


def _joined(refs: Sequence[str]) -> list[str]:
    """References in a row as one: "PED042 to PED046"."""
    joined: list[list[str]] = []
    for ref in refs:
        before = built(joined[-1][-1]) if joined else None
        parts = built(ref)
        follows = (
            before
            and parts
            and not parts.letter
            and (before.stem, int(before.number) + 1) == (parts.stem, int(parts.number))
        )
        if follows:
            joined[-1].append(ref)
        else:
            joined.append([ref])
    return [f"{row[0]} to {row[-1]}" if len(row) > 2 else " and ".join(row) for row in joined]


@check(
    "REF07",
    Severity.NOTE,
    "A reference is written differently from the others",
    why="Among P1, P2 …, “P07” sorts to another place and is not found by a search for P7.",
    remedy="Write all references of the run in the same way.",
    wrong="P5, P6, P07, P8",
    right="P5, P6, P7, P8",
    source="Handbook R7.5",
)
def written_differently(paper: Paper) -> Iterator[Found]:
    """A reference of a line or objective whose noughts, blanks or capitals differ from those of its run (R7.5)."""
    for index, section in enumerate(paper.report.sections):
        if section.part == "objective" and (
            usual := _unusual(section.ref, [one.ref for one in paper.report.objectives])
        ):
            yield Found(
                paper.place_of(index),
                f"The objective's reference {section.ref} is written differently from the others, such as {usual}.",
                section.ref,
                section.ref,
            )
    mistaken = {mistake.order for mistake in mistyped(paper)}
    refs = tuple(held.line.ref for held in paper.lines if held.line.ref)
    for held in paper.lines:
        usual = _unusual(held.line.ref, refs)
        if usual and held.line.occurrence == 1 and held.place.order not in mistaken:
            yield Found(
                held.at("title"),
                f"{held.line.ref} is written differently from the others of its run, such as {usual}.",
                held.line.title,
            )


_FEW = 0.2


def _unusual(ref: str, refs: Sequence[str]) -> str:
    """A reference that shows how the run of this one is usually written, where this one is written differently; else ""."""
    parts = built(ref)
    style = _style(ref)
    if parts is None or style is None:
        return ""
    head = bare(parts.stem)
    family = [
        other
        for other in refs
        if (other_parts := built(other))
        and bare(other_parts.stem) == head
        and bool(other_parts.letter) == bool(parts.letter)
    ]
    styles = Counter(its for other in dict.fromkeys(family) if (its := _style(other)))
    usual, many = styles.most_common(1)[0]
    if usual == style or many < 3 or styles[style] > max(1, _FEW * many):
        return ""
    return next(other for other in family if _style(other) == usual)


def _style(ref: str) -> tuple[str, bool] | None:
    """How a reference is written: what stands before its number, and whether a nought fills it up; None from 10 on."""
    parts = built(ref)
    if parts is None or int(parts.number) > 9:
        return None
    return parts.stem, len(parts.number) > 1


@check(
    "REF08",
    Severity.NOTE,
    "A line has no reference, or half of one",
    why="A line that cannot be named cannot be asked about, and next quarter's figure cannot be put to it with certainty.",
    remedy="Give the line its reference.",
    wrong="SCS CYP02, SCS CYP, SCS CYP13",
    right="SCS CYP02, SCS CYP01, SCS CYP13",
    source="Handbook R7.5",
)
def without_reference(paper: Paper) -> Iterator[Found]:
    """Lines without a reference, or with one that lacks its number, where three quarters of the kind have one (R7.5)."""
    for measures in (True, False):
        lines = [held for held in paper.lines if isinstance(held.line, MeasureLine) is measures and held.line.title]
        whole = sum(any(sign.isdigit() for sign in held.line.ref) for held in lines)
        lacking = [held for held in lines if not any(sign.isdigit() for sign in held.line.ref)]
        if not lacking or whole < 3 or whole < 3 * len(lacking):
            continue
        names = [
            held.called if not held.line.ref else f"{held.line.ref} (“{short(held.line.title)}”)" for held in lacking
        ]
        kind = "measures" if measures else "milestones"
        yield Found(
            lacking[0].place,
            f"{listed(names)} {'has' if len(names) == 1 else 'have'} no full reference; the other {whole} {kind} have one.",
            lacking[0].line.title,
        )


@check(
    "REF09",
    Severity.NOTE,
    "A reference has changed",
    why="Members and other systems follow a line by its reference: a silent change breaks the thread from quarter to quarter.",
    remedy="Keep the reference of the plan, or say in the paper that it has changed.",
    wrong="PED04 06 was PED04 05 last quarter",
    right="PED04 06, as last quarter",
    source="Handbook R7.5; design/report.md, identity of a line",
)
def changed(paper: Paper) -> Iterator[Found]:
    """Lines that bore another reference last quarter or in the plan, with the same title (R7.5); all in one finding."""
    mistaken = {mistake.order for mistake in mistyped(paper)}
    moved: list[tuple[Held, str]] = []
    for held in paper.lines:
        if not held.line.ref or held.place.order in mistaken or held.line.occurrence > 1:
            continue
        for other, where in ((paper.before(held), "last quarter"), (paper.planned(held), "in the plan")):
            if other and other.line.ref and bare(other.line.ref) != bare(held.line.ref):
                moved.append((held, f"{held.line.ref} was {other.line.ref} {where}"))
                break
    if moved:
        held = moved[0][0]
        yield Found(held.place, f"{listed([words for _, words in moved])}, under the same title.", held.line.title)


CHECKS = (
    used_twice,
    written_twice,
    left_out,
    written_differently,
    without_reference,
    changed,
)
