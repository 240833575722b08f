"""A workbook that comes back: what is understood, what is named by its cell, what is refused, and that nothing is saved by it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Measure
from goldenthread.web.plans.workbook import comparing, receiving
from goldenthread.web.plans.workbook.laying import HEADING_ROW
from goldenthread.web.plans.workbook.receiving import DOWNLOADED
from goldenthread.web.returns.models import Round, Update, UpdateFigure, UpdatesWorkbook
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.workbook.books import column_of, content_of
from tests.web.returns.workbook.books import UPDATES, cell, confirm, downloaded, fill, row_of, send, sent_with
from tests.web.returns.workbook.conftest import Owed


def _words(page: str) -> str:
    """The page's main part as words."""
    main = page[page.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def _is_empty(page: str) -> bool:
    return "changes nothing: the updates already say all that it says." in page


def _state(*updates: Update) -> list[str]:
    return [Update.objects.get(pk=one.pk).state for one in updates]


# ---- it works ----


def test_nothing_is_saved_before_it_is_confirmed(owed: Owed, officer: StrictClient) -> None:
    page = sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure="94.1%", Progress="Amber"))
    words = _words(page)
    assert "Nothing is saved yet." in words
    assert "PED01 01 Attendance at school Figure L4 (nothing) 94.1% Progress R4 (nothing) Amber" in words
    assert _state(owed.plain) == ["not started"]
    assert not UpdateFigure.objects.filter(update=owed.plain).exists()
    assert UpdatesWorkbook.objects.get().name == "updates.xlsx"


def test_what_is_confirmed_is_kept_as_drafts(owed: Owed, officer: StrictClient, cast: Cast) -> None:
    def answer(book: Any) -> None:
        fill(book, owed.plain, Figure="94.1%", Markers="provisional; e", From_a_partner="yes", Progress="Amber")
        fill(book, owed.plain, What_happened="Fewer were ill.", By_when="27/3/2022")
        fill(book, f"update-{owed.parted.pk}-Primary", Figure="5/7")
        fill(book, owed.milestone, Done_on="1 August 2021")

    page = confirm(officer, owed.round, sent_with(officer, owed.round, answer))
    assert "0 updates are submitted, and 3 are kept as drafts." in page
    row = Update.objects.get(pk=owed.plain.pk)
    assert (row.state, row.judged, row.what_happened, row.action_by) == (
        "draft", "amber", "Fewer were ill.", date(2022, 3, 27),
    )  # fmt: skip
    figure = row.figures.get()
    assert (str(figure.value), figure.original, sorted(figure.markers), figure.from_partner) == (
        "94.100000", "94.1%", ["e", "p"], True,
    )  # fmt: skip
    primary = UpdateFigure.objects.get(update=owed.parted)
    assert (primary.component, str(primary.value), str(primary.denominator)) == ("Primary", "71.428571", "7.000000")
    assert Update.objects.get(pk=owed.milestone.pk).done_on == date(2021, 8, 1)
    assert not UpdatesWorkbook.objects.exists()


def test_what_is_ready_is_submitted_and_what_lacks_something_is_named(owed: Owed, officer: StrictClient) -> None:
    def answer(book: Any) -> None:
        fill(book, owed.plain, Figure="95.5%", Progress="Green", What_happened="More came.", Ready_to_submit="Yes")
        fill(book, owed.milestone, Progress="Red", Ready_to_submit="yes")

    page = sent_with(officer, owed.round, answer)
    words = _words(page)
    assert "Will be submitted 1 Marked as ready, but kept as drafts 1" in words
    assert "This is red: say what is done next to put it right." in words
    after = _words(confirm(officer, owed.round, page))
    assert "1 update is submitted, and 1 is kept as a draft." in after
    assert "Open the second family hub" in after
    assert "Say who does it, for example a post or a team." in after
    assert _state(owed.plain, owed.milestone, owed.parted) == ["submitted", "draft", "not started"]
    address = reverse("updates_workbook", args=[owed.round.pk])
    assert "Say who does it, for example a post or a team." in officer.get(address).content.decode()
    Update.objects.filter(pk=owed.milestone.pk).update(state="submitted")
    assert "Not submitted yet" not in officer.get(address).content.decode()


