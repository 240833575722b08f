"""A performance officer's first afternoon, by keyboard alone, with scripts and without: from a paper to next year's plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goldenthread.model.report import report_from_json
from goldenthread.writers.docx import to_docx
from tests.web.browser.conftest import Visit, sign_in
from tests.web.browser.keyboard import Keyboard
from tests.web.browser.pictures import picture
from tests.web.running import Demonstration

ROOT = Path(__file__).parents[3]
SEED = ROOT.parent / "shared" / "seeds" / "business_plan_2021-22.txt"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example council's plan as a Word file."""
    file = tmp_path / "business-plan-2021-22.docx"
    file.write_bytes(to_docx(report_from_json((ROOT / "examples" / "plan-2021-22.json").read_text(encoding="utf-8"))))
    return file


@pytest.mark.skipif(not SEED.exists(), reason="the published plan in ../shared is not here")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_published_plan_to_next_years(*, scripts: bool, visit: Visit, demo: Demonstration) -> None:
    page = visit(scripts=scripts).new_page()
    title = f"Plan from {SEED.stem}, {'with' if scripts else 'without'} scripts"
    _afternoon(page, Keyboard(page), demo, SEED, title, scripts=scripts)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_examples_plan_to_next_years(
    *, scripts: bool, visit: Visit, demo: Demonstration, example: Path
) -> None:
    page = visit(scripts=scripts).new_page()
    title = "Business plan of People" if scripts else "Business plan of People, without scripts"
    _afternoon(page, Keyboard(page, pictures=scripts), demo, example, title, scripts=scripts)


def test_the_second_of_two_people_chooses_between_both_versions(visit: Visit, demo: Demonstration) -> None:
    first, second = visit().new_page(), visit().new_page()
    for page in (first, second):
        sign_in(page, demo, "performance officer")
        page.goto("/priorities/")
        page.get_by_role("link", name="Streets and Travel").click()
        page.get_by_role("link", name="Change this priority").click()
    for page, aim in (
        (first, "Everybody gets about safely, on foot, by bicycle and by bus."),
        (second, "Everybody gets about safely, and in good time."),
    ):
        page.get_by_label("What is its aim?").fill(aim)
        page.get_by_role("button", name="Save").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Choose which version to keep")
    picture(second, "both-versions")
    second.get_by_label("Keep mine").check()
    second.get_by_role("button", name="Save what is chosen").click()
    expect(second.get_by_role("main")).to_contain_text("in good time")


def _afternoon(page: Page, keys: Keyboard, demo: Demonstration, paper: Path, title: str, *, scripts: bool) -> None:
    _sign_in(page, keys, demo)
    _upload(page, keys, paper, scripts=scripts)
    _settle(page, keys, title)
    _confirm(page, keys, title)
    _read_the_thread(page, keys, title)
    _approve(page, keys, title)
    _change_a_target(page, keys)
    _roll_forward(page, keys, title)


def _sign_in(page: Page, keys: Keyboard, demo: Demonstration) -> None:
    page.goto("/account/login/")
    keys.fill("E-mail address", demo.sign_ins["performance officer"])
    keys.fill("Password", demo.password)
    keys.push("Sign in", exact=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")


def _upload(page: Page, keys: Keyboard, paper: Path, *, scripts: bool) -> None:
    keys.follow("Uploads", exact=True)
    keys.reach(page.get_by_role("button", name="Upload a paper"))
    keys.press("Enter")
    keys.give_file("Choose a file", paper)
    keys.push("Upload", exact=True)
    settled = page.get_by_role("heading", name="What is left to settle")
    if scripts:  # the page finds out by itself
        expect(settled).to_be_visible(timeout=60_000)
    else:
        for _ in range(200):
            if settled.count():
                break
            keys.follow("See whether it is read now")
    keys.picture("upload")


def _settle(page: Page, keys: Keyboard, title: str) -> None:
    keys.follow("The plan", exact=True)
    keys.fill("Title of the plan", title)
    keys.push("Save and continue")
    _is_at(page, "Priorities")
    keys.push("Save and continue")
    _is_at(page, "Owners")
    keys.picture("upload-owners")
    keys.push("Save and continue")
    _is_at(page, "Measures")
    keys.picture("upload-measures")
    keys.reach(page.get_by_role("table").get_by_role("rowheader").get_by_role("link").first)
    with page.expect_navigation():
        keys.press("Enter")
    keys.picture("upload-measure")
    keys.follow("Back to all measures")
    keys.push("Accept what is ticked")
    if (
        page.get_by_role("heading", level=1).inner_text() == "Measures"
    ):  # some are open still: that does not stop anybody
        keys.follow("Back to the tasks")
        keys.follow("What could not be placed", exact=True)
    if page.get_by_role("heading", level=1).inner_text() == "What could not be placed":
        keys.push("I have seen this")


def _is_at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def _confirm(page: Page, keys: Keyboard, title: str) -> None:
    if page.get_by_role("heading", level=1).inner_text() != "Make the plan":
        keys.follow("Confirm", exact=True)
    keys.picture("upload-confirm")
    keys.push("Make the plan")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _read_the_thread(page: Page, keys: Keyboard, title: str) -> None:
    table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="Measure")).first
    link = table.get_by_role("rowheader").get_by_role("link").first
    keys.reach(link)
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Objective")
    expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.get_by_role("heading", name="Figures", exact=True)).to_be_visible()
    keys.picture("measure")
    keys.follow(title)


def _approve(page: Page, keys: Keyboard, title: str) -> None:
    keys.push("Send to members for comment")
    keys.push("Send to members for comment")
    keys.push("Approve the plan")
    keys.fill("Who approved the plan?", "Executive Board")
    keys.fill("On which day", "15/4/2021")
    keys.push("Approve the plan")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("main")).to_contain_text("Executive Board")


def _change_a_target(page: Page, keys: Keyboard) -> None:
    link = page.get_by_role("table").get_by_role("rowheader").get_by_role("link").first
    keys.reach(link)
    with page.expect_navigation():
        keys.press("Enter")
    targets = page.get_by_role("table").filter(has_text="Target").first
    keys.reach(targets.get_by_role("link", name="Change").first)
    with page.expect_navigation():
        keys.press("Enter")
    keys.fill("Target", "480", exact=True)
    keys.picture("target-change")
    keys.push("Save")
    expect(page.get_by_role("alert")).to_contain_text("Say why this is changed")
    keys.fill("Why is this changed?", "The outturn is known now.")
    keys.fill("Who approved this change?", "Director of People")
    keys.fill("On which day was it approved?", "1/6/2021")
    keys.push("Save")
    expect(page.get_by_role("main")).to_contain_text("480")
    keys.follow("History of this measure")
    expect(page.get_by_role("main")).to_contain_text("The outturn is known now.")
    keys.picture("history")
    page.go_back()


def _roll_forward(page: Page, keys: Keyboard, title: str) -> None:
    keys.follow(title)
    keys.push("Roll forward to next year")
    keys.fill("Title of the new plan", f"{title}, the year after")
    keys.push("See what it becomes")
    keys.picture("roll-forward")
    keys.push("Make the new plan")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{title}, the year after")
