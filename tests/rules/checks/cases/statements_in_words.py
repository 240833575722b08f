"""Cases of the checks that hold what is written about a statement against its cells."""

from goldenthread.model.budget import BudgetRole, Convention, MoneyUnit
from goldenthread.model.report import Report
from tests.rules.checks.cases.statements import (
    CHILDREN,
    children,
    highways,
    housing,
    paper,
)
from tests.rules.checks.papers import Case, narrative, statement

R = BudgetRole
ROLES = (R.ANNUAL_BUDGET, R.BUDGET_TO_DATE, R.ACTUAL, R.VARIANCE)


def on_children(*words: str) -> Report:
    return paper(children(commentary=words))


def on_highways(*words: str) -> Report:
    return paper(highways(commentary=words))


def on_housing(*words: str) -> Report:
    return paper(housing(commentary=words))


SUMMARY = statement(
    [
        ("", "Residential placements", [7682, 2668, 4590, -1922]),
        ("", "Fostering", [2375, 997, 1066, -69]),
        ("", "Adoption", [300, 150, 120, 30]),
    ],
    ROLES,
    title="Children in care",
)


def detail(asylum: int = 41, title: str = "Placements in detail", other: int = 7641) -> Report:
    rows = [
        ("", "Residential placements", [other, 2647, 4445, -1798]),
        ("", "Asylum seekers: residential placements", [asylum, 21, 145, -124]),
    ]
    return paper(SUMMARY, statement(rows, ROLES, title=title))


UNCOMMENTED = [
    ("", "Pothole repairs", [1400, 700, 910, -210]),
    ("", "Gritting", [300, 150, 140, 10]),
    ("", "Total", [1700, 850, 1050, -200]),
]


def roads(*words: str) -> Report:
    return paper(statement(UNCOMMENTED, ROLES, title="Roads", commentary=words))


