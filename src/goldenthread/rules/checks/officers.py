"""Checks on officers: who answers, and whether the key says who they are (family OFF)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from goldenthread.model.plan import MeasureLine
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.paper import Held, Paper, Passage
from goldenthread.rules.checks.people import (
    Named,
    authors,
    folded,
    is_initials,
    is_person,
    may_be_one,
    named,
    responsible,
)
from goldenthread.rules.checks.words import listed

_OF_OFFICERS = re.compile(r"\bofficers?\b|\bauthors?\b|\bcommentar|\bposts?\b", re.IGNORECASE)
_KEY = re.compile(r"\bkey\b|\blist(?:ed)?\b|\bexplained\b", re.IGNORECASE)


def _promise(paper: Paper) -> Passage | None:
    """The passage that says that initials of officers are used and explained."""
    return next(
        (one for one in paper.prose if "nitials" in one.text and _OF_OFFICERS.search(one.text) and one.line is None),
        None,
    )


def _in_key(name: str, paper: Paper) -> bool:
    """Whether the key has these initials, this name (in any spelling) or this post."""
    return any(
        name in (officer.initials, officer.name, officer.post)
        or folded(name) in (folded(officer.name), folded(officer.post))
        or bool(officer.name and may_be_one(name, officer.name))
        for officer in paper.report.officers
    )


@check(
    "OFF01",
    Severity.NOTE,
    "An author is not in the key of officers",
    why="The key is there so that members know whom to ask; it serves only if everybody who writes is in it.",
    remedy="Add those who are missing to the key, with their posts, or take the key out.",
    wrong="A key with AMc and TC, and commentary by Sam Brown",
    right="A key with AMc, TC and SB",
    source="Handbook 10.4",
)
def not_in_key(paper: Paper) -> Iterator[Found]:
    """Authors of commentary whom the paper's key of officers does not name, all in one finding (10.4)."""
    if not paper.report.officers:
        return
    posts_only = not any(officer.name for officer in paper.report.officers)
    missing: dict[str, Named] = {}
    for one in authors(paper):
        counts = is_person(one.name) or (posts_only and not is_initials(one.name))
        if counts and not _in_key(one.name, paper) and not any(may_be_one(one.name, other) for other in missing):
            missing.setdefault(one.name, one)
    if not missing:
        return
    first, names = next(iter(missing.values())), listed(list(missing))
    entries = len(paper.report.officers)
    verb = "is" if len(missing) == 1 else "are"
    says = (
        f"The key of officers has {entries} {'entry' if entries == 1 else 'entries'}; {len(missing)} who wrote commentary "
        f"{verb} not in it: {names}."
    )
    promise = _promise(paper)
    if promise:
        yield found_in(promise, says, severity=Severity.WARNING)
    else:
        yield Found(first.place, says, first.passage)


@check(
    "OFF02",
    Severity.WARNING,
    "A key of officers is promised and not given",
    why="Initials without a key tell members nothing.",
    remedy="Add the key of initials, names and posts, or take the promise out.",
    wrong="“Initials show who wrote each commentary; a key is in the appendix”, and no key",
    right="The same, with the key in the appendix",
    source="Handbook 10.4, R7.5",
)
def no_key(paper: Paper) -> Iterator[Found]:
    """A text that says that officers' initials are explained in a key, in a paper that has none (10.4)."""
    promise = _promise(paper)
    if promise and _KEY.search(promise.text) and not paper.report.officers:
        yield found_in(promise, "The text promises a key of officers' initials, but the paper has none.")


@check(
    "OFF03",
    Severity.WARNING,
    "Initials are not explained",
    why="Members cannot tell whom to ask.",
    remedy="Add the initials to the key, or print the post.",
    wrong="Commentary by JB, with no JB in the key",
    right="Commentary by JB; key: JB, Head of Housing",
    source="Handbook 10.4",
)
def unexplained(paper: Paper) -> Iterator[Found]:
    """Initials of authors and responsible officers that no key explains, all in one finding (10.4)."""
    if next(iter(no_key.look(paper)), None):
        return
    unknown: dict[str, Named] = {}
    for one in (*responsible(paper), *authors(paper)):
        if is_initials(one.name) and not _in_key(one.name, paper):
            unknown.setdefault(one.name, one)
    if unknown:
        first = next(iter(unknown.values()))
        where = "the key of officers does not explain" if paper.report.officers else "no key explains"
        yield Found(
            first.place, f"The paper uses initials that {where}: {listed(list(unknown))}.", first.passage, first.name
        )


