"""Cases of the checks on measures that print nothing to go by."""

from goldenthread.model.figures import Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import Case, measure, report

LAST = Column(heading="19/20 Actual", role=Role.LAST_ACTUAL, period=Period.financial_year(2019))
ASKED = Column(heading="19/20 Target", role=Role.TARGET, period=Period.financial_year(2019))
NEXT = Column(heading="20/21 Target", role=Role.TARGET, period=Period.financial_year(2020))


def _line(number: int, last: str, asked: str, following: str, commentary: str = "") -> MeasureLine:
    cells: dict[str | Column, str] = {LAST: last, ASKED: asked, NEXT: following}
    title = f"Number of streets swept, part {number}"
    return measure(f"ST0{number}", title, cells=cells, commentary=commentary or ())


def _plan(*odd: MeasureLine) -> Report:
    """A plan of four measures with all their figures, and these."""
    return report(*(_line(n, "40", "42", "45") for n in range(1, 5)), *odd, kind=ReportKind.BUSINESS_PLAN)


CASES = {
    "TGT20": Case(
        wrong=[_plan(_line(9, "", "", "")), _plan(_line(8, "", "", ""), _line(9, "", "", ""))],
        right=[
            _plan(),
            _plan(_line(9, "N/A", "N/A", "tbc")),
            _plan(_line(9, "", "", "50")),
            _plan(_line(9, "", "", "", commentary="The first count will be made in October.")),
            _plan(measure("ST09", "Number of gullies", cells={LAST: ""})),
            report(
                _line(1, "40", "42", "45"), _line(2, "", "", ""), _line(3, "", "", ""), kind=ReportKind.BUSINESS_PLAN
            ),
        ],
    ),
    "TGT21": Case(
        wrong=[_plan(_line(9, "N/A", "12", "12")), _plan(_line(9, "", "12", "14"))],
        right=[
            _plan(_line(9, "N/A", "N/A", "12")),
            _plan(_line(9, "13", "12", "12")),
            _plan(_line(9, "tbc", "12", "12")),
            _plan(_line(9, "Refer comment", "12", "12")),
            _plan(_line(9, "N/A", "tbc", "12")),
            report(*(_line(n, "", "12", "14") for n in range(1, 5)), kind=ReportKind.BUSINESS_PLAN),
        ],
    ),
}