CASES = {
    "FIN12": Case(
        wrong=[
            on_children("Placements are forecast to be approximately £1,150 over budget."),
            on_children("By the end of the year the overspend will be £1,383 for the department."),
            on_children("Employees have overspent by £120 to date."),
            paper(narrative("Financial Summary", "The forecast overspend is £1,383."), children()),
        ],
        right=[
            on_children("Placements are forecast to be approximately £1,150k over budget."),
            on_children("Placements are forecast to be £1.150m over budget, or £1,150,000."),
            on_children("Each child was given a voucher of £120 for school clothes."),
            on_children("A laptop costs £1,150 and was bought for each care leaver."),
            on_highways("Street lighting is £0.2m under budget; a lamp costs £320."),
            paper(
                children(commentary=("One placement has cost £4,100 a week against a budget of £3,500.",)),
                statement([("", "Weekly cost", [3500, 4100])], (R.BUDGET_TO_DATE, R.ACTUAL), unit=MoneyUnit.POUNDS),
            ),
        ],
    ),
    "FIN13": Case(
        wrong=[
            on_children("Net spending is £0.790m above the budget to date."),
            on_children("Placements are forecast to be £1.510m over budget at the year end."),
            on_children("Employees are £141,000 over budget."),
            paper(children(), narrative("Comments on the above figures", "Employees are £141,000 over budget.")),
            on_children("Employees are £130,000 over budget."),  # the actual of another line
            on_highways("Winter service is £0.9m over budget."),
            on_housing("Repairs show an overspend of £215k."),
        ],
        right=[
            on_children("Net spending is £0.709m above the budget to date, and the forecast is £1.383m above it."),
            on_children("Net expenditure was £0.709m above the budget to date."),  # and not the total of expenditure
            on_children("Employees are £120,000 over budget, and about £0.1m of it is agency cover."),
            on_children("Employees are £130,000 over budget because of agency cover of £145,000."),
            on_children("Last quarter, placements were £0.510m over budget."),
            on_children("Placements cost £0.610m more than in 2020/21."),
            on_children("A saving of £0.190m is planned on premises."),
            on_highways("Winter service is £0.5m over budget.", "The new gritters cost £0.35m each."),
            on_housing("Repairs show an overspend of £250k."),
        ],
    ),
    "FIN14": Case(
        wrong=[
            on_children(
                "Growth of £0.628m was given for residential care.",
                "The residential growth of £0.682m has been used in full.",
            ),
            on_housing(
                "The roofing contract was let at £1.245m.", "Work on the roofing contract worth £1.254m starts in May."
            ),
        ],
        right=[
            on_children("Growth of £0.628m was given for residential care, and the growth of £0.628m has been used."),
            on_children("The nurseries cost £0.628m.", "Legal fees were £0.682m."),
            on_children("Residential care grew by £0.628m, and fostering by £0.238m."),
        ],
    ),
    "FIN15": Case(
        wrong=[
            on_children("Agency workers have cost £0.908m, or 28% of the employees budget to date."),
            on_children("Agency workers have cost £0.908m (25% of the budget to date for employees)."),
            on_children("Repairs came to £54,000, which is 30% of the annual premises budget."),
        ],
        right=[
            on_children("Agency workers have cost £0.908m, or 20% of the employees budget to date."),
            on_children("Agency workers have cost £0.908m, or 10% of the employees budget."),
            on_children("Agency workers have cost £0.908m, or 28% of the social work staffing budget."),
            on_children("Repairs came to £54,000, which is 30% of all invoices."),
            on_children("Repairs came to £54,000; 30% of the premises budget is held for winter."),
        ],
    ),
    "FIN16": Case(
        wrong=[
            on_children("Employees are underspent by £120,000 to date."),
            on_children("Premises are overspent by £31k."),
            on_highways("Street lighting is forecast to overspend by £0.2m."),
            on_children("The department is £0.709m below budget."),
        ],
        right=[
            on_children("Employees are overspent by £120,000 to date."),
            on_children("Premises are underspent by £31k."),
            on_highways("Street lighting is forecast to underspend by £0.2m."),
            on_children("The department is £0.709m above budget."),
            on_children("Fees and charges are £20,000 below budget."),
            paper(
                statement(
                    [
                        ("", "Car parks", [-640, -320, -240, -80]),
                        ("", "Depot", [90, 45, 40, 5]),
                        ("", "Yard", [9, 5, 7, -2]),
                    ],
                    ROLES,
                    title="Environment",
                    commentary=("Car parks are £80k below budget, as fewer people travel to work.",),
                )
            ),
            on_children("The overspend on employees of £120k is met in part by an underspend elsewhere."),
            paper(
                children(
                    [(b, n, [*c[:3], -(c[3] or 0), -(c[4] or 0)]) for b, n, c in CHILDREN],  # type: ignore[operator]
                    convention=Convention.UNDERSPEND_IN_BRACKETS,
                    commentary=("Employees are overspent by £120,000.",),
                )
            ),
        ],
    ),
    "FIN17": Case(
        wrong=[
            on_children(
                "The budget was raised by £0.850m (£0.682m for residential care, £0.238m for fostering, less £0.016m)."
            ),
            on_highways("£7.6m and £0.4m make up the £8.2m for resurfacing."),
            paper(
                narrative(
                    "Financial Summary", "Savings of £1.8m are made up of £0.9m from property and £0.5m from posts."
                )
            ),
        ],
        right=[
            on_children(
                "The budget was raised by £0.850m (£0.628m for residential care, £0.238m for fostering, less £0.016m)."
            ),
            on_highways("£7.6m and £0.4m make up the £8.0m for resurfacing."),
            on_highways("Resurfacing has cost £8.0m (budget £7.6m, last year £7.1m)."),
            on_highways("Winter maintenance cost £1.6m (of which £0.9m for salt and £0.3m for crews)."),
            on_children("Spending rose by £0.4m (£0.9m a year since 2019)."),
            on_highways("Resurfacing of £1.3m (£0.65m for the north, £0.66m for the south)."),
        ],
    ),
    "FIN18": Case(
        wrong=[
            roads("Gritting has cost less than planned, as the spring was mild."),
            paper(highways(commentary=("See below.",)), statement(UNCOMMENTED, ROLES, title="Roads")),
        ],
        right=[
            roads("Repairs of potholes cost more, since the frost broke up many roads."),
            roads("Potholes are the reason: the frost broke up many roads."),
            roads(),  # a table alone, in a paper that comments on none
            on_children("Placements and employees are the reason, as more children came into care."),
        ],
    ),
    "FIN19": Case(
        wrong=[
            detail(14),
            detail(other=7461),
            paper(
                SUMMARY,
                statement(
                    [
                        ("", "Homes", [2000, 900, 966, -66]),
                        ("", "Payments", [735, 97, 100, -3]),
                        ("", "Total", [2735, 997, 1066, -69]),
                    ],
                    ROLES,
                    title="Fostering agencies and fostering",
                ),
                statement(
                    [("", "Residential placements", [7628, 2668, 4590, -1922]), ("", "Beds", [5, 2, 2, 0])],
                    ROLES,
                    title="Homes",
                ),
            ),
        ],
        right=[
            detail(),
            paper(children(), statement([("", "Premises", [270, 96, 90, 6])], ROLES, title="Another department")),
            paper(SUMMARY, highways()),
            # another department's line of the same name
            paper(
                SUMMARY,
                statement(
                    [("", "Fostering", [100, 50, 60, -10]), ("", "Legal", [30, 15, 15, 0])],
                    ROLES,
                    title="Legal services",
                ),
            ),
        ],
    ),
}