def test_the_same_workbook_twice_changes_nothing(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    fill(book, owed.plain, Figure="94.1%", Progress="Amber", By_when="27/3/2022", Markers="e;p")
    confirm(officer, owed.round, send(officer, owed.round, book).content.decode())
    version = Update.objects.get(pk=owed.plain.pk).version
    assert _is_empty(send(officer, owed.round, book).content.decode())
    assert Update.objects.get(pk=owed.plain.pk).version == version


def test_a_workbook_that_was_not_touched_changes_nothing(owed: Owed, officer: StrictClient) -> None:
    assert _is_empty(send(officer, owed.round, downloaded(officer, owed.round)).content.decode())
    assert not UpdatesWorkbook.objects.exists()


def test_no_change_takes_last_quarters_answer(owed: Owed, officer: StrictClient) -> None:
    page = sent_with(
        officer, owed.round, lambda book: fill(book, owed.plain, Sort_of_answer="No change", Ready_to_submit="Yes")
    )
    confirm(officer, owed.round, page)
    row = Update.objects.get(pk=owed.plain.pk)
    assert (row.answer, row.judged, row.figures.get().original) == ("no change", "green", "93.2%")


def test_not_yet_available_needs_its_day(owed: Owed, officer: StrictClient) -> None:
    def answer(book: Any) -> None:
        fill(book, owed.plain, Sort_of_answer="Not yet available", Expected_on="1 March 2099", Ready_to_submit="Yes")
        fill(book, owed.parted, Sort_of_answer="Not yet available", Ready_to_submit="Yes")

    page = sent_with(officer, owed.round, answer)
    assert page.count("Say on which day the figure is expected") == 1
    confirm(officer, owed.round, page)
    row = Update.objects.get(pk=owed.plain.pk)
    assert (row.answer, row.available_on, row.not_rated) == ("not yet available", date(2099, 3, 1), "not_due")


def test_a_contributor_writes_drafts_and_submits_nothing(owed: Owed, sign_in: SignIn) -> None:
    helper = sign_in("contributor")
    page = sent_with(
        helper,
        owed.round,
        lambda book: fill(book, owed.plain, Figure="95.5%", Progress="Green", Why="More came.", Ready_to_submit="Yes"),
    )
    assert "Only the responsible officer or the performance officer can submit it." in page
    confirm(helper, owed.round, page)
    assert _state(owed.plain) == ["draft"]


def test_a_workbook_may_be_set_aside(owed: Owed, officer: StrictClient) -> None:
    sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure="94.1%"))
    page = officer.post(reverse("updates_workbook_set_aside", args=[owed.round.pk]), follow=True).content.decode()
    assert "The workbook is set aside. Nothing of it was saved." in page
    assert not UpdatesWorkbook.objects.exists()
    assert _state(owed.plain) == ["not started"]


def test_what_waits_is_ones_own(owed: Owed, officer: StrictClient, keeper: StrictClient) -> None:
    sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure="94.1%"))
    assert "waits for you" in officer.get(reverse("updates_workbook", args=[owed.round.pk])).content.decode()
    there = keeper.get(reverse("updates_workbook_differences", args=[owed.round.pk]), follow=True).content.decode()
    assert "No workbook waits to be looked through." in there


def test_a_question_is_explained_in_the_next_workbook(owed: Owed, officer: StrictClient) -> None:
    page = sent_with(
        officer, owed.round, lambda book: fill(book, owed.plain, Figure="932%", Progress="Green", Why="So it is.")
    )
    confirm(officer, owed.round, page)
    assert Update.objects.get(pk=owed.plain.pk).findings
    book = downloaded(officer, owed.round)
    assert cell(book, owed.plain, "Questions about your draft").value
    fill(book, owed.plain, Why_it_is_right="It was counted anew.")
    confirm(officer, owed.round, send(officer, owed.round, book).content.decode())
    assert "It was counted anew." in {one.words for one in owed.plain.explanations.all()}
    assert _is_empty(send(officer, owed.round, downloaded(officer, owed.round)).content.decode())


# ---- figures as councils type them ----


