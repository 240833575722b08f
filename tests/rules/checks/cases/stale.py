"""Cases of the checks on promises past their date, headings twice, years miscounted, and ages."""

from goldenthread.model.cells import read_cells
from goldenthread.model.figures import Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import Q1, Q2, YEAR, Case, measure, milestone, narrative, report

Q3 = Period.financial_quarter(2022, 3)


def told(words: str, period: Period = Q3) -> Report:
    return report(milestone(commentary=words), period=period)


def targets(*headings: str, role: Role = Role.TARGET) -> Report:
    texts = [(Column(heading=heading, role=role), str(90 + n)) for n, heading in enumerate(headings)]
    lines = [measure(f"LC{n}").model_copy(update={"cells": read_cells(texts, "", YEAR)}) for n in range(1, 4)]
    return report(*lines, kind=ReportKind.BUSINESS_PLAN, period=YEAR)


def aged(title: str, words: str) -> Report:
    return report(measure(title=title, cells={"current": "5.1%"}, commentary=words))


WORK = "Increase the percentage of adults aged 18-64 in paid work"

CASES = {
    "PER15": Case(
        wrong=[
            told("A new contractor has been appointed and will start on site on 1st November 2022."),
            told("The pool is due to open in October 2022."),
            report(narrative("Key developments", "Two inspectors are expected to join by 3 October 2022."), period=Q3),
        ],
        right=[
            told("A new contractor will start on site on 9th January 2023."),
            told("A new contractor started on site on 1st November 2022."),
            told("The pool will open in December 2022."),
            told("The Board agreed that the pool would open in October 2022."),
            told("The board had said that the pool will open in October 2022."),
            told("The team will report on the storm that hit the coast in October 2022."),
            told("Work will follow the survey, which was made in October 2022."),
            told("The pool will open in November 2021.", Q1),
        ],
    ),
    "PER16": Case(
        wrong=[
            targets("23/24 Target", "24/25 Target", "24/25 Target"),
            targets("2021/22", "2021/22", role=Role.LAST_ACTUAL),
        ],
        right=[
            targets("23/24 Target", "24/25 Target", "25/26 Target"),
            targets("", ""),
            targets("Progress", "Progress", role=Role.PROGRESS),
            report(measure(cells={"target": "90", "current": "91"})),
        ],
    ),
    "PER17": Case(
        wrong=[
            report(
                narrative("Introduction", "This plan covers the two financial years 2023/24 to 2025/26."), period=YEAR
            ),
            report(narrative("Introduction", "It is a four year plan, 2022/23 – 2024/25."), period=YEAR),
        ],
        right=[
            report(
                narrative("Introduction", "This plan covers the three financial years 2023/24 to 2025/26."), period=YEAR
            ),
            report(narrative("Introduction", "Costs rose in two years: 2021/22 and 2023/24."), period=YEAR),
            report(
                narrative("Introduction", "It has run for two years. 2023/24 to 2025/26 will be harder."), period=Q2
            ),
        ],
    ),
    "POL14": Case(
        wrong=[
            aged(WORK, "Of the 410 people aged 18-69 known to the service, 21 were in work."),
            aged(
                "Reduce NEET among 16 to 17 year olds", "Of the 16-18 year olds in the borough, 3% are out of school."
            ),
        ],
        right=[
            aged(WORK, "Of the 410 people aged 18 to 64 known to the service, 21 were in work."),
            aged(WORK, "Of those aged 18-24, 4 were in work."),
            aged(WORK, "People aged 65-80 are counted elsewhere."),
            aged(WORK, "Of those aged 18-64, 21 were in work, against 40 of those aged 18-69 in the region."),
            aged("Increase the percentage of adults in paid work", "Of those aged 18-69, 21 were in work."),
        ],
    ),
}
