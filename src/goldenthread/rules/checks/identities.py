"""Checks on what names one person or tells where to find them (family SDC, handbook 10.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper
from goldenthread.rules.checks.sentences import sentences

_ONE_PERSON = (
    r"child|pupil|young person|student|care leaver|boy|girl|teenager|resident|tenant|patient|woman|man|female|male"
)
_AGED = re.compile(
    rf"\b(?:an?|the|one|our)\s+(?:\d{{1,2}}|\w+teen|eleven|twelve|ten|nine|eight|seven|six|five|four|three|two)[- "
    rf"](?:year|month|week)[- ]old\b"
    rf"(?:\s+\w+){{0,2}}?\s+(?:{_ONE_PERSON})\b(?!['’])|\b(?:an?|the|one)\s+(?:{_ONE_PERSON}),?\s+aged\s+\d{{1,2}}\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    rf"\bthe (?:only|sole|single)(?:\s+(?!school|centre)[a-z-]+){{0,3}}?\s+(?:{_ONE_PERSON})"
    r"(?=\s*[.,;)]|\s+(?:is|was|has|had|who|in|from|with|at|of|to|on|under)\b)",
    re.IGNORECASE,
)
_HEALTH = (
    r"(?:cystic fibrosis|motor neurone|multiple sclerosis|parkinson|cancer|leuka?emia|epilepsy|epileptic|diabet\w+|dementia"
    r"|autis\w+|adhd|hiv|tuberculosis|depression|psychosis|schizophreni\w+|mental (?:illness|health (?:condition|problem)s?)"
    r"|(?:hearing|visual|sight) (?:impairment|loss)|disabilit\w+|disabled|deaf|blind|wheelchair|pregnant|terminal\w*"
    r"|heart condition|long[- ]term (?:illness|condition))"
)
# the health of one person of very few: "two tenants, one of whom has …", "our only apprentice, who has …"
_ILL = re.compile(
    rf"\b(?:one|two|three|both|1|2|3) of (?:whom|them) (?:has|have|had|is|are|was|were|suffers?)\b[^.;,]{{0,30}}?\b{_HEALTH}\b"
    rf"|\b(?:our|the|its|their) (?:only|sole) [a-z-]+(?: [a-z-]+)?,? who (?:has|had|is|was)\b[^.;,]{{0,30}}?\b{_HEALTH}\b"
    rf"|\bone (?:{_ONE_PERSON})\b[^.;,]{{0,40}},? who (?:has|had|is|was)\b[^.;,]{{0,30}}?\b{_HEALTH}\b[^.;]*\b(?:was|were|had)\b",
    re.IGNORECASE,
)
_HINTS = ("One ", " one ", " of whom ", " of them ", " only ", " sole ", " single ", "-old", " old ", " aged ")
_HAPPENED = re.compile(r"\b(?:was|were|had|died|moved|has been|is (?:in|now|being|currently|placed))\b", re.IGNORECASE)


@check(
    "SDC08",
    Severity.WARNING,
    "One person is described so closely that they can be known",
    why="An age, a sex and a place together are as good as a name to a neighbour, a classmate or the press.",
    remedy="Take out the age, the place or the circumstance, or leave the case out.",
    wrong="A 14-year-old boy at the academy was permanently excluded.",
    right="A pupil was permanently excluded.",
    source="Handbook 2.3 (7), 10.4, R2.8",
)
def one_person(paper: Paper) -> Iterator[Found]:
    """A passage that tells of one person by age, or as the only one of their kind (R2.8)."""
    for passage in paper.prose:
        if not any(word in passage.text for word in _HINTS):
            continue
        for sentence in sentences(passage.text):
            match = _ILL.search(sentence)
            told = _AGED.search(sentence) or _ONLY.search(sentence)
            if match is None and told and _HAPPENED.search(sentence):
                match = told
            if match:
                yield found_in(passage, f"“{match[0]}” tells of one person who may be known by it.", match[0])
                break


_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s+\w{3,9}\s+\d{4}"
_IDENTIFIERS = (
    ("a unique pupil number", re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]\b")),
    (
        "a National Insurance number",
        re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    ),
    ("an NHS number", re.compile(r"(?<![\d+])\d{3}[ -]\d{3}[ -]\d{4}(?!\d)|(?<=NHS number )\d{10}\b")),
    ("a date of birth", re.compile(rf"\b(?:d\.?o\.?b\.?|dates? of birth|born on)\W{{0,4}}(?:{_DATE})", re.IGNORECASE)),
)
_DIGITS = re.compile(r"\d[\d/. -]{5}|[Bb]irth|[Bb]orn")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@check(
    "SDC09",
    Severity.ERROR,
    "The text holds a person's identifier",
    why="A pupil number, an NHS number or a date of birth names one person outright and has no place in a report.",
    remedy="Take it out, and see whether earlier copies of the paper must be called back.",
    wrong="Pupil H801200001001 has moved school.",
    right="A pupil has moved school.",
    source="Handbook 10.4, R10.5",
)
def identifier(paper: Paper) -> Iterator[Found]:
    """Pupil numbers, NHS numbers (by their check digits), National Insurance numbers, dates of birth (R10.5)."""
    for passage in paper.passages:
        for what, printed in identifiers_in(passage.text):
            yield found_in(passage, f"“{printed}” looks like {what}.", printed)


def identifiers_in(text: str) -> Iterator[tuple[str, str]]:
    """The first of each kind of person's identifier in a text: what it is ("an NHS number"), and how it is printed."""
    if not _DIGITS.search(text):
        return
    for what, pattern in _IDENTIFIERS:
        match = next((one for one in pattern.finditer(text) if _genuine(what, one[0])), None)
        if match:
            yield what, match[0]