@pytest.mark.parametrize(
    ("typed", "value", "absence", "markers"),
    [
        ("80.9 %", "80.900000", "", []),
        (0.809, "0.809000", "", []),
        (94, "94.000000", "", []),
        ("12 (prov)", "12.000000", "", ["p"]),
        ("71.4% (5/7)", "71.400000", "", []),
        ("n/a", "None", "not applicable", []),
        ("tbc", "None", "to be confirmed", []),
        ("see commentary", "None", "see commentary", []),
    ],
)
def test_a_figure_is_typed_as_councils_do(
    owed: Owed, officer: StrictClient, typed: Any, value: str, absence: str, markers: list[str]
) -> None:
    confirm(officer, owed.round, sent_with(officer, owed.round, lambda book: fill(book, owed.plain, Figure=typed)))
    figure = UpdateFigure.objects.get(update=owed.plain)
    assert (str(figure.value), figure.absence, figure.markers) == (value, absence, markers)


# ---- moved, cut and copied ----


def test_rows_may_be_sorted_and_columns_moved(owed: Owed, officer: StrictClient) -> None:
    def change(book: Any) -> None:
        fill(book, owed.plain, Figure="94.1%")
        sheet = book[UPDATES]
        rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=HEADING_ROW + 1)]
        for number, values in enumerate(reversed(rows), HEADING_ROW + 1):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value
        first, second = column_of(sheet, "Key"), column_of(sheet, "Progress")
        for row in range(HEADING_ROW, sheet.max_row + 1):
            one, other = sheet.cell(row, first), sheet.cell(row, second)
            one.value, other.value = other.value, one.value

    confirm(officer, owed.round, sent_with(officer, owed.round, change))
    assert UpdateFigure.objects.filter(update=owed.plain, original="94.1%").exists()
    assert not UpdateFigure.objects.filter(update=owed.parted).exists()


def test_rows_and_columns_that_were_taken_out_are_left_as_they_are(owed: Owed, officer: StrictClient) -> None:
    def change(book: Any) -> None:
        fill(book, owed.plain, Figure="94.1%")
        sheet = book[UPDATES]
        sheet.delete_rows(row_of(book, f"update-{owed.milestone.pk}"))
        sheet.delete_cols(column_of(sheet, "Progress"))

    page = sent_with(officer, owed.round, change)
    assert "Updates: there is no column headed “Progress”, so that column is left as it is." in page
    assert "Updates: 1 row is not in the workbook any more." in page
    confirm(officer, owed.round, page)
    assert UpdateFigure.objects.filter(update=owed.plain, original="94.1%").exists()


def test_the_column_of_keys_is_needed(owed: Owed, officer: StrictClient) -> None:
    page = sent_with(officer, owed.round, lambda book: book[UPDATES].delete_cols(1))
    assert "The sheet has no column headed “Key”: put its heading back, or download a new workbook." in page
    assert "Save these changes" not in page


# ---- named by its cell ----


def _formula(book: Any, owed: Owed) -> None:
    written = cell(book, owed.plain, "Figure")
    written.value = "=90+5"
    written.data_type = "f"


def _text_formula(book: Any, owed: Owed) -> None:
    written = cell(book, owed.plain, "Figure")
    written.value = "=90+5"
    written.data_type = "s"


def _copied_key(book: Any, owed: Owed) -> None:
    book[UPDATES].append([one.value for one in book[UPDATES][HEADING_ROW + 1]])


def _strange_key(book: Any, owed: Owed) -> None:
    book[UPDATES].append([f"update-{owed.others.pk}", None, "Places in nurseries"])


def _no_key(book: Any, owed: Owed) -> None:
    book[UPDATES].append([None, "NEW 01", "A measure of my own"])


def _merged(book: Any, owed: Owed) -> None:
    book[UPDATES].merge_cells("L4:L5")


def _hidden(book: Any, owed: Owed) -> None:
    book[UPDATES].sheet_state = "hidden"


def _error(book: Any, owed: Owed) -> None:
    written = cell(book, owed.plain, "Figure")
    written.value, written.data_type = "#REF!", "e"


