"""The whole quarter as five people, from a nudge to a question in the board: by keyboard alone with scripts, and without scripts.

What an update costs an officer is counted, by keyboard with scripts and by mouse without, and printed at the end of the run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from goldenthread.model.report import report_from_json
from goldenthread.readers import read
from tests.web.browser.conftest import Visit
from tests.web.browser.keyboard import Keyboard
from tests.web.browser.mouse import Mouse
from tests.web.reports.verdicts import without_verdicts
from tests.web.running import Demonstration, own_folder, running_demo, until

QUARTER = "Quarter 2 2021/22"
ATTENDANCE = {"LA": "92.6%", "Pri": "94.4%", "Sec": "90.7%", "Spec": "85.4%", "PRU": "69.1%"}


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def demo(*, scripts: bool) -> Iterator[Demonstration]:
    """A council of its own for each way: its quarter is closed in the end."""
    with own_folder() as folder, running_demo(folder / "data") as demo:
        yield demo


Tell = Callable[[str], None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None], *, scripts: bool) -> Tell:
    """Notes what something cost, for the end of the run."""
    return lambda words: record_property("table", f"{words} ({'with' if scripts else 'without'} scripts)")


class Visitor:
    """One of the five, in a browser of their own."""

    def __init__(self, who: str, visit: Visit, demo: Demonstration, *, scripts: bool) -> None:
        self.who, self.demo = who, demo
        self.page: Page = visit(scripts=scripts).new_page()
        self.keys = Keyboard(self.page, pictures=scripts)

    def sign_in(self, address: str = "/") -> None:
        """Opens an address as somebody who is not signed in, signs in, and is led to it."""
        self.page.goto(address)
        self.keys.fill("E-mail address", self.demo.sign_ins[self.who])
        self.keys.fill("Password", self.demo.password)
        self.keys.push("Sign in", exact=True)
        expect(self.page).to_have_url(re.compile(re.escape(address) + "$"))

    def hand(self, *, mouse: bool) -> Keyboard | Mouse:
        """What they answer with, counted from here on."""
        return Mouse(self.page) if mouse else Keyboard(self.page)

    def follow(self, *names: str) -> None:
        """Follows one link after another."""
        for name in names:
            self.keys.follow(name)


def test_a_quarter_from_nudge_to_question(
    *, scripts: bool, visit: Visit, demo: Demonstration, tmp_path: Path, tell: Tell
) -> None:
    def visitor(who: str) -> Visitor:
        return Visitor(who, visit, demo, scripts=scripts)

    performance, second = visitor("performance officer"), visitor("second officer")
    performance.sign_in()
    link = _nudge(performance, demo)
    _answer_from_the_mail(second, link, tell, scripts=scripts)
    _mend_what_was_sent_back(visitor("officer"), tell, scripts=scripts)
    _answer_the_rest_by_workbook(performance, tmp_path)
    director = visitor("director")
    _approve_and_send_back(director)
    _answer_again(second)
    _approve_the_last_and_declare(director)
    _freeze(performance, tmp_path)
    _ask(visitor("member"))
    _see_what_was_asked(second)


# ---- the performance officer and the mail ----


def _nudge(one: Visitor, demo: Demonstration) -> str:
    """Who has not answered is nudged; the way that the mail gives to the measure."""
    one.follow("Rounds", QUARTER, "See who has answered")
    one.keys.picture("completeness")
    button = one.page.get_by_role("button", name=re.compile("Nudge Dean Corrie"))
    one.keys.reach(button)
    with one.page.expect_navigation():
        one.keys.press("Enter")
    folder = demo.application.data / "mail"
    address = demo.sign_ins["second officer"]
    until(lambda: any(address in mail for mail in _mails(folder)))
    (mail,) = [mail for mail in _mails(folder) if address in mail]
    links = re.findall(r"http\S+(/updates/\d+/)", mail)
    assert len(links) == len(set(links)) == 2
    assert "%" not in mail.partition("\n\n")[2]
    return str(links[0])


def _mails(folder: Path) -> list[str]:
    found = []
    for file in folder.glob("*.log"):
        parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = parsed.get_body(("plain",))
        found.append(f"{parsed['To']}\n\n{body.get_content() if body else ''}")
    return found


# ---- the officers ----


def _answer_from_the_mail(one: Visitor, link: str, tell: Tell, *, scripts: bool) -> None:
    """The measure with five parts, from the link of the mail; and the milestone, to which the next page leads."""
    one.sign_in(link)
    one.keys.picture("update")
    hand = one.hand(mouse=not scripts)
    for part, figure in ATTENDANCE.items():
        hand.fill(part, figure, exact=True)
    if scripts:
        expect(one.page.locator("#update-lights")).to_contain_text("92.6%")
    hand.choose("Amber")
    hand.fill("What happened?", "More pupils were ill in September than a year ago.")
    one.keys.picture("update-filled")
    hand.push("Submit", exact=True)
    tell(f"a measure with five parts, a light and a sentence: {hand.spent}")
    expect(one.page.get_by_role("main")).to_contain_text("is submitted. Next: PED01a")
    one.follow("PED01a")
    hand = one.hand(mouse=not scripts)
    hand.choose("Green")
    hand.fill("What happened?", "Work goes on in all schools.")
    hand.push("Submit", exact=True)
    tell(f"a milestone, a light and a sentence: {hand.spent}")
    expect(one.page.get_by_role("main")).to_contain_text("is submitted")


def _mend_what_was_sent_back(one: Visitor, tell: Tell, *, scripts: bool) -> None:
    """What the director sent back, with their words above it; and one click where nothing changed."""
    one.sign_in("/my-updates/")
    one.follow("PED01 01")
    expect(one.page.get_by_role("main")).to_contain_text("Please say what changed since the first quarter")
    one.keys.picture("update-sent-back")
    one.keys.fill("Why?", "Two teams took on more families since July.")
    one.keys.push("Submit", exact=True)
    one.follow("My updates", "PED01c")
    hand = one.hand(mouse=not scripts)
    hand.push("No change since last quarter")
    tell(f"no change since last quarter: {hand.spent}")
    expect(one.page.get_by_role("main")).to_contain_text("is submitted")


def _answer_the_rest_by_workbook(one: Visitor, tmp_path: Path) -> None:
    """The performance officer passes on the directorate's workbook and sends back what the officers filled in."""
    one.follow("Rounds", QUARTER, "Answer by workbook")
    one.keys.picture("updates-workbook")
    one.keys.reach(one.page.get_by_role("link", name=re.compile("^People: ")))
    with one.page.expect_download() as download:
        one.keys.press("Enter")
    file = tmp_path / "updates.xlsx"
    download.value.save_as(file)
    filled = _filled_in(file)
    one.keys.give_file("Workbook", file)
    one.keys.push("Send it back")
    expect(one.page.get_by_role("main")).to_contain_text("Nothing is saved yet")
    expect(one.page.get_by_role("main")).to_contain_text(re.compile(rf"Will be submitted\s*{filled}"))
    one.keys.push("Save these changes")


