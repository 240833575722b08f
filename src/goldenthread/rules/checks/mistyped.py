"""Checks on references that seem to be typed wrongly: in their objective, their digits or their letters (family REF)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from goldenthread.model.plan import MeasureLine
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.numbering import bare, built, edits, letters_of, shape
from goldenthread.rules.checks.paper import Held, Paper
from goldenthread.rules.checks.words import listed


class Mistake(NamedTuple):
    """A reference that seems to be typed wrongly: the place's order, the code of its check, and what is meant."""

    order: int
    code: str
    held: Held
    meant: str
    of: str = ""


def mistyped(paper: Paper) -> list[Mistake]:
    """The references that seem to be typed wrongly, each under the first check that sees it."""
    found: dict[int, Mistake] = {}
    for mistake in (*_letters_for_digits(paper), *_outside(paper), *_odd_letters(paper)):
        found.setdefault(mistake.order, mistake)
    return sorted(found.values())


def _of_code(paper: Paper, code: str) -> list[Mistake]:
    return [mistake for mistake in mistyped(paper) if mistake.code == code]


def _outside(paper: Paper) -> Iterator[Mistake]:
    """References that do not begin as their objective's does, where all the others of the kind do and it nearly does."""
    names = {bare(objective.ref): objective.ref for objective in paper.report.objectives if objective.ref}
    kinds: dict[tuple[int, bool], list[Held]] = {}
    for held in paper.lines:
        if held.line.ref and held.objective.ref:
            kinds.setdefault((id(held.objective), isinstance(held.line, MeasureLine)), []).append(held)
    for lines in kinds.values():
        own = bare(lines[0].objective.ref)
        strangers = [held for held in lines if not _carries(held.line.ref, own)]
        if not strangers or len(strangers) > 2 or len(lines) - len(strangers) < 2:
            continue
        used = {bare(held.line.ref) for held in lines}
        model = next(held.line.ref for held in lines if _carries(held.line.ref, own))
        for held in strangers:
            head = _head(held.line.ref)
            other = next((ref for name, ref in names.items() if name == head or name.endswith(f".{head}")), "")
            meant = _with_head(model, held.line.ref)
            free = bool(meant) and bare(meant) not in used
            slip = edits(head.replace(".", ""), own.replace(".", "")) == 1 and (
                _same_numbers(head, own) or _follows(meant, used)
            )
            if (slip and bool(meant)) or (other and free):
                yield Mistake(held.place.order, "REF04", held, meant if free else "", other)


def _same_numbers(one: str, other: str) -> bool:
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)


def _follows(ref: str, used: set[str]) -> bool:
    """Whether a reference is the next one after one that is used: it fills a gap, or goes on with the run."""
    parts = built(ref)
    if parts is None:
        return False
    before = (
        f"{parts.stem}{parts.number}{chr(ord(parts.letter) - 1)}"
        if parts.letter
        else f"{parts.stem}{int(parts.number) - 1}"
    )
    return bare(before) in used


def _head(ref: str) -> str:
    """A reference without its last counter, for comparing: "ped.1" of "PED01 02" and of "PED01a"."""
    parts = built(ref)
    if parts is None:
        return ""
    return bare(parts.stem + parts.number) if parts.letter else bare(parts.stem)


def _carries(ref: str, objective: str) -> bool:
    """Whether a line's reference begins as its objective's: "PED01 02" in PED01, "P1.2" in CYP P1."""
    head = _head(ref)
    return bool(head) and (head == objective or objective.endswith(f".{head}") or head.startswith(f"{objective}."))


def _with_head(model: str, ref: str) -> str:
    """The counter of one reference behind the head of another: "ED05 04" as "PED05 04"; "" where they are built differently."""
    one, other = built(model), built(ref)
    if one is None or other is None or bool(one.letter) != bool(other.letter):
        return ""
    return one.stem + one.number + other.letter if one.letter else one.stem + other.number


def _letters_for_digits(paper: Paper) -> Iterator[Mistake]:
    """References in which a letter stands for the digit that it looks like: "PED0l 02", "PEDO1 02"."""
    shapes = Counter(shape(held.line.ref) for held in paper.lines if held.line.ref)
    for held in paper.lines:
        ref = held.line.ref
        digits = re.sub(r"(?<=\d)[lI](?=[\s\d.]|$)|(?<=[\s.])[lI](?=\d)", "1", ref)
        digits = re.sub(r"(?<=\d)[Oo](?=[\s\d.]|$)|[Oo](?=\d)", "0", digits)
        if digits != ref and shapes[shape(ref)] <= 2 < shapes[shape(digits)]:
            yield Mistake(held.place.order, "REF05", held, digits)