@check(
    "OFF04",
    Severity.NOTE,
    "An officer in the key is not used",
    why="An entry that nothing refers to is often left over from another quarter, or initials in the text were typed wrongly.",
    remedy="Take the entry out of the key, or correct the initials in the text.",
    wrong="Key: AG, SB, TW; commentaries by AG and SB alone",
    right="Key: AG, SB",
    source="Handbook 10.4",
)
def not_used(paper: Paper) -> Iterator[Found]:
    """Entries of the key whose initials, name and post appear nowhere else, where those of others do (10.4)."""
    used = {folded(one.name) for one in (*responsible(paper), *authors(paper))}
    unused, busy = [], 0
    for officer in paper.report.officers:
        words = [word for word in (officer.initials, officer.name, officer.post) if word]
        if any(folded(word) in used for word in words) or any(may_be_one(officer.name, name) for name in used):
            busy += 1
        elif not any(_says(word, paper) for word in words):
            unused.append(officer.initials or officer.name or officer.post)
    if unused and busy >= 2:
        verb = "is" if len(unused) == 1 else "are"
        yield Found(
            _end(paper), f"The key of officers has {listed(unused)}, who {verb} named nowhere else in the paper."
        )


def _says(word: str, paper: Paper) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(pattern.search(passage.text) for passage in paper.passages)


def _end(paper: Paper) -> Place:
    last = paper.passages[-1].place.order if paper.passages else 0
    return Place(order=last, section="key of officers")


@check(
    "OFF05",
    Severity.WARNING,
    "One officer is spelt in two ways",
    why="A name in two spellings looks like two people, and a search for one does not find the other's lines.",
    remedy="Write the name as the person does, in every place.",
    wrong="Sam Browne once, Sam Brown elsewhere",
    right="Sam Brown throughout",
    source="Handbook 10.4",
)
def two_spellings(paper: Paper) -> Iterator[Found]:
    """A rare name that differs by a letter or an accent from one that is common here, last quarter or in the plan (10.4)."""
    people = [one for one in named(paper) if is_person(one.name)]
    here = Counter(one.name for one in people)
    elsewhere = Counter(
        one.name for other in (paper.previous, paper.plan) if other for one in named(other) if is_person(one.name)
    )
    common = here + elsewhere
    for name, times in here.items():
        for other, many in common.items():
            if not may_be_one(name, other) or _is_usual(name, common) >= _is_usual(other, common):
                continue
            once = times == 1 and many == 1
            if not once and times * 2 > many:
                continue
            at = next(one for one in people if one.name == name)
            how_often = "once" if times == 1 else f"{times} times"
            place = "elsewhere" if here[other] else "in the plan or last quarter"
            says = f"The name is {name} {how_often} and {other} {place}, {many} in all: is this one person?"
            yield Found(at.place, says, at.passage, name, severity=Severity.NOTE if once else None)
            break


def _is_usual(name: str, common: Counter[str]) -> tuple[int, str]:
    return common[name], name


@check(
    "OFF06",
    Severity.NOTE,
    "The responsible officer has changed",
    why="Members who asked one officer last quarter should learn that another answers now.",
    remedy="Say in the commentary that the responsibility has passed on, or correct the name.",
    wrong="Ann Green in the plan, Sam Brown in the report, without a word",
    right="“Sam Brown has taken over from Ann Green.”",
    source="Handbook 10.4: post and name are kept as at the date",
)
def changed(paper: Paper) -> Iterator[Found]:
    """Lines whose responsible officers are not those of last quarter or of the plan; the same change in one finding (10.4)."""
    changes: dict[tuple[str, str, str], list[Held]] = {}
    for held in paper.lines:
        for other, where in ((paper.before(held), "last quarter"), (paper.planned(held), "in the plan")):
            if other is None or not other.line.responsible or not held.line.responsible:
                continue
            now, then = held.line.responsible, other.line.responsible
            if _differ(now, then) and not any(word in held.words for word in then):
                changes.setdefault((listed(then), listed(now), where), []).append(held)
            break  # what was so last quarter already was noted then
    for (earlier, current, where), lines in changes.items():
        refs, it = listed([held.called for held in lines]), "it" if len(lines) == 1 else "them"
        first = lines[0]
        yield Found(
            first.at("responsible"),
            f"{refs}: {earlier} answered for {it} {where}, now {current}.",
            ", ".join(first.line.responsible),
        )


def _differ(now: tuple[str, ...], then: tuple[str, ...]) -> bool:
    """Whether the people are others; not where one paper prints names and the other posts, or only a spelling differs."""
    if {is_person(name) for name in now} != {is_person(name) for name in then}:
        return False
    left = {folded(name) for name in now} ^ {folded(name) for name in then}
    return any(not any(may_be_one(name, other) for other in left) for name in left)