def _filled_in(file: Path) -> int:
    """Fills every row as somebody would who has words and no figures; how many updates that are."""
    book = openpyxl.load_workbook(file)
    sheet = book["Updates"]
    columns = {str(cell.value): cell.column or 0 for cell in sheet[_heading_row(sheet)]}
    updates = set()
    for row in range(_heading_row(sheet) + 1, sheet.max_row + 1):
        if not sheet.cell(row, columns["Key"]).value:
            continue
        updates.add(tuple(sheet.cell(row, columns[heading]).value for heading in ("Reference", "Measure or milestone")))
        for heading, text in {
            "Figure": "see commentary" if sheet.cell(row, columns["Unit"]).value else None,
            "Progress": "See commentary",
            "What happened": "Work goes on as planned, and figures come with the next report.",
            "Ready to submit": "Yes",
        }.items():
            if text and not sheet.cell(row, columns[heading]).protection.locked:
                sheet.cell(row, columns[heading]).value = text
    book.save(file)
    return len(updates)


def _heading_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 12) if sheet.cell(row, 1).value == "Key")


# ---- the director ----


def _approve_and_send_back(one: Visitor) -> None:
    one.sign_in()
    one.follow("Rounds", QUARTER, "People")
    one.keys.picture("return")
    one.keys.reach(one.page.get_by_role("link", name=re.compile("^send back PED01a")))
    with one.page.expect_navigation():
        one.keys.press("Enter")
    one.keys.fill("What should the officer look at?", "Say which schools this is about.")
    one.keys.push("Send back to the officer")
    _approve_all(one)


