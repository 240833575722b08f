"""The download: what stands where, what is locked, whose updates are in it, and how long it takes."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.model.periods import Period, PeriodKind
from goldenthread.web.plans.models import Measure
from goldenthread.web.plans.workbook.laying import HEADING_ROW
from goldenthread.web.plans.workbook.receiving import DOWNLOADED
from goldenthread.web.returns.models import Round, Update
from goldenthread.web.returns.windows import observed
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.large import large_plans
from tests.web.plans.workbook.books import column_of
from tests.web.returns.builders import make_return, make_round, make_update_figure
from tests.web.returns.scenes import recorded
from tests.web.returns.workbook.books import UPDATES, cell, downloaded
from tests.web.returns.workbook.conftest import Owed


def _keys(book: Any) -> list[str]:
    return [row[0].value for row in book[UPDATES].iter_rows(min_row=HEADING_ROW + 1) if row[0].value]


def test_it_holds_ones_own_updates_and_a_row_for_each_part(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    assert book.sheetnames == ["Read me first", "Updates", "Lists", DOWNLOADED]
    assert book[DOWNLOADED].sheet_state == "veryHidden"
    assert book.active is book["Updates"]
    parted = f"update-{owed.parted.pk}"
    assert _keys(book) == [
        f"update-{owed.plain.pk}",
        parted,
        f"{parted}-Primary",
        f"{parted}-Secondary",
        f"update-{owed.milestone.pk}",
    ]


def test_it_says_what_it_is_and_in_which_language(owed: Owed, officer: StrictClient) -> None:
    answer = officer.get(reverse("updates_workbook_download", args=[owed.round.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="quarter-2-2021-22-updates-ola-brook.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.properties.title == "Quarter 2, 2021/22: updates of Ola Brook"
    assert book.properties.language == "en-GB"
    assert book.properties.creator == "Example Borough Council"
    words = [row[0].value for row in book["Read me first"].iter_rows() if row[0].value]
    assert "Please answer by 8 January 2099." in words
    assert any("Ready to submit" in str(text) for text in words)


def test_last_quarter_the_target_and_the_window_stand_beside_the_cells(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    expected = {
        "Reference": "PED01 01",
        "Measure or milestone": "Attendance at school",
        "Owner (post)": "Divisional Manager, Early Help",
        "What the figure covers": "30 September 2021",
        "Unit": "per cent",
        "Target, or due date": "95%",
        "Last figure": "93.2%",
        "Last progress": "Green",
        "Last commentary": "More children came.",
        "Figure": None,
        "Sort of answer": "A figure",
        "From a partner": "No",
        "Progress": None,
        "Ready to submit": "No",
    }
    assert {heading: cell(book, owed.plain, heading).value for heading in expected} == expected
    part = f"update-{owed.parted.pk}-Secondary"
    assert [cell(book, part, heading).value for heading in ("Part", "Target, or due date")] == ["Secondary", "90%"]


def test_a_figure_that_was_restated_is_shown_as_tabled_and_as_known_now(owed: Owed, officer: StrictClient) -> None:
    last = owed.last
    assert last.measure is not None
    window = Period(kind=PeriodKind(last.period_kind), start=last.period_start, end=last.period_end)
    recorded(last.measure, window, "91", original="91% [r]", markers=["r"], tabled_in="Board, 7 September 2021")
    assert cell(downloaded(officer, owed.round), owed.plain, "Last figure").value == "93.2%\nRestated since: 91% [r]"


def test_a_draft_is_in_it_as_it_stands(owed: Owed, officer: StrictClient) -> None:
    Update.objects.filter(pk=owed.plain.pk).update(
        state="draft", judged="red", why="A school closed.", action_by=date(2022, 3, 27)
    )
    make_update_figure(owed.plain, "12", original="12 (prov)", markers=["p", "e"], from_partner=True)
    book = downloaded(officer, owed.round)
    expected = {
        "Figure": "12 (prov)",
        "Markers": "Estimated; Provisional",
        "From a partner": "Yes",
        "Progress": "Red",
        "Why": "A school closed.",
        "By when": "27 March 2022",
    }
    found = {heading: cell(book, owed.plain, heading).value for heading in expected}
    assert {**found, "Markers": "; ".join(sorted(found["Markers"].split("; ")))} == expected


def test_only_what_is_filled_in_is_open(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    sheet = book[UPDATES]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet.freeze_panes == "D4"

    def is_open(of: Update | str, *headings: str) -> list[bool]:
        return [not cell(book, of, heading).protection.locked for heading in headings]

    part = f"update-{owed.parted.pk}-Primary"
    assert is_open(owed.plain, "Key", "Last figure", "Figure", "Progress", "Ready to submit", "Done on") == [
        False, False, True, True, True, False,
    ]  # fmt: skip
    assert is_open(owed.parted, "Figure", "Progress", "What happened") == [False, True, True]
    assert is_open(part, "Figure", "Markers", "Progress", "Ready to submit") == [True, True, False, False]
    assert is_open(owed.milestone, "Figure", "Done on", "Expected on") == [False, True, False]
    assert cell(book, owed.plain, "Figure").fill.fgColor.rgb != cell(book, owed.plain, "Last figure").fill.fgColor.rgb


def test_choices_are_lists(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    rules = {rule.errorTitle: rule for rule in book[UPDATES].data_validations.dataValidation}
    assert set(rules) == {"Markers", "From a partner", "Sort of answer", "Progress", "Ready to submit"}
    assert rules["Progress"].showErrorMessage
    assert not rules["Markers"].showErrorMessage  # several may be typed
    lists = book["Lists"]
    lights = [row[0].value for row in lists.iter_rows(min_row=4, min_col=column_of(lists, "Progress"), max_col=4)]
    assert lights[:4] == ["Green", "Amber", "Red", "See commentary"]


def test_a_text_never_becomes_a_formula(owed: Owed, officer: StrictClient) -> None:
    Measure.objects.filter(pk=owed.plain.line.pk).update(title='=HYPERLINK("http://x")')
    Update.objects.filter(pk=owed.last.pk).update(what_happened="@SUM(A1)")
    Update.objects.filter(pk=owed.plain.pk).update(state="draft", why="<b>=1+1</b>", what_next="=1+1")
    answer = officer.get(reverse("updates_workbook_download", args=[owed.round.pk]))
    parts = zipfile.ZipFile(io.BytesIO(answer.content))
    assert not [name for name in parts.namelist() if "sheet" in name and b"<f>" in parts.read(name)]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    for heading in ("Measure or milestone", "Last commentary", "What happens next"):
        assert cell(book, owed.plain, heading).data_type == "s"
        assert cell(book, owed.plain, heading).quotePrefix
    assert cell(book, owed.plain, "Why").value == "<b>=1+1</b>"


# ---- whose ----


def test_what_is_submitted_or_somebody_elses_is_not_in_it(owed: Owed, officer: StrictClient) -> None:
    Update.objects.filter(pk=owed.milestone.pk).update(state="submitted")
    text = [key.split("-")[1] for key in _keys(downloaded(officer, owed.round))]
    assert set(text) == {str(owed.plain.pk), str(owed.parted.pk)}


def test_a_contributor_gets_what_is_shared_with_them(owed: Owed, sign_in: SignIn) -> None:
    assert _keys(downloaded(sign_in("contributor"), owed.round)) == [f"update-{owed.plain.pk}"]


def test_a_performance_officer_gets_that_of_a_post_or_a_directorate(
    owed: Owed, cast: Cast, keeper: StrictClient
) -> None:
    of_post = _keys(downloaded(keeper, owed.round, f"?post={cast.posts['officer'].pk}"))
    assert len(of_post) == 5
    assert f"update-{owed.others.pk}" not in of_post
    whole = _keys(downloaded(keeper, owed.round, f"?directorate={cast.directorates['People'].pk}"))
    assert len(whole) == 6


def test_rows_are_tall_enough_to_be_read(owed: Owed, officer: StrictClient) -> None:
    """A protected sheet's rows grow in no program by themselves; 400 letters in a column of 50 are eight lines at least."""
    Update.objects.filter(pk=owed.last.pk).update(what_happened="x" * 400)
    book = downloaded(officer, owed.round)
    heights = book[UPDATES].row_dimensions
    assert heights[cell(book, owed.plain, "Key").row].height > 8 * 15
    assert heights[cell(book, owed.milestone, "Key").row].height > 3 * 15


