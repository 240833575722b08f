"""Cases of the checks on the arithmetic of statements, and on what they say of themselves: several services and layouts."""

from datetime import date

from goldenthread.model.budget import BudgetRole, Convention, MoneyUnit, Statement
from goldenthread.model.report import AnySection, Report
from tests.rules.checks.papers import Q2, YEAR, Case, narrative, report, statement

R = BudgetRole
Rows = list[tuple[str, str, list[int | str | None]]]

CHILDREN: Rows = [
    ("Expenditure", "Employees", [9000, 4500, 4620, -120, -240]),
    ("Expenditure", "Premises", [270, 135, 104, 31, 52]),
    ("Expenditure", "Placements", [7000, 3500, 4100, -600, -1150]),
    ("Expenditure", "Total Expenditure", [16270, 8135, 8824, -689, -1338]),
    ("Income", "Fees & Charges", [-300, -150, -130, -20, -45]),
    ("Income", "Government Grant", [-4000, -2000, -2000, 0, 0]),
    ("Income", "Total Income", [-4300, -2150, -2130, -20, -45]),
    ("", "Net Operational Expenditure", [11970, 5985, 6694, -709, -1383]),
    ("Recharges", "Central Support", [900, 450, 450, 0, 0]),
    ("Recharges", "Net Total Recharges", [900, 450, 450, 0, 0]),
    ("", "Net Departmental Expenditure", [12870, 6435, 7144, -709, -1383]),
]
HIGHWAYS_ROLES = (R.ANNUAL_BUDGET, R.FORECAST_OUTTURN, R.VARIANCE)
HIGHWAYS: Rows = [
    ("", "Highways maintenance", ["12.4", "13.1", "0.7"]),
    ("", "Street lighting", ["3.2", "3.0", "-0.2"]),
    ("", "Winter service", ["1.1", "1.6", "0.5"]),
    ("", "Parking income", ["-4.6", "-4.1", "0.5"]),
    ("", "Total", ["12.1", "13.6", "1.5"]),
]
CAPITAL_ROLES = (R.ALLOCATION, R.ALLOCATION_TO_DATE, R.ACTUAL, R.REMAINING)
CAPITAL: Rows = [
    ("Capital Expenditure", "School repairs", [1111, 800, 764, 347]),
    ("Capital Expenditure", "Library roof", [50, 20, 9, 41]),
    ("Capital Expenditure", "Leisure centre", [4000, 1500, 1800, 2200]),
    ("Capital Expenditure", "Depot", [0, 0, 34, -34]),
    ("Capital Expenditure", "Net Expenditure", [5161, 2320, 2607, 2554]),
]
# a housing revenue account: income without a minus, and a net that takes it off
HOUSING_ROLES = (R.BUDGET_TO_DATE, R.ACTUAL, R.VARIANCE)
HOUSING: Rows = [
    ("Expenditure", "Repairs", [2100, 2350, -250]),
    ("Expenditure", "Supervision and management", [1800, 1760, 40]),
    ("Expenditure", "Total expenditure", [3900, 4110, -210]),
    ("Income", "Dwelling rents", [5200, 5150, -50]),
    ("Income", "Garage rents", [120, 131, 11]),
    ("Income", "Service charge income", [300, 290, -10]),
    ("Income", "Total income", [5620, 5571, -49]),
    ("", "Net (surplus)/deficit", [-1720, -1461, -259]),
]
UNDER = Convention.UNDERSPEND_IN_BRACKETS


def changed(rows: Rows, label: str, column: int, value: int | str | None) -> Rows:
    """The rows with one cell changed."""
    return [
        (block, name, [value if name == label and at == column else cell for at, cell in enumerate(cells)])
        for block, name, cells in rows
    ]


def without(rows: Rows, *labels: str) -> Rows:
    """The rows without some."""
    return [row for row in rows if row[1] not in labels]


def children(rows: Rows = CHILDREN, *, commentary: tuple[str, ...] = (), title: str = "", **more: object) -> Statement:
    return statement(rows, title=title or "Children: revenue budget", commentary=commentary, **more)  # type: ignore[arg-type]


def highways(
    rows: Rows = HIGHWAYS, *, commentary: tuple[str, ...] = (), convention: Convention | None = UNDER
) -> Statement:
    return statement(
        rows,
        HIGHWAYS_ROLES,
        title="Highways forecast",
        unit=MoneyUnit.MILLIONS,
        convention=convention,
        commentary=commentary,
    )


def capital(rows: Rows = CAPITAL) -> Statement:
    return statement(rows, CAPITAL_ROLES, title="Capital programme")


def housing(rows: Rows = HOUSING, *, commentary: tuple[str, ...] = ()) -> Statement:
    return statement(rows, HOUSING_ROLES, title="Housing revenue account", commentary=commentary)


def paper(*parts: AnySection, **more: object) -> Report:
    """A report of the second quarter with these statements."""
    return report(*parts, period=Q2, **more)  # type: ignore[arg-type]


