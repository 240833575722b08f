"""What is refused at the door, and what a workbook is found to say, wherever its rows and columns stand."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenthread.web.plans.errors import Gone
from goldenthread.web.plans.models import Measure, Milestone, Plan, Target, Workbook
from goldenthread.web.plans.workbook import comparing, receiving
from goldenthread.web.plans.workbook.actions import keep_workbook
from goldenthread.web.plans.workbook.laying import HEADING_ROW
from goldenthread.web.plans.workbook.receiving import DOWNLOADED
from goldenthread.web.plans.workbook.sending import Sent
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import NOW, make_plan
from tests.web.plans.workbook.books import XLSX, cell, column_of, content_of, downloaded, send, sent_with


def _with_part(content: bytes, name: str) -> bytes:
    """The workbook with another part in its archive."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, b"x")
    return stream.getvalue()


# ---- at the door ----


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pdf", b"%PDF-1.7", "is no Excel workbook"),
        ("plan.xlsx", b"not a zip at all", "is not a Word file or workbook"),
        ("plan.xls", b"x", "is no Excel workbook"),
        ("plan.xlsm", b"PK", "may hold macros"),
        ("plan.xlsx", b"PK\x03\x04 and then nothing", "is damaged"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(
    plan: Plan, keeper: StrictClient, name: str, content: bytes, sentence: str
) -> None:
    page = send(keeper, plan, content, name).content.decode()
    assert sentence in page
    assert not Workbook.objects.exists()


def test_a_workbook_with_a_macro_inside_is_refused_whatever_its_name(plan: Plan, keeper: StrictClient) -> None:
    content = _with_part(content_of(downloaded(keeper, plan)), "xl/vbaProject.bin")
    assert "holds macros" in send(keeper, plan, content).content.decode()


def test_a_zip_that_is_no_workbook_is_refused(plan: Plan, keeper: StrictClient) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "whatever its name says" in send(keeper, plan, stream.getvalue()).content.decode()


def test_a_workbook_that_is_too_large_is_refused(
    plan: Plan, keeper: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 1000)
    assert "larger than" in send(keeper, plan, downloaded(keeper, plan)).content.decode()


def test_a_sheet_of_too_many_rows_is_not_read(
    plan: Plan, keeper: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_ROWS", 2)
    page = send(keeper, plan, downloaded(keeper, plan)).content.decode()
    assert "The sheet has more than 2 rows" in page


def test_the_workbook_of_another_plan_is_refused(plan: Plan, cast: Cast, keeper: StrictClient) -> None:
    other = make_plan(cast.directorates["People"], title="Another")
    assert "the workbook of another plan" in send(keeper, plan, downloaded(keeper, other)).content.decode()


def test_a_workbook_from_before_the_years_changed_is_refused(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    Plan.objects.filter(pk=plan.pk).update(years=3)
    assert "covers other years" in send(keeper, plan, book).content.decode()


def test_a_workbook_of_an_older_layout_is_refused(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    about = json.loads(book[DOWNLOADED]["A1"].value)
    book[DOWNLOADED]["A1"].value = json.dumps(about | {"layout": 0})
    assert "laid out anew" in send(keeper, plan, book).content.decode()


@pytest.mark.parametrize("spoilt", ["removed", "emptied", "scribbled"])
def test_a_workbook_without_its_hidden_sheet_is_refused(plan: Plan, keeper: StrictClient, spoilt: str) -> None:
    book = downloaded(keeper, plan)
    if spoilt == "removed":
        del book[DOWNLOADED]
    else:
        book[DOWNLOADED]["A1"].value = None if spoilt == "emptied" else "scribble"
    assert "no workbook that was downloaded from a plan here" in send(keeper, plan, book).content.decode()


@pytest.mark.parametrize("about", [{"at": "yesterday"}, {"at": None}, {"plan": []}, {"layout": {}}])
def test_a_hidden_sheet_that_was_tampered_with_is_refused(
    plan: Plan, keeper: StrictClient, about: dict[str, object]
) -> None:
    book = downloaded(keeper, plan)
    kept = json.loads(book[DOWNLOADED]["A1"].value)
    book[DOWNLOADED]["A1"].value = json.dumps(kept | about)
    assert "There is a problem" in send(keeper, plan, book).content.decode()


def test_a_very_long_name_is_no_trouble(plan: Plan, keeper: StrictClient) -> None:
    page = send(keeper, plan, downloaded(keeper, plan), "é" * 240 + ".xlsx").content.decode()
    assert "changes nothing" in page


def test_characters_that_the_database_cannot_keep_are_no_trouble(plan: Plan, keeper: StrictClient) -> None:
    def spoil(book: Any) -> None:
        sheet = book["Measures"]
        sheet.cell(HEADING_ROW, sheet.max_column + 1).value = "_x0000_"
        cell(book, "Measures", 1, "Measure").value = "Before_x0000_after"
        old = json.loads(book[DOWNLOADED]["A4"].value)
        old[2]["title"] = "\0"
        book[DOWNLOADED]["A4"].value = json.dumps(old)

    assert "Before\ufffdafter" in sent_with(keeper, plan, spoil)


def test_any_other_workbook_is_refused(plan: Plan, keeper: StrictClient) -> None:
    assert "no workbook that was downloaded" in send(keeper, plan, openpyxl.Workbook()).content.decode()


def test_no_file_is_told(plan: Plan, keeper: StrictClient) -> None:
    page = keeper.post(reverse("plan_workbook_upload", args=[plan.pk]), {}).content.decode()
    assert "Choose the workbook that you want to send back." in page


# ---- moved, deleted, renamed ----


def _nothing(page: str) -> bool:
    return "changes nothing" in page and not Workbook.objects.exists()


def test_the_workbook_as_it_was_changes_nothing(plan: Plan, keeper: StrictClient) -> None:
    assert _nothing(send(keeper, plan, downloaded(keeper, plan)).content.decode())


def test_rows_may_be_moved(plan: Plan, keeper: StrictClient) -> None:
    def turn_round(book: Any) -> None:
        sheet = book["Measures"]
        rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=HEADING_ROW + 1)]
        for number, values in enumerate(reversed(rows), HEADING_ROW + 1):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value

    assert _nothing(sent_with(keeper, plan, turn_round))


def test_columns_may_be_moved(plan: Plan, keeper: StrictClient) -> None:
    def swap(book: Any) -> None:
        sheet = book["Measures"]
        first, second = column_of(sheet, "Key"), column_of(sheet, "Unit")
        for row in range(HEADING_ROW, sheet.max_row + 1):
            one, other = sheet.cell(row, first), sheet.cell(row, second)
            one.value, other.value = other.value, one.value

    assert _nothing(sent_with(keeper, plan, swap))


def test_lines_above_the_table_may_be_added(plan: Plan, keeper: StrictClient) -> None:
    assert _nothing(sent_with(keeper, plan, lambda book: book["Measures"].insert_rows(1, 3)))


def test_a_row_that_was_deleted_is_left_as_it_is(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, lambda book: book["Measures"].delete_rows(HEADING_ROW + 2))
    assert _nothing(page)
    assert "Measures: 1 row is not in the workbook any more. It is left as it is" in page
    assert plan.measures.count() == 3


def test_a_column_that_was_deleted_or_renamed_is_left_as_it_is(plan: Plan, keeper: StrictClient) -> None:
    def spoil(book: Any) -> None:
        sheet = book["Measures"]
        sheet.cell(HEADING_ROW, column_of(sheet, "Calendar")).value = "Which year"
        sheet.delete_cols(column_of(sheet, "Unit"))

    page = sent_with(keeper, plan, spoil)
    assert _nothing(page)
    assert "there is no column headed “Unit”, so that column is left as it is" in page
    assert "there is no column headed “Calendar”" in page
    assert "the column “Which year” is not one of the plan’s" in page


def test_a_sheet_that_was_deleted_is_left_as_it_is(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, lambda book: book.remove(book["Milestones"]))
    assert _nothing(page)
    assert "The sheet Milestones is not in the workbook" in page


def test_blank_rows_are_passed_over(plan: Plan, keeper: StrictClient) -> None:
    assert _nothing(sent_with(keeper, plan, lambda book: book["Measures"].insert_rows(HEADING_ROW + 2, 4)))


# ---- named by its cell ----


def _measure(heading: str, value: Any) -> Any:
    def change(book: Any) -> None:
        written = cell(book, "Measures", 1, heading)
        written.value = value
        if isinstance(value, str) and value.startswith("="):
            written.data_type = "f"

    return change


@pytest.mark.parametrize(
    ("heading", "value", "place", "sentence"),
    [
        ("Target 2021/22", "=90+5", "F4", "This cell holds a formula: type the value itself"),
        ("Key", "=A5", "A4", "This key is a formula"),
        ("Key", "measure-999999", "A4", "This key is not one of the workbook’s"),
        ("Owner (post)", "The Mayor", "E4", "“The Mayor” is no post that may own a line of this plan"),
        ("Objective", "PED99", "D4", "“PED99” is no objective of this plan"),
        ("Measure", None, "C4", "“Measure” cannot be left empty."),
        ("Reference", "x" * 41, "B4", "say it in at most 40"),
        ("Target 2021/22", "rather more", "F4", "No number is understood in “rather more”"),
        ("Target 2021/22", "£95", "F4", "the measure is counted as per cent"),
        ("State of target 2021/22", "Agreed", "G4", "“Agreed” is not one of the list"),
        ("State of target 2021/22", "Approved", "G4", "A target is approved on its page"),
        ("Decimal places", 1.5, "O4", "“Decimal places” is a whole number"),
        ("Decimal places", 9, "O4", "at most 6 decimal places"),
        ("Decimal places", "some", "O4", "“some” is not a number"),
        ("Multiplier", 12, "S4", "A multiplier is 1, 100, 1,000"),
        ("Tolerance", -1, "Z4", "“Tolerance” cannot be less than nought."),
        ("Sensitivity", None, "W4", "“Sensitivity” cannot be left empty."),
        ("Time basis", "weekly", "M4", "“weekly” is not one of the list. Choose one of: Snapshot at period end;"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_what_to_do(
    plan: Plan, keeper: StrictClient, heading: str, value: Any, place: str, sentence: str
) -> None:
    page = sent_with(keeper, plan, _measure(heading, value))
    assert sentence in page.replace("&quot;", '"')
    assert f'<th scope="row" class="govuk-table__header">{place}</th>' in page
    assert "Save these changes" not in page


def test_an_error_in_a_cell_is_told(plan: Plan, keeper: StrictClient) -> None:
    def change(book: Any) -> None:
        written = cell(book, "Measures", 1, "Measure")
        written.value = "#REF!"
        written.data_type = "e"

    assert "because the cell shows an error" in sent_with(keeper, plan, change)


def test_a_key_twice_is_told(plan: Plan, keeper: StrictClient) -> None:
    def copy(book: Any) -> None:
        sheet = book["Measures"]
        sheet.append([one.value for one in sheet[HEADING_ROW + 1]])

    page = sent_with(keeper, plan, copy)
    assert "This key stands in row 4 already: empty it to add a new measure, or take the row out." in page


def test_a_heading_twice_is_told(plan: Plan, keeper: StrictClient) -> None:
    def copy(book: Any) -> None:
        sheet = book["Measures"]
        sheet.cell(HEADING_ROW, sheet.max_column + 1).value = "Unit"

    assert "The heading “Unit” stands twice" in sent_with(keeper, plan, copy)


def test_a_sheet_without_keys_is_told(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, lambda book: book["Measures"].delete_cols(1))
    assert "The sheet has no column headed “Key”" in page


def test_a_new_row_lacking_its_title_or_objective_is_told(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, lambda book: book["Measures"].append([None, "NEW 01"]))
    assert "A new measure needs “Measure”: fill this cell in, or take the row out." in page
    assert "A new measure needs “Objective”" in page


def test_a_new_objective_is_added_elsewhere(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, lambda book: book["Objectives"].append([None, "PED03", "Another"]))
    assert "This row has no key: put it back. A new objective is added on the plan’s page." in page


def test_a_post_that_ended_since_is_told(plan: Plan, cast: Cast, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    cell(book, "Measures", 1, "Owner (post)").value = "Director of People"
    post = cast.posts["director"]
    post.ended_on = "2021-05-01"
    post.save()
    assert "“Director of People” is no post that may own" in send(keeper, plan, book).content.decode()


def test_the_kind_unit_and_polarity_of_a_measure_with_figures_need_a_new_version(
    plan: Plan, keeper: StrictClient
) -> None:
    from tests.web.plans.builders import make_figure

    make_figure(plan.measures.get(ref="PED01 01"), "93.2")
    page = sent_with(keeper, plan, _measure("Which way is better", "Lower is better"))
    assert "because this measure has figures already: make a new version of its definition" in page


# ---- who, and nothing saved ----


def test_nothing_of_the_plan_is_saved_by_an_upload(plan: Plan, keeper: StrictClient) -> None:
    before = [list(model._default_manager.order_by("pk").values()) for model in (Plan, Measure, Milestone, Target)]
    page = sent_with(keeper, plan, _measure("Measure", "Attendance at any school"))
    assert "Attendance at any school" in page
    after = [list(model._default_manager.order_by("pk").values()) for model in (Plan, Measure, Milestone, Target)]
    assert before == after
    assert Workbook.objects.get().name == "plan-workbook.xlsx"


def test_a_second_upload_takes_the_place_of_the_first(plan: Plan, keeper: StrictClient) -> None:
    sent_with(keeper, plan, _measure("Measure", "One"))
    page = sent_with(keeper, plan, _measure("Measure", "Another"))
    assert Workbook.objects.count() == 1
    assert "Another" in page
    assert "waits for you" in keeper.get(reverse("plan_workbook_upload", args=[plan.pk])).content.decode()


def test_what_one_person_sent_is_not_shown_to_another(plan: Plan, keeper: StrictClient, sign_in: SignIn) -> None:
    sent_with(keeper, plan, _measure("Measure", "Mine alone"))
    other = sign_in("head of performance")
    answer = other.get(reverse("plan_workbook_differences", args=[plan.pk]), follow=True)
    assert "No workbook waits to be looked through." in answer.content.decode()


@pytest.mark.parametrize(("part", "code"), [("other performance officer", 404), ("director", 403), ("member", 404)])
@pytest.mark.parametrize("name", ["plan_workbook_upload", "plan_workbook_differences"])
def test_only_who_keeps_the_plan_may_send_one(plan: Plan, sign_in: SignIn, part: str, code: int, name: str) -> None:
    file = SimpleUploadedFile("x.xlsx", b"x", XLSX)
    assert sign_in(part).post(reverse(name, args=[plan.pk]), {"file": file}).status_code == code


@pytest.mark.parametrize("name", ["plan_workbook_upload", "plan_workbook_differences"])
def test_no_other_method(plan: Plan, keeper: StrictClient, name: str) -> None:
    assert keeper.put(reverse(name, args=[plan.pk])).status_code == 405


def test_a_plan_that_was_deleted_while_its_workbook_was_read_is_gone(plan: Plan, cast: Cast) -> None:
    Measure.objects.filter(plan=plan).delete()
    Milestone.objects.filter(plan=plan).delete()
    Plan.objects.filter(pk=plan.pk).delete()
    with pytest.raises(Gone, match="deleted while its workbook was read"):
        keep_workbook(plan=plan, name="plan.xlsx", sent=Sent(downloaded=NOW), by=cast["performance officer"], at=NOW)


def test_merged_cells_are_told(plan: Plan, keeper: StrictClient) -> None:
    """What stands in the first of them would be taken for what all rows say."""

    def merge(book: Any) -> None:
        book["Measures"].merge_cells(f"F{HEADING_ROW + 1}:F{HEADING_ROW + 2}")

    page = sent_with(keeper, plan, merge)
    assert "These cells are merged, so nobody can tell which row they speak of: unmerge them." in page
    assert "F4:F5" in page
    assert "Save these changes" not in page


def test_a_sheet_that_is_hidden_is_told(plan: Plan, keeper: StrictClient) -> None:
    def hide(book: Any) -> None:
        book["Milestones"].sheet_state = "hidden"

    assert "This sheet is hidden, so it is not read: show it again" in sent_with(keeper, plan, hide)
