"""Cases of the checks on profiles, forecasts and last quarter's statement."""

from datetime import date

from goldenthread.model.budget import BudgetRole, Statement
from goldenthread.model.report import Report
from tests.rules.checks.cases.statements import (
    CAPITAL,
    CHILDREN,
    Rows,
    capital,
    changed,
    children,
    highways,
    housing,
    paper,
)
from tests.rules.checks.papers import Case, Setting, measure, report, statement

R = BudgetRole
OUTTURN = (R.ANNUAL_BUDGET, R.BUDGET_TO_DATE, R.ACTUAL, R.VARIANCE, R.FORECAST_OUTTURN)
LIBRARIES: Rows = [
    ("", "Library staff", [2400, 1200, 1310, -110, 2610]),
    ("", "Books", [300, 150, 120, 30, 280]),
    ("", "Buildings", [800, 400, 390, 10, 790]),
    ("", "Total", [3500, 1750, 1820, -70, 3680]),
]
LEISURE: Rows = [  # income without a minus
    ("Expenditure", "Pools and gyms", [2400, 1200, 1310, -110, 2610]),
    ("Expenditure", "Total expenditure", [2400, 1200, 1310, -110, 2610]),
    ("Income", "Membership income", [1400, 700, 620, -80, 1290]),
    ("Income", "Hire income", [400, 200, 210, 10, 420]),
    ("Income", "Total income", [1800, 900, 830, -70, 1710]),
]


def libraries(
    rows: Rows = LIBRARIES, *words: str, as_at: date = date(2021, 9, 30), title: str = "Libraries"
) -> Statement:
    return statement(rows, OUTTURN, title=title, as_at=as_at, commentary=words)


def last_quarter(rows: Rows = LIBRARIES, title: str = "Libraries") -> Report:
    return report(libraries(rows, as_at=date(2021, 6, 30), title=title))


def with_last(rows: Rows, *words: str, then: Rows = LIBRARIES) -> Setting:
    return Setting(paper(libraries(rows, *words)), previous=last_quarter(then))


AGENCY = statement(
    [("", "Agency staff", [2000, 1000, 1420, -420]), ("", "Own staff", [9000, 4500, 4300, 200])],
    (R.ANNUAL_BUDGET, R.BUDGET_TO_DATE, R.ACTUAL, R.VARIANCE),
    title="Staff",
)


def agency(figure: str, title: str = "Cost of agency staff to date (£)") -> Report:
    return paper(AGENCY).model_copy(
        update={
            "sections": (*paper(AGENCY).sections, *report(measure("CS01", title, cells={"current": figure})).sections)
        }
    )


CASES = {
    "FIN20": Case(
        wrong=[
            paper(children(changed(CHILDREN, "Placements", 4, 40))),
            paper(libraries(changed(LIBRARIES, "Library staff", 4, 2390))),
            paper(statement(changed(LEISURE, "Membership income", 4, 1430), OUTTURN, title="Leisure")),
        ],
        right=[
            paper(children()),
            paper(libraries()),
            paper(libraries(changed(LIBRARIES, "Library staff", 4, 2390), "Staff on two posts left in August.")),
            paper(children(changed(CHILDREN, "Fees & Charges", 4, 5))),  # £20k is not large
            paper(statement(LEISURE, OUTTURN, title="Leisure")),
        ],
    ),
    "FIN21": Case(
        wrong=[
            paper(libraries(changed(LIBRARIES, "Books", 1, 350))),
            paper(children(changed(CHILDREN, "Government Grant", 1, 2000))),
            paper(children(changed(CHILDREN, "Central Support", 0, 90))),
        ],
        right=[
            paper(libraries()),
            paper(children()),
            paper(libraries(changed(LIBRARIES, "Books", 0, 149))),  # a unit more, by rounding
            paper(libraries(changed(LIBRARIES, "Books", 0, 0))),  # no budget for the year: said by the sum
            paper(highways()),
        ],
    ),
    "FIN22": Case(
        wrong=[
            paper(libraries(changed(LIBRARIES, "Buildings", 1, 40))),
            paper(libraries(changed(LIBRARIES, "Library staff", 1, 2300))),
        ],
        right=[
            paper(libraries()),
            paper(libraries(changed(LIBRARIES, "Buildings", 1, 300))),
            paper(libraries(changed(LIBRARIES, "Buildings", 1, 40), "Rates on buildings fall due in March.")),
            paper(children(changed(CHILDREN, "Fees & Charges", 1, -10))),
            paper(highways()),
        ],
    ),
    "FIN23": Case(
        wrong=[
            paper(libraries(changed(LIBRARIES, "Library staff", 4, 1260))),
            paper(children(changed(CHILDREN, "Placements", 4, 3000))),
        ],
        right=[
            paper(libraries()),
            paper(children()),
            paper(children(changed(CHILDREN, "Fees & Charges", 4, 200))),  # income
            paper(capital()),
            paper(housing()),
        ],
    ),
    "FIN24": Case(
        wrong=[
            with_last(changed(LIBRARIES, "Library staff", 4, 2900)),
            with_last(changed(LIBRARIES, "Buildings", 4, 650), "The shelves were mended."),
            Setting(
                paper(children(changed(CHILDREN, "Employees", 4, -1400))),
                previous=report(children(as_at=date(2021, 6, 30))),
            ),
        ],
        right=[
            with_last(LIBRARIES),
            with_last(changed(LIBRARIES, "Library staff", 4, 2700)),
            with_last(
                changed(LIBRARIES, "Library staff", 4, 2900), "More library staff were needed for the longer hours."
            ),
            Setting(paper(libraries(changed(LIBRARIES, "Library staff", 4, 2900)))),
            Setting(
                paper(libraries(changed(LIBRARIES, "Library staff", 4, 2900))),
                previous=report(statement(LIBRARIES, OUTTURN, title="Libraries", as_at=date(2020, 9, 30))),
            ),
            Setting(
                paper(libraries(changed(LIBRARIES, "Library staff", 4, 2900))), previous=last_quarter(title="Museums")
            ),
        ],
    ),
    "FIN25": Case(
        wrong=[
            with_last(changed(LIBRARIES, "Books", 0, 330)),
            with_last(changed(LIBRARIES, "Buildings", 0, 780), "Rates have risen."),
        ],
        right=[
            with_last(LIBRARIES),
            with_last(changed(LIBRARIES, "Books", 0, 330), "A virement of £30k was approved for books."),
            with_last(changed(LIBRARIES, "Books", 0, 330), "The budget for books has been increased by a gift."),
            with_last(changed(LIBRARIES, "Books", 0, None)),
            Setting(paper(capital(changed(CAPITAL, "Depot", 0, 40))), previous=report(capital())),
        ],
    ),
    "FIN26": Case(
        wrong=[agency("£1,240,000"), agency("£1,500,000", "Cost of agency and interim staff")],
        right=[
            agency("£1,420,000"),
            agency("£1,419,640"),
            agency("£310,000"),
            agency("1240"),
            agency("£1,240,000", "Cost of highways contractors"),
            paper(children()),
        ],
    ),
}