SUBTOTALS: Rows = [
    ("", "Adult social care", [None, None, None]),
    ("", "Older people", [400, 420, -20]),
    ("", "Learning disability", [300, 290, 10]),
    ("", "Sub-total adults", [700, 710, -10]),
    ("", "", [None, None, None]),
    ("", "Public protection", [50, 48, 2]),
    ("", "Trading standards", [30, 33, -3]),
    ("", "Sub-total protection", [80, 81, -1]),
    ("", "Contingency", [20, 0, 20]),
    ("", "Grand total", [800, 791, 9]),
]
SERVICES: Rows = [  # a sub-total that does not bear the word
    ("", "Parks", [400, 420, -20]),
    ("", "Leisure", [300, 290, 10]),
    ("", "Environment", [700, 710, -10]),
    ("", "Planning", [250, 240, 10]),
    ("", "Total", [950, 950, 0]),
]
ROUNDED: Rows = [
    ("", "Libraries", ["1.2", "1.3", "0.1"]),
    ("", "Museums", ["0.4", "0.4", "0.0"]),
    ("", "Arts", ["0.3", "0.4", "0.1"]),
    ("", "Total", ["2.0", "2.0", "0.1"]),
]
OF_WHICH: Rows = [
    ("", "Employees", [400, 420, -20]),
    ("", "of which agency staff", [90, 130, -40]),
    ("", "Supplies", [300, 290, 10]),
    ("", "Total", [700, 710, -10]),
]
DASHES: Rows = [
    ("", "Employees", [400, 420, -20]),
    ("", "Grants", [None, 290, -290]),
    ("", "Total", [400, 710, -310]),
]
THREE = (R.BUDGET_TO_DATE, R.ACTUAL, R.VARIANCE)


def three(rows: Rows, **more: object) -> Statement:
    return statement(rows, THREE, title="Adult care and protection", **more)  # type: ignore[arg-type]


PORTFOLIO: Rows = [  # services and their sums, which bear no word for it, and income with a minus
    ("", "Waste collection", [2345, 1190, 1155]),
    ("", "Street cleansing", [1120, 540, 580]),
    ("", "Waste and cleansing", [3465, 1730, 1735]),
    ("", "Car parks", [-640, -251, -389]),
    ("", "Markets", [-45, -20, -25]),
    ("", "Trading", [-685, -271, -414]),
    ("", "TOTAL ENVIRONMENT", [2780, 1459, 1321]),
]
COVID: Rows = [
    ("Expenditure", "Employees", [9000, 4500, 4620, -120, -240]),
    ("Covid costs", "Protective equipment", [0, 0, 58, -58, -90]),
    ("Covid costs", "Agency staff", [0, 0, 20, -20, -30]),
    ("Grant", "Government Grant Income", [0, 0, -78, 78, 120]),
    ("", "Net Covid Expenditure", [0, 0, 0, 0, 0]),
]

RIGHT = [
    paper(children()),
    paper(highways()),
    paper(highways(convention=None)),
    paper(capital()),
    paper(housing()),
    paper(three(SUBTOTALS)),
    paper(three(SERVICES)),
    paper(three(PORTFOLIO)),
    paper(three(OF_WHICH)),
    paper(three(DASHES)),
    paper(statement(ROUNDED, HIGHWAYS_ROLES, unit=MoneyUnit.MILLIONS, convention=UNDER)),
]
"""Statements in which all is well, of many layouts."""