def _approve_all(one: Visitor) -> None:
    """Ticks what is not ticked, and approves."""
    for name in [box.get_attribute("id") for box in one.page.get_by_role("checkbox", checked=False).all()]:
        one.keys.reach(one.page.locator(f"#{name}"))
        one.keys.press("Space")
    one.keys.push("Approve what is ticked")


def _answer_again(one: Visitor) -> None:
    one.follow("My updates", "PED01a")
    expect(one.page.get_by_role("main")).to_contain_text("Say which schools this is about.")
    one.keys.fill("What happened?", "Work goes on in all schools but two, which begin in January.")
    one.keys.push("Submit", exact=True)


def _approve_the_last_and_declare(one: Visitor) -> None:
    one.follow("Rounds", QUARTER, "People")
    _approve_all(one)
    one.follow("Declare the quality of the data")
    one.keys.picture("declaration")
    one.keys.reach(one.page.get_by_role("checkbox"))
    one.keys.press("Space")
    one.keys.push("Declare", exact=True)
    expect(one.page.get_by_role("main")).to_contain_text("This return is closed")


# ---- the paper ----


def _freeze(one: Visitor, tmp_path: Path) -> None:
    """The priority's paper: previewed, checked, taken away in Word and read again, and frozen."""
    one.follow("Papers")
    one.keys.reach(one.page.get_by_role("link", name=f"See how the papers stand in {QUARTER}"))
    with one.page.expect_navigation():
        one.keys.press("Enter")
    one.follow("Children and Young People")
    one.keys.picture("paper-preview")
    made = report_from_json(_download(one, "json", tmp_path).read_text(encoding="utf-8"))
    assert read(_download(one, "docx", tmp_path)).report == without_verdicts(made)
    assert len(made.measures) == 38
    one.follow("Check this paper")
    one.page.go_back()
    one.follow("freeze it as an edition")
    one.keys.push("Freeze this edition")
    expect(one.page.get_by_role("heading", level=1)).to_contain_text("Children and Young People")
    one.keys.picture("edition")


def _download(one: Visitor, kind: str, tmp_path: Path) -> Path:
    link = one.page.locator(f"main a[href$='download/{kind}/'], main a[href$='download/{kind}']").first
    one.keys.reach(link)
    with one.page.expect_download() as download:
        one.keys.press("Enter")
    file = tmp_path / f"paper.{kind}"
    download.value.save_as(file)
    return file


def _ask(one: Visitor) -> None:
    one.sign_in("/papers/")
    one.keys.reach(one.page.get_by_role("link", name=re.compile("Children and Young People.*Quarter 2 2021.22")).first)
    with one.page.expect_navigation():
        one.keys.press("Enter")
    one.keys.reach(one.page.get_by_role("link", name=re.compile(r"Ask about this\s*: PED01 02")))
    with one.page.expect_navigation():
        one.keys.press("Enter")
    one.keys.fill("Your question", "Which schools improved most, and how?")
    one.keys.push("Send the question")
    expect(one.page.get_by_role("main")).to_contain_text("Which schools improved most, and how?")


def _see_what_was_asked(one: Visitor) -> None:
    one.follow("My updates", "PED01 02")
    expect(one.page.get_by_role("main")).to_contain_text("Which schools improved most, and how?")
    expect(one.page.get_by_role("main")).to_contain_text("What was tabled is never changed")
    one.keys.picture("update-locked")