@pytest.mark.parametrize(
    ("part", "query", "code"),
    [
        ("officer", "?post={post}", 403),
        ("director", "?directorate={place}", 403),
        ("other performance officer", "?post={post}", 404),
        ("other performance officer", "?directorate={place}", 404),
        ("performance officer", "?post=0", 404),
        ("performance officer", "?post=x", 404),
        ("performance officer", "?directorate=99999999999999999999", 404),
        ("member", "", 404),
        ("director", "", 200),
        ("other officer", "", 302),
    ],
)
def test_nobody_else_gets_it(owed: Owed, cast: Cast, sign_in: SignIn, part: str, query: str, code: int) -> None:
    query = query.format(post=cast.posts["officer"].pk, place=cast.directorates["People"].pk)
    assert sign_in(part).get(reverse("updates_workbook_download", args=[owed.round.pk]) + query).status_code == code


def test_when_nothing_is_left_to_answer_it_says_so(owed: Owed, officer: StrictClient) -> None:
    Update.objects.update(state="submitted")
    page = officer.get(reverse("updates_workbook_download", args=[owed.round.pk]), follow=True).content.decode()
    assert "Nothing of Ola Brook can be answered in Quarter 2, 2021/22 as things stand" in page
    assert "You have answered all your updates of this round" in page


