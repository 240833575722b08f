"""`goldenthread check` as a performance officer meets it: what it prints, where, its exit codes, and how it fails."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.model.periods import Period
from goldenthread.model.report import Report, ReportKind, report_to_json
from goldenthread.rules import checks
from tests.command import Run
from tests.rules.checks.papers import Q1, Q2, YEAR, measure, milestone, report

TWICE = report(milestone("PED01a", "Open the hub"), milestone("PED01a", "Close the hub"), measure())
CLEAN = report(milestone("PED01a", "Open the hub"), measure())
ONLY = ("--select", "REF01")

Keep = Callable[..., Path]


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Keeps a report as a file in the folder where the command is given, and says where."""
    monkeypatch.chdir(tmp_path)

    def kept(name: str, paper: Report = TWICE) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report_to_json(paper), encoding="utf-8")
        return path

    return kept


# ---- what it prints ----


def test_a_finding_is_one_line_with_what_to_do_under_it(run: Run, keep: Keep) -> None:
    ran = run("check", keep("q1.json"), *ONLY)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "q1.json: PED01a (the second): error REF01: PED01a is the reference of two lines: “Open the hub” and “Close the hub”.",
        "    Give one of the two another reference, in the plan as well.",
        "Found in 1 paper: 1 error.",
    ]
    assert ran.err == ""


def test_a_paper_without_mistakes_ends_with_0(run: Run, keep: Keep) -> None:
    ran = run("check", keep("q1.json", CLEAN), *ONLY)
    assert ran.code == 0
    assert ran.out == "No mistake was found in 1 paper.\n"


def test_json_holds_each_paper_with_its_findings(run: Run, keep: Keep) -> None:
    ran = run(
        "check", keep("a.json"), keep("b.json", CLEAN.model_copy(update={"period": Q2})), *ONLY, "--format", "json"
    )
    first, second = json.loads(ran.out)["papers"]
    assert (first["file"], first["period"], len(first["findings"])) == ("a.json", "Quarter 1 2021/22", 1)
    assert first["findings"][0]["place"]["ref"] == "PED01a"
    assert (second["file"], second["previous"], second["findings"]) == ("b.json", "a.json", [])


def test_csv_has_a_row_for_each_finding_and_no_formula(run: Run, keep: Keep) -> None:
    """R10.8: a text that a spreadsheet would take for a formula is made inert."""
    formula = report(milestone("=A1", "One"), milestone("=A1", "Two"))
    ran = run("check", keep("q1.json", formula), *ONLY, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["file"], row["code"], row["severity"], row["ref"]) == ("q1.json", "REF01", "error", "'=A1")


def test_html_goes_to_the_file_that_is_named(run: Run, keep: Keep, tmp_path: Path) -> None:
    ran = run("check", keep("q1.json"), *ONLY, "--format", "html", "-o", "findings.html")
    assert ran.code == 1
    assert ran.out.splitlines() == ["Found in 1 paper: 1 error.", "Wrote findings.html"]
    assert "<title>What the checks found in q1.json</title>" in (tmp_path / "findings.html").read_text(encoding="utf-8")


def test_the_same_papers_give_the_same_words(run: Run, keep: Keep) -> None:
    path = keep("q1.json")
    assert run("check", path).out == run("check", path).out


def test_families_are_selected_and_codes_ignored(run: Run, keep: Keep) -> None:
    path = keep("q1.json")
    assert "REF01" in run("check", path, "--select", "ref, per").out
    assert "REF01" not in run("check", path, "--ignore", "REF01").out
    assert run("check", path, "--select", "FIN").code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_a_code_that_no_check_has_is_said(run: Run, keep: Keep, option: str) -> None:
    ran = run("check", keep("q1.json"), option, "REF99")
    assert ran.code == 2
    assert "“REF99” is the code of no check. Did you mean REF" in ran.err


def test_explain_says_why_and_on_what_authority(run: Run) -> None:
    ran = run("check", "--explain", "ref01")
    assert ran.code == 0
    assert ran.out.startswith("REF01 (error): A reference is used twice\n")
    for words in ("Two lines under one reference", "PED06c, PED06d, PED06d", "Handbook R7.5", "--ignore REF01"):
        assert words in " ".join(ran.out.split())


def test_explain_lists_a_family(run: Run) -> None:
    lines = run("check", "--explain", "REF").out.splitlines()
    listed = [line[:5] for line in lines if line.startswith("REF") and line[3:5].isdigit()]
    assert listed == [code for code in checks.CATALOGUE if code.startswith("REF")]


# ---- several papers, and what they are held against ----


def test_a_folder_is_checked_paper_by_paper_and_other_files_are_left_out(run: Run, keep: Keep) -> None:
    keep("papers/q1.json")
    keep("papers/q2.json", CLEAN.model_copy(update={"period": Q2})).with_name("picture.png").write_bytes(b"no paper")
    ran = run("check", "papers", *ONLY)
    assert ran.code == 1
    assert "Found in 2 papers: 1 error." in ran.out
    assert "1 file in “papers” left out: not of a kind that can be read." in ran.err
    assert "q2.json was held against q1.json." in ran.err


def test_folders_within_are_looked_through_and_bundles_are_one_paper(run: Run, keep: Keep) -> None:
    keep("years/2021/q1.json")
    keep("years/2022/q1.json")
    keep("years/2022/.hidden.json")
    assert run("convert", "years/2021/q1.json", "--to", "csv", "-o", "years/bundle").code == 0
    papers = json.loads(run("check", "years", *ONLY, "--format", "json").out)["papers"]
    assert [paper["file"] for paper in papers] == ["2021/q1.json", "2022/q1.json", "bundle"]
    assert [len(paper["findings"]) for paper in papers] == [1, 1, 1]