def _odd_letters(paper: Paper) -> Iterator[Mistake]:
    """References with letters one away from those that most begin with, whose number is just the one that is missing there."""
    refs = [held.line.ref for held in paper.lines if held.line.ref]
    counts = Counter(letters_of(ref) for ref in refs)
    most, many = next(iter(counts.most_common(1)), ("", 0))
    if len(most) < 2 or many < 5:
        return
    shapes = {shape(ref) for ref in refs if letters_of(ref) == most}
    used = {bare(ref) for ref in refs}
    for held in paper.lines:
        ref = held.line.ref
        letters = letters_of(ref)
        if not letters or letters == most or counts[letters] > max(1, many // 10) or edits(letters, most) != 1:
            continue
        meant = most + ref[len(letters) :]
        if shape(meant) in shapes and bare(meant) not in used:
            yield Mistake(held.place.order, "REF06", held, meant, most)


@check(
    "REF04",
    Severity.WARNING,
    "A reference does not begin as its objective's does",
    why="The line seems to belong to another objective, or its reference was typed wrongly, and it will not be found again.",
    remedy="Correct the reference, or move the line to the objective that it names.",
    wrong="PED05: PED05 03, ED05 04, PED05 05",
    right="PED05: PED05 03, PED05 04, PED05 05",
    source="Handbook R7.5",
)
def outside_its_objective(paper: Paper) -> Iterator[Found]:
    """A line's reference that does not carry its objective's, where those of the other lines do (R7.5)."""
    for mistake in _of_code(paper, "REF04"):
        held = mistake.held
        asks = f"; should it be {mistake.meant}?" if mistake.meant else "."
        belongs = f", as if it belonged to {mistake.of}" if mistake.of else ""
        yield Found(
            held.at("title"),
            f"{held.line.ref} stands among the lines of {held.objective.ref} but does not begin with {held.objective.ref}"
            f"{belongs}{asks}",
            held.line.title,
        )


@check(
    "REF05",
    Severity.WARNING,
    "A letter stands for a digit in a reference",
    why="The two look alike on paper, but a search, a sort or a spreadsheet does not find the line.",
    remedy="Type the digit.",
    wrong="PED0l 02 (the letter l)",
    right="PED01 02",
    source="Handbook R7.5",
)
def letter_for_digit(paper: Paper) -> Iterator[Found]:
    """The letter O for nought, or l or I for one, in a reference, where the others have digits (R7.5)."""
    for mistake in _of_code(paper, "REF05"):
        held = mistake.held
        yield Found(
            held.at("title"),
            f"{held.line.ref} has a letter where the other references have a digit; {mistake.meant} seems to be meant.",
            held.line.title,
        )


@check(
    "REF06",
    Severity.WARNING,
    "The letters of a reference are typed wrongly",
    why="A line whose reference has a slip in its letters is not found again, and next quarter looks like a new one.",
    remedy="Correct the letters of the reference.",
    wrong="PED007, PEDE008, PE009",
    right="PED007, PED008, PED009",
    source="Handbook R7.5",
)
def odd_letters(paper: Paper) -> Iterator[Found]:
    """References whose letters are one away from those of most others, and whose number is missing there (R7.5)."""
    groups: dict[str, list[Mistake]] = {}
    for mistake in _of_code(paper, "REF06"):
        groups.setdefault(letters_of(mistake.held.line.ref), []).append(mistake)
    for letters, mistakes in groups.items():
        refs, meant = [mistake.held.line.ref for mistake in mistakes], [mistake.meant for mistake in mistakes]
        one = len(refs) == 1
        yield Found(
            mistakes[0].held.at("title"),
            f"{listed(refs)} {'begins' if one else 'begin'} with {letters} where most references begin with {mistakes[0].of}; "
            f"{listed(meant)} {'seems' if one else 'seem'} to be meant.",
            mistakes[0].held.line.title,
        )


CHECKS = (outside_its_objective, letter_for_digit, odd_letters)