def test_before_the_round_opens_there_is_none(owed: Owed, officer: StrictClient) -> None:
    Round.objects.filter(pk=owed.round.pk).update(opens=date(2099, 1, 1))
    page = officer.get(reverse("updates_workbook_download", args=[owed.round.pk]), follow=True).content.decode()
    assert "Nothing of Ola Brook can be answered" in page


# ---- size ----


@pytest.fixture
def large(cast: Cast) -> Round:
    """A round of 600 measures and 60 milestones of People, every tenth measure of the last quarter answered."""
    plan = large_plans(cast.directorates["People"], 600)[-1]
    of = make_round(
        cast["performance officer"],
        observed_from=date(2023, 7, 1), observed_to=date(2023, 9, 30), opens=date(2023, 10, 1), title="Quarter 2, 2023/24",
    )  # fmt: skip
    part_of = make_return(of, plan)
    window = {"period_kind": observed(of).kind, "period_start": of.observed_from, "period_end": of.observed_to}
    Update.objects.bulk_create(
        [
            *(Update(part_of=part_of, measure=one, **window) for one in plan.measures.order_by("pk")),
            *(Update(part_of=part_of, milestone=one, **window) for one in plan.milestones.order_by("pk")),
        ]
    )
    return of


def test_six_hundred_updates_take_few_questions_and_seconds(large: Round, cast: Cast, keeper: StrictClient) -> None:
    address = reverse("updates_workbook_download", args=[large.pk])
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        answer = keeper.get(f"{address}?directorate={cast.directorates['People'].pk}")
    took = time.perf_counter() - began
    sys.stdout.write(
        f"A workbook of 660 updates: {took:.1f} s, {len(answer.content) // 1024} kB, {len(asked)} queries\n"
    )
    assert answer.status_code == 200
    assert len(asked) <= 15
    assert took < 15
    with CaptureQueriesContext(connection) as asked:
        assert keeper.get(reverse("updates_workbook", args=[large.pk])).status_code == 200
    assert len(asked) <= 15
