"""Accepted findings: what an entry covers, and what is said of an entry that cannot be used."""

from __future__ import annotations

import pytest

from goldenthread.rules.checks.finding import Finding, Place, Severity
from goldenthread.rules.suppressions import BadSuppressions, parse_suppressions, part

FINDING = Finding(
    code="REF01",
    severity=Severity.ERROR,
    place=Place(section="PED06 Skills", ref="PED06d", occurrence=2, part="title"),
    says="PED06d is the reference of two lines.",
    remedy="Give one another.",
)


def _accepts(entry: str) -> bool:
    suppressions = parse_suppressions(f'[[suppress]]\ncode = "REF01"\nreason = "Agreed in May"\n{entry}')
    sorted_ = part([FINDING], suppressions, "q1.docx")
    assert len(sorted_.shown) + len(sorted_.accepted) == 1
    return sorted_.accepted == ((FINDING, "Agreed in May"),)


@pytest.mark.parametrize(
    "entry",
    [
        "",
        'ref = "ped06D"',
        'paper = "q1.docx"',
        'section = "PED06 Skills"',
        'part = "title"',
        'says = "two lines"',
        'ref = "PED06d"\npaper = "Q1.docx"',
    ],
)
def test_an_entry_covers_what_it_names(entry: str) -> None:
    assert _accepts(entry)


@pytest.mark.parametrize(
    "entry",
    [
        'ref = "PED06"',
        'paper = "q2.docx"',
        'section = "PED05 Schools"',
        'part = "commentary"',
        'says = "three lines"',
        'ref = "PED06d"\npaper = "q2.docx"',
    ],
)
def test_an_entry_covers_nothing_else(entry: str) -> None:
    assert not _accepts(entry)


def test_an_entry_of_another_code_covers_nothing() -> None:
    suppressions = parse_suppressions('[[suppress]]\ncode = "REF02"\nreason = "Agreed"')
    assert part([FINDING], suppressions, "q1.docx").shown == (FINDING,)


def test_an_empty_file_accepts_nothing() -> None:
    assert parse_suppressions("# none yet\n") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[suppress]\n", "not valid TOML"),
        ('[[suppress]]\ncode = "REF01"\n', "Suppression 1 has no “reason”"),
        ('[[suppress]]\ncode = "REF01"\nreason = ""\n', "Suppression 1 has an empty “reason”"),
        ('[[suppress]]\nreason = "x"\n', "has no “code”"),
        ('[[suppress]]\ncode = "REF01"\nreason = 5\n', "has a “reason” that is no text"),
        ('[[suppress]]\ncode = "REF01"\nreason = "x"\nwhere = "y"\n', "has a “where”, which is not known"),
        ('[[suppress]]\ncode = "XYZ99"\nreason = "x"\n', "“XYZ99”, which no check has"),
        ('suppress = "all"\n', "only [[suppress]] tables"),
        ('[ignore]\ncode = "REF01"\n', "only [[suppress]] tables"),
        ('suppress = ["REF01"]\n', "Suppression 1"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(BadSuppressions) as refused:
        parse_suppressions(text)
    assert words in str(refused.value)
