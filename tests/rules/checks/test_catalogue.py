"""Every check finds what its cases hold and nothing in the papers that are right, and says it in full."""

import re

import pytest

from goldenthread.model.report import Report
from goldenthread.rules import checks
from tests.rules.checks.cases import ALL
from tests.rules.checks.papers import Setting


def _found(case: Setting | Report, code: str) -> list[checks.Finding]:
    setting = case if isinstance(case, Setting) else Setting(case)
    report, previous, plan, reading = setting
    return list(checks.run(report, previous=previous, plan=plan, reading=reading, select=[code]))


def test_every_check_has_cases_and_every_case_a_check() -> None:
    assert set(ALL) == set(checks.CATALOGUE)


@pytest.mark.parametrize("code", checks.CATALOGUE)
def test_finds_what_is_wrong(code: str) -> None:
    case = ALL[code]
    assert case.wrong
    for wrong in case.wrong:
        found = _found(wrong, code)
        assert found, wrong
        for one in found:
            assert one.code == code
            assert one.says.endswith((".", "?", ".”", "?”"))
            assert one.quote in one.passage


@pytest.mark.parametrize("code", checks.CATALOGUE)
def test_finds_nothing_in_what_is_right(code: str) -> None:
    case = ALL[code]
    assert case.right
    for right in case.right:
        assert _found(right, code) == []


@pytest.mark.parametrize("code", checks.CATALOGUE)
def test_says_why_and_what_to_do(code: str) -> None:
    one = checks.CATALOGUE[code]
    assert re.fullmatch(r"[A-Z]{3}\d\d", one.code)
    assert one.code[:3] in checks.FAMILIES
    for sentence in (one.why, one.remedy):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert not one.name.endswith(".")
    assert one.example.wrong
    assert one.example.right
    assert one.example.wrong != one.example.right
    assert one.source
    assert one.look.__doc__
