"""Cases of the check on targets of another size than the results before them."""

from goldenthread.model.figures import Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import Case, measure, report

YEAR = Period.financial_year(2021)
_THOUSANDS = Column(heading="21/22 Target (000s)", role=Role.TARGET, period=YEAR)
_LATER = Column(heading="22/23 Target", role=Role.TARGET, period=Period.financial_year(2022))


def _row(cells: dict[str | Column, str], title: str = "Increase the number of visits to parks") -> Report:
    return report(measure(title=title, cells=cells))


CASES = {
    "TGT22": Case(
        wrong=[
            _row({"last": "81,400", "target": "90"}),
            _row({"last": "212", "target": "220,000"}),
            _row({"last": "£1,250,000", "target": "£1,300"}, "Increase the income of leisure centres"),
            report(
                measure(title="Increase library loans", cells={"last": "412,000", "target": "420", _LATER: "430"}),
                kind=ReportKind.BUSINESS_PLAN,
                period=YEAR,
            ),
        ],
        right=[
            _row({"last": "81,400", "target": "90,000"}),
            _row({"last": "81,400", _THOUSANDS: "90"}),
            _row({"last": "81,400", "target": "90k"}),
            _row({"last": "£1,250,000", "target": "£1.3m"}, "Increase the income of leisure centres"),
            _row({"last": "81,400", "target": "95%"}),
            _row({"last": "412", "target": "1"}, "Reduce the number of complaints"),
            _row({"last": "412", "target": "0"}, "Reduce the number of complaints"),
            _row({"last": "81,400", "target": "4,000 more"}),
            _row({"last": "N/A", "target": "90"}),
        ],
    ),
}