def _genuine(what: str, text: str) -> bool:
    if what == "an NHS number":
        return _nhs_number(re.sub(r"\D", "", text))
    if what == "a unique pupil number":
        return _pupil_number(text)
    return True


def _pupil_number(text: str) -> bool:
    """Whether the first letter is the check letter of the twelve characters after it (weights 2 to 13, modulus 23)."""
    values = [int(one) if one.isdigit() else _UPN_LETTERS.find(one) for one in text[1:]]
    return _UPN_LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23] == text[0]


def _nhs_number(digits: str) -> bool:
    """Whether ten digits end with the check digit of the nine before (modulus 11)."""
    check_digit = -sum(int(one) * weight for one, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check_digit == int(digits[9])


_PERSONAL = re.compile(
    r"(?<![\w.])[\w.+-]+@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet|sky|virginmedia"
    r"|talktalk)\.[a-z.]{2,6}\b"
    r"|(?<!\d)(?:\+44\s?7\d{3}|07\d{3})[ -]?\d{3}[ -]?\d{3}(?!\d)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_PRIVATE_PLACE = re.compile(
    r"\bchild(?:ren)?['’]?s['’]? home|\brefuge\b|\bfoster (?:home|carers?)\b|\bsecure home\b|\bsafe house\b",
    re.IGNORECASE,
)


@check(
    "SDC10",
    Severity.WARNING,
    "The text tells how to reach a person or a private home",
    why="A mobile number, a private e-mail address or the address of a children's home or refuge is not for the public.",
    remedy="Take it out, or put the service's own public address in its place.",
    wrong="Ring 07700 900123 to refer a child.",
    right="Ring the contact centre to refer a child.",
    source="Handbook 10.4, R10.4, R10.5",
)
def private_contact(paper: Paper) -> Iterator[Found]:
    """Private e-mail addresses, mobile telephones, and the postcode of a children's home, foster home or refuge (R10.5)."""
    for passage in paper.passages:
        match = _PERSONAL.search(passage.text) if "@" in passage.text or "7" in passage.text else None
        if not match and _PRIVATE_PLACE.search(passage.text):
            match = _POSTCODE.search(passage.text)
        if match:
            yield found_in(passage, f"“{match[0]}” tells the public how to reach a person or a private home.", match[0])


CHECKS = (one_person, identifier, private_contact)
