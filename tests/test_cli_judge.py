"""`goldenthread judge`: what it writes and says, which rules it takes, and how it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.model.figures import Column
from goldenthread.model.periods import Period
from goldenthread.model.plan import Arrow, Light
from goldenthread.model.report import Report, report_from_json, report_to_json
from tests.command import Run
from tests.rules.checks.papers import Q2, measure, milestone, report

VISITS = "Increase the percentage of visits made on time (snapshot)"
LAST_YEAR = Period.financial_quarter(2020, 2)


def _paper(current: str, period: Period = Q2) -> Report:
    cells: dict[str | Column, str] = {"target": "95%", "current": current}
    return report(
        measure(title=VISITS, cells=cells, within=period),
        measure("PED01 02", "Monitor calls", cells={"current": "9"}),
        milestone(),
        period=period,
    )


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A report of 92.5% against a target of 95%, in the folder where the command is given."""
    monkeypatch.chdir(tmp_path)
    Path("q2.json").write_text(report_to_json(_paper("92.5%")), encoding="utf-8")
    return "q2.json"


def _written() -> Report:
    return report_from_json(Path("out/q2.json").read_text(encoding="utf-8"))


def test_writes_lights_with_their_working_and_says_how_many(run: Run, paper: str) -> None:
    ran = run("judge", paper, "--to", "json,html", "-o", "out")
    assert ran.code == 0
    assert "Worked out 1 light for 2 measures. The others have none, with the reason: no target (1)." in ran.out
    verdict = _written().measures[0].progress.computed
    assert verdict
    assert verdict.light is Light.AMBER
    assert verdict.sentence.startswith(
        "Amber: 92.5% against a target of 95%, 2.5 points short; within the 10% tolerance"
    )
    assert "Worked out (progress): ▲ Amber: 92.5% against" in Path("out/q2.html").read_text(encoding="utf-8")


def test_convert_works_nothing_out(run: Run, paper: str) -> None:
    assert run("convert", paper, "--to", "json", "-o", "out").code == 0
    assert all(line.progress.computed is None for line in _written().lines)


@pytest.mark.parametrize(("rules", "light"), [("judgement", Light.AMBER), ("points-2", Light.RED)])
def test_the_rules_are_chosen_by_name(run: Run, paper: str, rules: str, light: Light) -> None:
    assert run("judge", paper, "--rules", rules, "--to", "json", "-o", "out").code == 0
    verdict = _written().measures[0].progress.computed
    assert verdict
    assert verdict.light is light


def test_the_rules_may_be_a_councils_own_file(run: Run, paper: str) -> None:
    own = '{"name": "ours", "family": "tolerance", "tolerance": {"points": "1"}}'
    Path("ours.json").write_text(own, encoding="utf-8")
    assert run("judge", paper, "--rules", "ours.json", "--to", "json", "-o", "out").code == 0
    judged = _written()
    verdict = judged.measures[0].progress.computed
    assert verdict
    assert verdict.light is Light.RED
    assert [entry.measure for entry in judged.rule_set.lights][
        1
    ] == "The target is missed by up to 1 point for percentages."


def test_arrows_come_from_the_report_of_the_same_quarter_last_year(run: Run, paper: str) -> None:
    Path("last.json").write_text(report_to_json(_paper("90%", LAST_YEAR)), encoding="utf-8")
    ran = run("judge", paper, "--last-year", "last.json", "--to", "json", "-o", "out")
    assert "Worked out 1 arrow for 2 measures." in ran.out
    verdict = _written().measures[0].travel.computed
    assert verdict
    assert verdict.arrow is Arrow.BETTER


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rules", "guess"), "There are no rules called “guess”. Choose one of: judgement"),
        (("--rules", "nowhere.json"), "The rules in “nowhere.json” could not be read."),
        (("--rules", "bad.json"), "These rules do not fit at"),
        (("--last-year", "nowhere.docx"), "There is no file “nowhere.docx”."),
        (("--previous", "nowhere.docx"), "There is no file “nowhere.docx”."),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(
    run: Run, paper: str, words: tuple[str, str], said: str
) -> None:
    Path("bad.json").write_text('{"name": "ours", "family": "guess"}', encoding="utf-8")
    ran = run("judge", paper, *words, "--to", "json", "-o", "out")
    assert ran.code == 2
    assert said in ran.err
    assert not Path("out").exists()
