"""Reports turned into plain text as extraction from a PDF does it, beside what each cell held before.

Cells of our own in the ways that councils write them, and the ways in which a table's cells run together on a page.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MEASURE, ACTUAL, TARGET, CURRENT = "Measure", "20/21 Actual", "21/22 Target", "Current"
TRAVEL, PROGRESS = "Direction of Travel", "Quarterly Progress"
HEADINGS = (MEASURE, ACTUAL, TARGET, CURRENT, TRAVEL, PROGRESS)
PICTURE = None
"""A cell that held a light or an arrow as a picture: extraction leaves blanks, or nothing."""


@dataclass(frozen=True)
class Held:
    """What one row of a table held before it was turned into text; None is a picture."""

    ref: str
    cells: Mapping[str, str | None]
    by: str = "Team Manager Intake"
    said: str = "Figures for the quarter are as expected. Work goes on with partners."


def held(ref: str, title: str, *values: str | None) -> Held:
    return Held(ref, dict(zip(HEADINGS, (title, *values), strict=True)))


ROWS = (
    held("XED01 01", "Reduce the days lost to sickness (rolling year)", "9.6", "8.5", "10.1", PICTURE, PICTURE),
    held(
        "XED01 02", "Increase the share of bins collected on the planned day", "97%", "99%", "98.2%", PICTURE, PICTURE
    ),
    held(
        "XED01 03",
        "Improve attendance at lessons: Primary – Pri Secondary – Sec Special – Spec Total",
        *("All 93.1% Pri 94.0% Sec 91.7% Spec 88.2% (2019/20)", "95%"),
        *("All 92.4% Pri 93.9% Sec 90.6% Spec 87.0% (2020/21)", PICTURE, PICTURE),
    ),
    held(
        "XED01 04",
        "Monitor the rate of referrals per 10000 residents (annualised)",
        *("465", "500 (full year)", "641", PICTURE, PICTURE),
    ),
    held("XED01 05", "Record the number of young carers known to the service", "N/A", "N/A", "52 (prov)", "N/A", "N/A"),
    held(
        "XED01 06",
        "Report on the budget spent on placements outside the borough (forecast, end of year)",
        *("Year end Residential £9,695,579 Fostering £2,201,092 Total £11,896,671", "Projected 9,583,822"),
        *("Projected year end Residential £11,377,280 Fostering £2,375,675 Total £13,752,955", PICTURE, PICTURE),
    ),
    held("XED01 07", "Report on placements within 20 miles of home", "N/A", "N/A", "Refer comment", "N/A", "N/A"),
    held(
        "XED01 08",
        "Reduce the cost of agency staff (cumulative)",
        *("£1,204,500", "£250000 reduction", "£310,220", PICTURE, "N/A"),
    ),
    held(
        "XED01 09",
        "Increase the share of plans finished within 20 weeks",
        *("2021 YTD= 80.9%", "75%", "2021 YTD = 78.7 %", PICTURE, PICTURE),
    ),
    held(
        "XED01 10",
        "Reduce the number of pupils sent home (academic year)",
        *("204 (last term)", "350", "298", PICTURE, PICTURE),
    ),
    held(
        "XED01 11",
        "Give every eligible two year old a funded place",
        *("85", "100% of eligible", "82", PICTURE, PICTURE),
    ),
    held(
        "XED01 12",
        "Average caseload of a social worker (snapshot)",
        *("22", "18", "North 19.1 South 18.8", PICTURE, PICTURE),
    ),
    held(
        "XED01 13",
        "Assessments begun in the quarter",
        *("716 EH Intervention 170 MAP (prov)", "N/A", "1478 EH Intervention 229 MAP (prov)", "Refer comment", "N/A"),
    ),
    held("XED01 14", "Library visits per head of population", "5.4", "TBC", "1.3", PICTURE, PICTURE),
    held(
        "XED01 15",
        "Share of major planning applications decided in 13 weeks.",
        *("88%", "N/A", "Not available", "N/A", "N/A"),
    ),
    held(
        "XED01 16",
        "Households in temporary accommodation (snapshot at end of quarter)",
        *("134", "120", "151 (Apr-Sept)", PICTURE, PICTURE),
    ),
    held(
        "XED01 17",
        "Rate of first time entrants to youth justice per 100,000 aged 10-17",
        *("212", "Less than 200", "184", PICTURE, PICTURE),
    ),
    held("XED01 18", "Fly-tipping incidents dealt with", "1,204", "1,100", "322", PICTURE, PICTURE),
    held(
        "XED01 19", "% of adults aged 65 and over still at home 91 days later", "82.4%", "85%", "81%", PICTURE, PICTURE
    ),
    held(
        "XED01 20",
        "Satisfaction of tenants (a) with repairs (b) overall",
        *("(a) 78% (b) 81%", "80% to 85%", "(a) 77.5% (b) 80%", "↑ Better", "Green"),
    ),
    held("XED01 21", "Invoices paid on time", "96.2%", "At least 97%", "95.9% (provisional)", "Improved", "Amber"),
    held("XED01 22", "Net capital receipts", "£2.4m", "£3m", "(£0.2m)", PICTURE, "Red"),
    held("XED01 23", "Repeat referrals in 12 months", "14 out of 120", "10%", "9 of 88", PICTURE, PICTURE),
    held("XED01 24", "Carbon from our buildings (tonnes)", "9,672", "-5%", "2,310.5", PICTURE, PICTURE),
)


ROWS_ELSEWHERE = (
    held(
        "ENV 01",
        "Residual household waste per household (kg)",
        "512",
        "Reduce to 480",
        "131 (Q1 only)",
        PICTURE,
        PICTURE,
    ),
    held(
        "ENV 02",
        "Household waste sent for reuse, recycling and composting",
        "41.2% (2019/20)",
        "45%",
        "43.8% (est)",
        PICTURE,
        "Amber",
    ),
    held("ENV 03", "Number of missed bins per 100,000 collections", "62", "<60", "58", PICTURE, "Green"),
    held("HSG 01", "Average re-let time in days", "31 days", "28 days", "34.5 days", PICTURE, PICTURE),
    held(
        "HSG 02",
        "Rent arrears of current tenants as a proportion of rent roll",
        "£1.24m (3.1%)",
        "3.0%",
        "£1.31m (3.3%)",
        PICTURE,
        PICTURE,
    ),
    held("HSG 03", "New affordable homes", "87", "450 over 3 years", "12", PICTURE, PICTURE),
    held(
        "HR 01",
        "Working days lost to sickness absence for each full time employee",
        "10.4",
        "9",
        "2.31 YTD",
        PICTURE,
        PICTURE,
    ),
    held("HR 02", "Staff turnover (voluntary)", "9.8%", "8-10%", "2.4%", "N/A", PICTURE),
    held("FIN 01", "Council tax collected in year", "96.51%", "96.8%", "28.14%", PICTURE, PICTURE),
    held("FIN 02", "Non-domestic rates collected", "97.9%", "98.0%", "27.7%", PICTURE, PICTURE),
    held("FIN 03", "Sundry debt over 90 days old", "£412k", "£350k", "£398k", PICTURE, PICTURE),
    held(
        "PLA 01",
        "Major applications decided in time: (i) 8 weeks (ii) 13 weeks",
        "71%",
        "75%",
        "80% (8 of 10)",
        PICTURE,
        PICTURE,
    ),
    held("PLA 02", "Appeals allowed against refusals", "2 of 9", "No target set", "0 of 3", "N/A", "N/A"),
    held("CS 01", "Calls answered within 20 seconds", "64%", "80%", "No data available", "N/A", "N/A"),
    held(
        "CS 02",
        "Complaints answered on time Stage 1 and Stage 2",
        "Stage 1 88% Stage 2 71%",
        "90%",
        "Stage 1 85% Stage 2 76%",
        PICTURE,
        PICTURE,
    ),
    held("LIB 01", "Active borrowers", "14,203", "14,500", "Data not available until Q2", "N/A", "N/A"),
    held("LEI 01", "Visits to leisure centres (000s)", "842", "900", "212.4", "Better", "On target"),
    held(
        "CYP 01",
        "Children looked after per 10,000 (under 18s)",
        "98.4",
        "Benchmark against neighbours",
        "101.2",
        PICTURE,
        PICTURE,
    ),
    held(
        "CYP 02",
        "Timeliness of child protection conferences held within 15 days",
        "83%",
        "95%",
        "Q1 79%",
        PICTURE,
        PICTURE,
    ),
    held(
        "ASC 01",
        "Permanent admissions of people aged 65+ per 100,000",
        "Baseline year",
        "TBC",
        "143.7",
        PICTURE,
        PICTURE,
    ),
    held(
        "ASC 02",
        "Share of safeguarding enquiries where risk was removed or reduced",
        "92 %",
        "90 %",
        "94 %",
        PICTURE,
        PICTURE,
    ),
    held("PH 01", "Smoking quitters at four weeks", "515", "550", "See commentary", "See commentary", "N/A"),
    held(
        "PH 02",
        "NHS health checks offered / received",
        "Offered 18.2% Received 9.4%",
        "20% / 10%",
        "Offered 4.1% Received 1.7%",
        PICTURE,
        PICTURE,
    ),
    held(
        "RES 01",
        "Savings delivered against plan",
        "£4.6m of £5.0m",
        "£6,200,000",
        "£1,450,000 forecast",
        PICTURE,
        "Red",
    ),
)
"""Cells in the ways of other councils, several of them not understood as figures: then they must not be placed wrongly."""


@dataclass(frozen=True)
class Style:
    """How a table's cells come out of a page."""

    name: str
    blank_between: bool = True
    shares_lines: bool = False
    blanks_within: bool = False
    pictures_show: bool = True