@pytest.mark.parametrize(
    ("change", "place", "sentence"),
    [
        (_formula, "L4", "This cell holds a formula: type the value itself, or paste it as a value."),
        (_text_formula, "L4", "No number is understood in “=90+5”."),
        (_copied_key, "A9", "This key stands in row 4 already: take one of the rows out."),
        (_strange_key, "A9", "This row is not one of the updates that this workbook was made for"),
        (_no_key, "A9", "This row has no key: put its key back, or take the row out. A workbook adds no updates."),
        (_merged, "L4:L5", "These cells are merged, so nobody can tell which row they speak of: unmerge them."),
        (_hidden, "A1", "This sheet is hidden, so it is not read: show it again, and save the workbook."),
        (_error, "L4", "This cannot be read, because the cell shows an error: type the value itself."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_workbook_that_was_spoilt_is_told_by_its_cell(
    owed: Owed, officer: StrictClient, change: Any, place: str, sentence: str
) -> None:
    words = _words(sent_with(officer, owed.round, lambda book: change(book, owed)))
    assert f"Sheet “Updates”, cell {place}" in words
    assert sentence in words
    assert "Save these changes" not in words


@pytest.mark.parametrize(
    ("row", "heading", "value", "place", "sentence"),
    [
        ("plain", "Figure", "8o%", "L4", "No number is understood in “8o%”. Type it like 93.2%"),
        ("plain", "Figure", "£95", "L4", "the measure is counted as per cent"),
        ("plain", "Figure", "5/0", "L4", "Nothing can be divided by nought."),
        ("plain", "Figure", "/7", "L4", "“/7” has no numerator."),
        ("plain", "Markers", "nearly", "M4", "“nearly” is not a marker. Choose from: "),
        ("plain", "Markers", "Provisional", "M4", "There is no figure for this marker: type the figure, too."),
        ("plain", "From a partner", "perhaps", "N4", "“perhaps” is not one of the list. Choose one of: Yes; No."),
        ("plain", "Sort of answer", "Dunno", "O4", "Choose one of: A figure; No change; Not yet available; See commentary."),
        ("plain", "Expected on", "soon", "P4", "“soon” is no day. Type it like 27/3/2022 or 27 March 2022."),
        ("plain", "Expected on", "1/3/2020", "P4", "This day has passed."),
        ("plain", "Done on", "1/3/2020", "Q4", "“Done on” is asked of milestones alone: empty this cell."),
        ("plain", "Progress", "Blue", "R4", "“Blue” is not one of the list. Choose one of: Green; Amber; Red;"),
        ("plain", "Who does it", "x" * 161, "X4", "This is 161 characters long: say it in at most 160."),
        ("plain", "By when", "31/2/2022", "Y4", "“31/2/2022” is no day."),
        ("plain", "By when", "March 2022", "Y4", "“March 2022” is no day."),
        ("plain", "Why it is right", "Because", "AA4", "Nothing was asked about this update"),
        ("plain", "Ready to submit", "maybe", "AB4", "“maybe” is not one of the list."),
        ("parted", "Figure", "90%", "L5", "each part of this measure has a row of its own"),
        ("parted", "Sort of answer", "No change", "O5", "Nothing was answered for this line in the round before"),
        ("part", "Progress", "Green", "R6", "“Progress” is said for the whole measure, in the row above its parts"),
        ("milestone", "Figure", "1", "L8", "a milestone has no figure"),
        ("milestone", "Expected on", "1/3/2099", "P8", "“Expected on” is asked of measures alone"),
        ("milestone", "Done on", "1/3/2099", "Q8", "This day is still to come. Leave the cell empty until it is done."),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_taken_is_named_with_what_to_do(
    owed: Owed, officer: StrictClient, row: str, heading: str, value: str, place: str, sentence: str
) -> None:
    def change(book: Any) -> None:
        of = f"update-{owed.parted.pk}-Primary" if row == "part" else getattr(owed, row)
        cell(book, of, heading).value = value

    words = _words(sent_with(officer, owed.round, change))
    assert f"Sheet “Updates”, cell {place} " in words
    assert sentence in words
    assert "Save these changes" not in words
    assert _state(owed.plain, owed.parted, owed.milestone) == ["not started"] * 3


def test_days_may_be_dates_or_text(owed: Owed, officer: StrictClient) -> None:
    def change(book: Any) -> None:
        written = cell(book, owed.plain, "By when")
        written.value, written.number_format = date(2022, 3, 27), "dd/mm/yyyy"
        fill(book, owed.parted, By_when="27th March 2022")

    confirm(officer, owed.round, sent_with(officer, owed.round, change))
    assert set(Update.objects.filter(action_by=date(2022, 3, 27))) == {owed.plain, owed.parted}


def test_html_and_formulas_in_words_are_text(owed: Owed, officer: StrictClient) -> None:
    def change(book: Any) -> None:
        written = cell(book, owed.plain, "What happened")
        written.value, written.data_type = "=1+1 <script>alert(1)</script>", "s"

    page = sent_with(officer, owed.round, change)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    confirm(officer, owed.round, page)
    assert Update.objects.get(pk=owed.plain.pk).what_happened == "=1+1 <script>alert(1)</script>"
    book = downloaded(officer, owed.round)
    assert cell(book, owed.plain, "What happened").data_type == "s"
    assert cell(book, owed.plain, "What happened").quotePrefix


def test_too_many_rows_are_told(owed: Owed, officer: StrictClient) -> None:
    def change(book: Any) -> None:
        for number in range(10_000):
            book[UPDATES].append([f"x{number}"])

    page = sent_with(officer, owed.round, change)
    assert f"more than {comparing.MOST_ROWS:,} rows: take out those that are not the workbook’s own" in page
    assert "Save these changes" not in page


# ---- not one of this round's ----


def _refused(page: str) -> bool:
    return "There is a problem" in page and not UpdatesWorkbook.objects.exists()


def test_last_quarters_workbook_is_named_and_refused(owed: Owed, officer: StrictClient) -> None:
    Round.objects.filter(pk=owed.last.part_of.round_id).update(
        officers_by=date(2099, 1, 1), directors_by=date(2099, 1, 2), performance_by=date(2099, 1, 3),
        despatch_by=date(2099, 1, 4), meeting_on=date(2099, 1, 5),
    )  # fmt: skip
    Update.objects.filter(pk=owed.last.pk).update(state="draft")
    book = downloaded(officer, owed.last.part_of.round)
    fill(book, owed.last, Figure="11%")
    page = send(officer, owed.round, book).content.decode()
    assert "This is the workbook of “Quarter 1, 2021/22”, and this page takes that of “Quarter 2, 2021/22”." in page
    assert "Download a new workbook from this page" in page
    assert _refused(page)


def test_another_councils_workbook_is_refused(owed: Owed, officer: StrictClient, settings: Any) -> None:
    book = downloaded(officer, owed.round)
    settings.COUNCIL = "Sample County Council"
    page = send(officer, owed.round, book).content.decode()
    assert "This is the workbook of another council." in page
    assert _refused(page)


def test_one_of_an_older_layout_is_refused(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    about = book[DOWNLOADED]["A1"]
    about.value = str(about.value).replace('"layout": 1', '"layout": 0')
    page = send(officer, owed.round, book).content.decode()
    assert "downloaded before workbooks were laid out anew" in page
    assert _refused(page)


@pytest.mark.parametrize("spoil", ["removed", "garbage"])
def test_one_without_its_hidden_sheet_is_refused(owed: Owed, officer: StrictClient, spoil: str) -> None:
    book = downloaded(officer, owed.round)
    if spoil == "removed":
        book.remove(book[DOWNLOADED])
    else:
        book[DOWNLOADED]["A2"] = '["Updates"'
    page = send(officer, owed.round, book).content.decode()
    assert "no workbook that was downloaded from a round here, or it has lost its hidden sheet" in page
    assert _refused(page)


def test_a_plans_workbook_is_refused(owed: Owed, keeper: StrictClient) -> None:
    plan = owed.part_of.plan
    content = keeper.get(reverse("plan_workbook", args=[plan.pk])).content
    page = send(keeper, owed.round, content).content.decode()
    assert "no workbook that was downloaded from a round here" in page
    assert _refused(page)


# ---- no workbook that may be opened ----


def _with_macros(book: Any) -> bytes:
    stream = io.BytesIO(content_of(book))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return stream.getvalue()


def _bomb(book: Any) -> bytes:
    stream = io.BytesIO(content_of(book))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/nought.bin", bytes(60 * 2**20))
    return stream.getvalue()


def _far(book: Any) -> bytes:
    book[UPDATES]["XFD1048576"] = "far away"
    return content_of(book)


_LOCKED = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (_with_macros, "updates.xlsx", "holds macros, and is not read. Save it as .xlsx without macros"),
        (content_of, "updates.xlsm", "may hold macros, and is not read. Save it as .xlsx"),
        (_bomb, "updates.xlsx", "times its size, as no honest paper does"),
        (_far, "updates.xlsx", "could not be opened within the time and memory that a workbook of updates needs"),
        (lambda book: _LOCKED, "updates.xlsx", "is locked with a password: open it in Office, remove the password"),
        (lambda book: b"PK\x03\x04 and then nothing", "updates.xlsx", "is damaged"),
        (lambda book: b"Dear Pat, all is well.", "updates.xlsx", "is not a Word file or workbook"),
        (lambda book: b"\xd0\xcf\x11\xe0 old", "updates.xls", "is no Excel workbook. Upload the workbook of updates"),
        (lambda book: b"a,b", "updates.csv", "is no Excel workbook"),
        (lambda book: b"", "updates.xlsx", "This file is empty."),
    ],
    ids=["macros", "xlsm", "bomb", "far", "locked", "damaged", "letter", "xls", "csv", "empty"],
)
def test_a_file_that_may_not_be_opened_is_refused(
    owed: Owed, officer: StrictClient, content: Any, name: str, sentence: str
) -> None:
    page = send(officer, owed.round, content(downloaded(officer, owed.round)), name).content.decode()
    assert sentence in page
    assert _refused(page)


def test_one_that_is_too_large_is_refused(owed: Owed, officer: StrictClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 1000)
    assert (
        "which no workbook of updates is" in send(officer, owed.round, downloaded(officer, owed.round)).content.decode()
    )


def test_a_file_has_to_be_chosen(owed: Owed, officer: StrictClient) -> None:
    page = officer.post(reverse("updates_workbook", args=[owed.round.pk])).content.decode()
    assert "Choose the workbook that you want to send back." in page


# ---- somebody else's ----


def test_the_workbook_of_somebody_else_gives_away_nothing(owed: Owed, officer: StrictClient, sign_in: SignIn) -> None:
    """The hidden sheet knows the row, and still nothing of it is shown or taken."""
    book = downloaded(sign_in("director"), owed.round)
    Measure.objects.filter(pk=owed.others.line.pk).update(title="What nobody may know")
    fill(book, owed.others, Figure="94.1%")
    page = send(officer, owed.round, book).content.decode()
    assert "Updates, row 4: this is not, or not any more, one of the updates that you may answer." in page
    assert "What nobody may know" not in page
    assert _state(owed.others) == ["not started"]
    assert _is_empty(page)


def test_an_update_that_was_locked_meanwhile_is_named_with_its_lock(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    fill(book, owed.plain, Figure="94.1%")
    fill(book, owed.milestone, Why="It rained.")
    Update.objects.filter(pk=owed.plain.pk).update(state="submitted")
    page = send(officer, owed.round, book).content.decode()
    words = _words(page)
    assert "PED01 01 Attendance at school: This update is submitted and waits for the director." in words
    assert "What the workbook says of it is not kept." in words
    confirm(officer, owed.round, page)
    assert _state(owed.plain, owed.milestone) == ["submitted", "draft"]
    assert not UpdateFigure.objects.filter(update=owed.plain).exists()


def test_a_line_that_was_dropped_meanwhile_is_named(owed: Owed, officer: StrictClient) -> None:
    book = downloaded(officer, owed.round)
    fill(book, owed.plain, Figure="94.1%")
    Measure.objects.filter(pk=owed.plain.line.pk).update(dropped_on=date(2021, 9, 1))
    assert "This line was dropped from the plan" in send(officer, owed.round, book).content.decode()


@pytest.mark.parametrize("part", ["member", "finance officer", "administrator"])
@pytest.mark.parametrize("name", ["updates_workbook", "updates_workbook_differences"])
def test_who_takes_no_part_gets_nothing(owed: Owed, sign_in: SignIn, part: str, name: str) -> None:
    assert sign_in(part).post(reverse(name, args=[owed.round.pk])).status_code == 404


def test_no_other_method(owed: Owed, officer: StrictClient) -> None:
    for name in ("updates_workbook", "updates_workbook_differences"):
        assert officer.put(reverse(name, args=[owed.round.pk])).status_code == 405
