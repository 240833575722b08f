"""The download: what stands where, what is locked, that no text becomes a formula, and how long it takes."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Measure, Objective, Plan
from goldenthread.web.plans.workbook.laying import HEADING_ROW
from goldenthread.web.plans.workbook.receiving import DOWNLOADED
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_plan
from tests.web.plans.large import large_plans
from tests.web.plans.workbook.books import cell, column_of, downloaded, send


def test_it_has_a_sheet_for_each_sort_of_line_and_says_how_it_is_used(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    shown = ["Read me first", "Objectives", "Measures", "Parts of measures", "Milestones", "Lists"]
    assert book.sheetnames == [*shown, DOWNLOADED]
    assert book[DOWNLOADED].sheet_state == "veryHidden"
    assert book.active is book["Read me first"]
    assert book.properties.title == "Business plan 2021/22: workbook to change the plan"
    assert book.properties.language == "en-GB"


def test_each_table_is_marked_up_and_nothing_is_merged(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    for name in ("Objectives", "Measures", "Parts of measures", "Milestones", "Lists"):
        sheet = book[name]
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == 1
        headings = [one.value for one in sheet[HEADING_ROW]]
        assert all(headings)
        assert len(set(headings)) == len(headings)
        assert sheet["A1"].value


def test_a_measure_is_one_row_with_its_targets_as_typed(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    measure = plan.measures.get(ref="PED01 01")
    expected = {
        "Key": f"measure-{measure.pk}",
        "Reference": "PED01 01",
        "Measure": "Attendance at school",
        "Objective": "PED01 Help families early",
        "Owner (post)": "Divisional Manager, Early Help",
        "Unit": "Per cent",
        "Which way is better": "Higher is better",
        "Time basis": "Snapshot at period end",
        "Calendar": "Financial year",
        "Target 2021/22": "95%",
        "State of target 2021/22": "Provisional",
        "Target 2022/23": "96%",
        "Definition": None,
    }
    assert {heading: cell(book, "Measures", 1, heading).value for heading in expected} == expected


def test_a_part_is_a_row_with_its_own_number(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    row = [cell(book, "Parts of measures", 2, heading).value for heading in ("Measure", "Part", "Target 2021/22")]
    assert row == ["PED01 03 Attendance by phase", "Secondary", "90%"]


def test_keys_are_locked_and_the_rest_is_open_for_new_rows_too(plan: Plan, keeper: StrictClient) -> None:
    sheet = downloaded(keeper, plan)["Measures"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet["A4"].protection.locked
    assert not sheet.cell(4, column_of(sheet, "Measure")).protection.locked
    assert not sheet.column_dimensions["C"].protection.locked
    assert sheet.column_dimensions["A"].protection.locked
    assert sheet.freeze_panes == "C4"


def test_choices_and_posts_are_lists_to_choose_from(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    rules = {rule.errorTitle: rule for rule in book["Measures"].data_validations.dataValidation}
    assert {"Unit", "Objective", "Owner (post)", "Which way is better", "State of target 2021/22"} <= set(rules)
    letters = rules["Owner (post)"].formula1.split("$")
    posts = [row[0].value for row in book["Lists"][f"{letters[1]}{letters[2].strip(':')}:{letters[3]}{letters[4]}"]]
    assert "Director of People" in posts
    assert "Divisional Manager, Highways" not in posts


RISKY = [
    "=1+1",
    "+44 20",
    "-5 a day",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "-",
    "'quoted",
    "_x0041_",
    "<b>bold</b>",
    "é–“”",
]


@pytest.mark.parametrize("text", RISKY)
def test_text_never_becomes_a_formula_and_comes_back_as_it_was(plan: Plan, keeper: StrictClient, text: str) -> None:
    Measure.objects.filter(ref="PED01 01").update(title=text)
    Objective.objects.filter(ref="PED01").update(linked_indicators=text)
    book = downloaded(keeper, plan)
    written = cell(book, "Measures", 1, "Measure")
    assert written.data_type != "f"
    assert written.quotePrefix is text.startswith(("=", "+", "-", "@", "'"))
    answer = keeper.get(reverse("plan_workbook", args=[plan.pk]))
    parts = zipfile.ZipFile(BytesIO(answer.content))
    assert not [name for name in parts.namelist() if b"<f>" in parts.read(name) and "sheet" in name]
    assert "changes nothing" in send(keeper, plan, answer.content).content.decode()


def test_a_tab_or_a_control_character_changes_nothing_either(plan: Plan, keeper: StrictClient) -> None:
    Measure.objects.filter(ref="PED01 01").update(title="\t=1\x0b\r\nsecond line  ")
    answer = keeper.get(reverse("plan_workbook", args=[plan.pk]))
    assert "changes nothing" in send(keeper, plan, answer.content).content.decode()


def test_negative_numbers_stay_numbers(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    written = cell(book, "Measures", 2, "Target 2021/22")
    assert (written.value, written.data_type) == (-5, "n")


def test_a_plan_without_lines_gives_a_workbook_too(cast: Cast, keeper: StrictClient) -> None:
    plan = make_plan(cast.directorates["People"], title="=Empty [plan]: 1/2")
    book = downloaded(keeper, plan)
    assert "Parts of measures" not in book.sheetnames
    assert "changes nothing" in send(keeper, plan, book).content.decode()


def test_the_file_is_named_after_the_plan(plan: Plan, keeper: StrictClient) -> None:
    answer = keeper.get(reverse("plan_workbook", args=[plan.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="business-plan-2021-22-workbook.xlsx"'


@pytest.mark.parametrize(("part", "code"), [("other performance officer", 404), ("director", 403), ("member", 404)])
def test_only_who_keeps_the_plan_may_download_it(plan: Plan, sign_in: SignIn, part: str, code: int) -> None:
    assert sign_in(part).get(reverse("plan_workbook", args=[plan.pk])).status_code == code


def test_no_other_method(plan: Plan, keeper: StrictClient) -> None:
    assert keeper.post(reverse("plan_workbook", args=[plan.pk])).status_code == 405


def test_six_hundred_measures_take_few_queries_and_little_time(
    cast: Cast, keeper: StrictClient, django_assert_max_num_queries: Any
) -> None:
    plan = large_plans(cast.directorates["People"], 600, years=(2021,))[0]
    started = time.process_time()
    with django_assert_max_num_queries(15):
        answer = keeper.get(reverse("plan_workbook", args=[plan.pk]))
    assert time.process_time() - started < 6  # of this process alone, whatever else the machine does
    assert "changes nothing" in send(keeper, plan, answer.content).content.decode()