CASES = {
    "FIN01": Case(
        wrong=[
            paper(children(changed(CHILDREN, "Total Expenditure", 2, 8842))),
            paper(children(changed(CHILDREN, "Total Income", 0, -4030))),
            paper(children(changed(CHILDREN, "Premises", 0, 720))),
            paper(highways(changed(HIGHWAYS, "Total", 0, "12.9"))),
            paper(capital(changed(CAPITAL, "Net Expenditure", 1, 2230))),
            paper(housing(changed(HOUSING, "Total income", 0, 5260))),
            paper(three(changed(SUBTOTALS, "Sub-total adults", 1, 701))),
            paper(three(changed(SUBTOTALS, "Grand total", 0, 780))),
            paper(three(changed(PORTFOLIO, "TOTAL ENVIRONMENT", 1, 1549))),
            # a line has been left out of the table
            paper(
                three([("", "Parks", [400, 420, -20]), ("", "Leisure", [300, 290, 10]), ("", "Total", [780, 800, -20])])
            ),
        ],
        right=RIGHT,
    ),
    "FIN02": Case(
        wrong=[
            paper(children(changed(CHILDREN, "Premises", 3, 13))),
            paper(children(changed(CHILDREN, "Employees", 2, 4260))),
            paper(highways(changed(HIGHWAYS, "Winter service", 2, "0.9"))),
            paper(housing(changed(HOUSING, "Repairs", 1, 2530))),
        ],
        right=[
            *RIGHT,
            # a percentage beside the variance, and a variance of last month's
            paper(
                statement(
                    [
                        ("", "Parks", [400, 420, -20, "5"]),
                        ("", "Leisure", [300, 290, 10, "3"]),
                        ("", "Total", [700, 710, -10, "1"]),
                    ],
                    (*THREE, R.OTHER),
                    headings=("Budget to date £'000", "Actual £'000", "Variance £'000", "Variance %"),
                )
            ),
        ],
    ),
    "FIN03": Case(
        wrong=[
            paper(children(changed(CHILDREN, "Placements", 3, 600))),
            paper(housing(changed(HOUSING, "Repairs", 2, 250))),
            paper(highways(changed(HIGHWAYS, "Street lighting", 2, "0.2"))),
            paper(highways(convention=Convention.OVERSPEND_IN_BRACKETS)),
        ],
        right=RIGHT,
    ),
    "FIN04": Case(
        wrong=[
            paper(children(changed(CHILDREN, "Net Operational Expenditure", 2, 6649))),
            paper(children(changed(CHILDREN, "Net Departmental Expenditure", 0, 12780))),
            paper(housing(changed(HOUSING, "Net (surplus)/deficit", 0, -1270))),
        ],
        right=RIGHT,
    ),
    "FIN05": Case(
        wrong=[
            paper(capital(changed(CAPITAL, "School repairs", 3, 374))),
            paper(capital(changed(CAPITAL, "Leisure centre", 2, 1080))),
        ],
        right=[paper(capital()), paper(capital(changed(CAPITAL, "Library roof", 3, None)))],
    ),
    "FIN06": Case(
        wrong=[
            paper(
                children(
                    headings=(
                        "Annual Budget £'000",
                        "Budget to Date £'000",
                        "Actual £'000",
                        "Variance £'000",
                        "Forecast Outturn £'000",
                    )
                )
            ),
            paper(
                statement(
                    [(block, name, cells[:5]) for block, name, cells in CHILDREN],
                    (R.ANNUAL_BUDGET, R.BUDGET_TO_DATE, R.ACTUAL, R.VARIANCE, R.FORECAST_OUTTURN),
                )
            ),
        ],
        right=[
            paper(children()),
            paper(highways()),
            paper(
                children(headings=("Budget", "To date", "Actual", "Variance", "Projected outturn variance £'000")),
            ),
            paper(
                children(headings=("Budget", "To date", "Actual", "Variance", "Forecast over / (under) spend £'000"))
            ),
        ],
    ),
    "FIN07": Case(
        wrong=[
            paper(children(unit=None)),
            paper(children(as_at=None)),
            paper(
                statement(
                    [("", "Parks", [400, -20]), ("", "Leisure", [300, 10])],
                    (R.ANNUAL_BUDGET, R.FORECAST_VARIANCE),
                    convention=None,
                )
            ),
        ],
        right=[
            paper(children()),
            paper(children(convention=None)),  # its numbers tell
            paper(statement([("", "Parks", [400]), ("", "Leisure", [300])], (R.ANNUAL_BUDGET,), as_at=None)),
            paper(statement([("", "Placements", [4, 16])], (R.COUNT, R.OTHER), unit=None, as_at=None, convention=None)),
        ],
    ),
    "FIN08": Case(
        wrong=[
            paper(children(as_at=date(2021, 6, 30))),
            report(children(as_at=date(2020, 9, 30)), period=Q2),
        ],
        right=[
            paper(children()),
            paper(children(as_at=date(2021, 9, 29))),
            paper(children(as_at=None)),
            report(children(as_at=date(2021, 12, 31)), period=YEAR),
            paper(
                children(
                    as_at=date(2021, 8, 31),
                    commentary=("The ledger had closed to 31 August 2021 when this was written.",),
                )
            ),
        ],
    ),
    "FIN09": Case(
        wrong=[
            paper(children(), children()),
            paper(three([*SUBTOTALS[:3], SUBTOTALS[2], *SUBTOTALS[3:]])),
        ],
        right=[
            *RIGHT,
            paper(children(title="Children: April to June"), children(title="Children: July to September")),
            # one name in two blocks, and lines told apart by a column of words
            paper(
                statement(
                    [("Core funded", "Transport", [6, 1, 1]), ("Grant funded", "Transport", [6, 1, 1])],
                    (R.ANNUAL_BUDGET, R.BUDGET_TO_DATE, R.ACTUAL),
                )
            ),
        ],
    ),
    "FIN10": Case(
        wrong=[
            report(
                narrative("Financial Summary", number="6.0"), narrative("Appendix", "The key follows.", number="7.0")
            ),
            report(narrative("Budget position", number="4")),
        ],
        right=[
            report(narrative("Financial Summary", "Attached to e mail", number="6.0")),
            report(narrative("Financial Summary", number="6.0"), children()),
            report(narrative("Finance", number="6.0"), narrative("Revenue", "On budget.", number="6.1")),
            report(narrative("Financial Summary", number="6", items=[narrative("", "On budget.", number="6.1")])),
        ],
    ),
    "FIN11": Case(
        wrong=[
            paper(children(changed(changed(COVID, "Government Grant Income", 2, -40), "Net Covid Expenditure", 2, 38))),
            paper(children(changed(changed(COVID, "Government Grant Income", 4, 60), "Net Covid Expenditure", 4, -60))),
        ],
        right=[paper(children(COVID)), paper(children()), paper(children(without(COVID, "Net Covid Expenditure")))],
    ),
}