STYLES = (
    Style("each cell on lines of its own"),
    Style("short cells share a line", shares_lines=True),
    Style("blank lines within cells, too", blanks_within=True),
    Style("pictures leave no trace", pictures_show=False),
    Style("short cells share a line, pictures leave no trace", shares_lines=True, pictures_show=False),
)
NO_BLANK_LINES = Style("no blank line between cells", blank_between=False, pictures_show=False)


def order_of(rng: random.Random, headings: Sequence[str] = HEADINGS) -> tuple[str, ...]:
    """The columns in another order: the measure first in most papers."""
    first, *rest = headings
    rng.shuffle(rest)
    order = [first, *rest]
    if rng.random() < 0.25:
        rng.shuffle(order)
    return tuple(order)


def row_text(row: Held, order: Sequence[str], style: Style, rng: random.Random) -> list[str]:
    """The lines that a row comes out as, without its reference."""
    lines: list[str] = []
    run: list[str] = []

    def end_run() -> None:
        if run:
            lines.append(" ".join(run) + " ")
            run.clear()
            if style.blank_between:
                lines.append("")

    for heading in order:
        text = row.cells[heading]
        if text is None:
            if style.pictures_show:
                end_run()
                lines.extend(["  ", ""])
            continue
        wrapped = _wrapped(text, heading, rng)
        if style.shares_lines and len(wrapped) == 1 and heading != MEASURE:
            run.append(wrapped[0])
            continue
        end_run()
        lines.extend(_cell_lines(wrapped, style, rng))
        if style.blank_between:
            lines.append("")
    end_run()
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _wrapped(text: str, heading: str, rng: random.Random) -> list[str]:
    width = rng.choice((34, 42, 50)) if heading == MEASURE else rng.choice((10, 12, 16))
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _cell_lines(wrapped: Sequence[str], style: Style, rng: random.Random) -> list[str]:
    lines: list[str] = []
    for i, line in enumerate(wrapped):
        if i and style.blanks_within and rng.random() < 0.15:
            lines.append("")
        lines.append(line + " " * rng.choice((1, 1, 3)))
    return lines