def test_files_of_one_name_are_told_apart_by_their_folders(run: Run, keep: Keep) -> None:
    first, second = keep("a/q1.json"), keep("b/q1.json")
    papers = json.loads(run("check", first, second, *ONLY, "--format", "json").out)["papers"]
    assert [paper["file"] for paper in papers] == [str(first), str(second)]


def test_a_folder_without_papers_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    ran = run("check", "empty")
    assert (ran.code, ran.err) == (2, "There is no paper in “empty” that can be read.\n")


def test_what_cannot_be_compared_is_said_and_the_paper_checked_all_the_same(run: Run, keep: Keep) -> None:
    other = keep("other.json", CLEAN.model_copy(update={"council": "Another County Council", "period": Q1}))
    old = keep("plan.json", report(measure(), kind=ReportKind.BUSINESS_PLAN, period=Period.financial_year(2019)))
    paper = keep("q2.json", TWICE.model_copy(update={"period": Q2}))
    ran = run("check", paper, "--previous", other, "--plan", old, *ONLY)
    assert ran.code == 1
    assert "other.json is of Another County Council" in ran.err
    assert "q2.json was checked without last quarter's report." in ran.err
    assert "plan.json is for 2019/20" in ran.err
    assert "q2.json was checked without a plan." in ran.err


def test_what_is_named_comes_before_what_is_found_beside_it(run: Run, keep: Keep) -> None:
    paper, named = keep("q2.json", CLEAN.model_copy(update={"period": Q2})), keep("named.json", CLEAN)
    ran = run("check", paper, keep("q1.json", CLEAN), "--previous", named, *ONLY)
    assert "q2.json was held against named.json." in ran.err
    plan = keep("plan.json", report(measure(), kind=ReportKind.BUSINESS_PLAN, period=YEAR))
    ran = run("check", paper, keep("q1.json", CLEAN), "--plan", plan, *ONLY)
    assert "q2.json was held against q1.json and plan.json." in ran.err


# ---- accepted findings ----

ACCEPTED = '[[suppress]]\ncode = "REF01"\nref = "PED01a"\nreason = "The Board asked for it"\n'


def test_an_accepted_finding_is_counted_and_not_shown(run: Run, keep: Keep) -> None:
    path = keep("q1.json")
    Path("goldenthread-accepted.toml").write_text(ACCEPTED)
    ran = run("check", path, *ONLY)
    assert (ran.code, ran.out) == (0, "No mistake was found in 1 paper. 1 more is accepted, with a reason.\n")


def test_another_file_of_accepted_findings_can_be_named(run: Run, keep: Keep) -> None:
    path = keep("q1.json")
    Path("ours.toml").write_text(ACCEPTED)
    ran = run("check", path, *ONLY, "--accepted", "ours.toml", "--format", "json")
    (paper,) = json.loads(ran.out)["papers"]
    assert (ran.code, paper["findings"]) == (0, [])
    assert paper["accepted"][0]["reason"] == "The Board asked for it"


def test_an_entry_that_accepts_nothing_is_said(run: Run, keep: Keep) -> None:
    path = keep("q1.json", CLEAN)
    Path("goldenthread-accepted.toml").write_text(ACCEPTED)
    assert "An accepted finding was not met: REF01 in PED01a." in run("check", path, *ONLY).err


@pytest.mark.parametrize("text", ["[[suppress]]\ncode = 'REF01'\n", "no toml", None])
def test_a_file_of_accepted_findings_that_cannot_be_used(run: Run, keep: Keep, text: str | None) -> None:
    path = keep("q1.json")
    if text is not None:
        Path("ours.toml").write_text(text)
    ran = run("check", path, "--accepted", "ours.toml")
    assert ran.code == 2
    assert ran.err.startswith("“ours.toml” could not be")
    assert ran.out == ""


# ---- bad input ----


def test_one_file_that_cannot_be_read_does_not_hold_up_the_others(run: Run, keep: Keep) -> None:
    bad = keep("bad.json")
    bad.write_text("{")
    ran = run("check", bad, keep("q1.json"), *ONLY)
    assert ran.code == 2
    assert "bad.json” could not be read." in ran.err
    assert "error REF01" in ran.out


def test_nothing_named(run: Run) -> None:
    ran = run("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Name a report to check")


def test_a_format_that_is_not_known(run: Run, keep: Keep) -> None:
    ran = run("check", keep("q1.json"), "--format", "word")
    assert (ran.code, ran.err) == (2, "“word” is not a format for findings. Choose from text, json, csv and html.\n")


def test_the_paper_is_never_replaced_by_its_findings(run: Run, keep: Keep) -> None:
    path = keep("q1.json")
    before = path.read_bytes()
    ran = run("check", path, "-o", path)
    assert ran.code == 2
    assert "would be replaced" in ran.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("option", ["--previous", "--plan"])
def test_a_companion_that_cannot_be_read_is_said(run: Run, keep: Keep, option: str) -> None:
    ran = run("check", keep("q1.json"), option, "nowhere.docx")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no file “nowhere.docx”" in ran.err


def test_a_paper_without_lines_is_asked_about(run: Run, keep: Keep) -> None:
    bare = Report(kind=ReportKind.PRIORITY, title="A letter")
    ran = run("check", keep("letter.json", bare), *ONLY)
    assert "letter.json has no measure or milestone that was understood." in ran.err