@check(
    "OFF07",
    Severity.NOTE,
    "Nobody answers for a line",
    why="What nobody answers for is not done, and members have nobody to ask.",
    remedy="Name the responsible officer or post.",
    wrong="Nine milestones with a responsible officer, one without",
    right="Ten milestones with a responsible officer",
    source="Handbook 10.4",
)
def nobody(paper: Paper) -> Iterator[Found]:
    """Lines without a responsible officer, where at least three quarters of their kind have one (10.4)."""
    for measures in (True, False):
        lines = [held for held in paper.lines if isinstance(held.line, MeasureLine) is measures]
        without = [held for held in lines if not held.line.responsible and not held.objective.responsible]
        many = len(lines) - len(without)
        if without and many >= 3 and many >= 3 * len(without):
            names = listed([held.called for held in without])
            kind = "measures" if measures else "milestones"
            verb = "has" if len(without) == 1 else "have"
            yield Found(
                without[0].place,
                f"{names} {verb} no responsible officer; the other {many} {kind} have one.",
                without[0].line.title,
            )


@check(
    "OFF08",
    Severity.NOTE,
    "A commentary is not signed",
    why="Where all other commentaries say who wrote them, members cannot tell whom to ask about this one.",
    remedy="Add the author's initials, name or post.",
    wrong="Nine commentaries with an author, one without",
    right="Ten commentaries with an author",
    source="Handbook 10.4",
)
def unsigned(paper: Paper) -> Iterator[Found]:
    """Commentaries without an author, where at least three quarters of them have one (10.4)."""
    written = [held for held in paper.lines if held.words.strip()]
    without = [held for held in written if held.line.commentary and not held.line.commentary.by]
    many = len(written) - len(without)
    if without and many >= 3 and many >= 3 * len(without):
        names = listed([held.called for held in without])
        noun = "commentary" if len(without) == 1 else "commentaries"
        yield Found(
            without[0].at("commentary"),
            f"The {noun} of {names} {'does' if len(without) == 1 else 'do'} not say who wrote it; the other {many} do.",
            without[0].words,
        )


_NO_ONE = re.compile(
    r"t\.?b\.?[ac]\.?|to be (?:confirmed|appointed|advised|agreed)|vacan(?:t|cy)|n/?a|\?+|a\.?n\.? other|(?:officer )?name",
    re.IGNORECASE,
)


@check(
    "OFF09",
    Severity.WARNING,
    "The responsible officer is still to be named",
    why="A plan that goes to members with “tbc” for an officer has nobody who answers for the work.",
    remedy="Name the post that answers until somebody is appointed.",
    wrong="Responsible: TBC",
    right="Responsible: Head of Housing (acting)",
    source="Handbook 10.4",
)
def to_be_named(paper: Paper) -> Iterator[Found]:
    """Lines and objectives whose responsible officer is “tbc” or a vacancy (10.4)."""
    for one in responsible(paper):
        if _NO_ONE.fullmatch(one.name.strip(" ()[]")):
            who = one.held.called if one.held else "the objective"
            yield Found(one.place, f"The responsible officer of {who} is “{one.name}”.", one.passage, one.name)


_EMAIL = re.compile(r"(?<![\w.])(?P<local>[A-Za-z][\w'+-]*(?:\.[\w'+-]+)*)@[\w-]+(?:\.[\w-]+)+")
_MOBILE = re.compile(r"(?<![\d,.])(?:\+44\s?7|07)\d(?:[\s-]?\d){8}(?!\d)")


@check(
    "OFF10",
    Severity.NOTE,
    "The open paper prints an officer's own e-mail or mobile number",
    why="The agenda stays on the web for years; an officer's own address or mobile number is personal data.",
    remedy="Print the team's address or the post in its place.",
    wrong="Contact ann.green@example.gov.uk",
    right="Contact housing.services@example.gov.uk",
    source="Handbook 10.4, R10.4",
)
def contact(paper: Paper) -> Iterator[Found]:
    """E-mail addresses that hold a person's name, and mobile numbers, anywhere in the text (R10.4)."""
    surnames = {folded(one.name).split()[-1] for one in named(paper) if is_person(one.name)}
    for passage in paper.passages:
        for match in _EMAIL.finditer(passage.text) if "@" in passage.text else ():
            words = re.split(r"[._-]", match["local"])
            as_name = " ".join(word.capitalize() for word in words)
            if (len(words) > 1 and is_person(as_name)) or any(
                len(word) > 3 and word.lower() in surnames for word in words
            ):
                yield found_in(passage, f"The text prints an officer's own address, {match[0]}.", match[0])
        for match in _MOBILE.finditer(passage.text) if "7" in passage.text else ():
            yield found_in(passage, f"The text prints a mobile number, {match[0]}: is it a person's own?", match[0])


CHECKS = (
    not_in_key,
    no_key,
    unexplained,
    not_used,
    two_spellings,
    changed,
    nobody,
    unsigned,
    to_be_named,
    contact,
)