HEAD = """Priority based monitoring report to the board


Reporting Period: Quarter 1 – Period 1 April – 30 June 2021


1.0 Introduction

1.1 This report says how the services of the priority have done in the quarter, and what is coming up next.


5.0 Performance Overview

The following tells of progress for both milestones and measures across the service.

Objective: Keep the borough's services working well for everyone who lives or works in it (XED01)

"""


def paper_text(
    rows: Sequence[Held], order: Sequence[str], style: Style, rng: random.Random, *, pages: bool = True
) -> str:
    """A whole report with one table, as extraction gives it: headings wrapped, pages that end between and inside rows."""
    lines = HEAD.split("\n")
    header = _header_lines(order, rng)
    lines.extend(header)
    head = rng.choice(["", "Example Borough Council – Quarter 1 2021/22"])
    page, last = 1, 0
    for row in rows:
        body = row_text(row, order, style, rng)
        body[0] = f"{row.ref} {body[0]}"
        if pages and len(lines) - last > 30 and rng.random() < 0.7:
            at = rng.randrange(len(body))  # the page may end anywhere, in the middle of a cell, too
            page, last = page + 1, len(lines) + at
            body[at + 1 : at + 1] = _page_end(page, head, header if rng.random() < 0.7 else [])
        lines.extend([*body, "", f"Supporting Commentary: {row.by} ", *textwrap.wrap(row.said, 60), " ", ""])
    return "\n".join(
        [*lines, " ", "6.0 Financial Statements", "", "These come with the report of the finance team.", ""]
    )


def _header_lines(order: Sequence[str], rng: random.Random) -> list[str]:
    lines = []
    words = ["Ref:" if rng.random() < 0.5 else "Ref"]
    for heading in order:
        first, *rest = heading.split(" ")
        words.append(first)
        if rest and rng.random() < 0.8:
            lines.extend([" ".join(words) + " ", " ".join(rest) + " ", ""])
            words = []
        else:
            words.extend(rest)
    return [*lines, *([" ".join(words) + " "] if words else []), ""]


def _page_end(page: int, head: str, header: Sequence[str]) -> list[str]:
    """The number of a page, and on the next the running head and the headings of the table, where there are any."""
    first, *rest = [*([head, ""] if head else []), *header, ""]
    return ["", "", str(page), "", f"\f{first}", *rest]
