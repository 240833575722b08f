"""Cases of the check on words for a change."""

from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, narrative, report


def _said(text: str) -> Report:
    return report(narrative("Key developments", text))


CASES = {
    "NUM35": Case(
        wrong=[
            _said("Loans rose by a quarter, from 18,000 in 2019/20 to 19,100 in 2020/21."),
            _said("Complaints about noise have doubled from 40 to 62."),
            _said("The backlog fell from 600 in May to 450 in June, a fall of a half."),
            _said("Rent arrears were cut by two thirds from £90,000 to £61,000."),
            _said("Sickness has more than halved from 12 days lost to 8 days lost.".replace(" days lost", " posts")),
            _said("Over the year theft has trebled from 20 cases to 31 cases."),
            _said("The number of fines almost doubled from 100 last spring to 120."),
        ],
        right=[
            _said("Loans rose by a quarter, from 18,000 in 2019/20 to 22,400 in 2020/21."),
            _said("Complaints about noise have doubled from 40 to 81."),
            _said(
                "Complaints have nearly doubled from 40 to 72, and the cost has more than doubled from £2,000 to £6,500."
            ),
            _said("The backlog fell from 600 in May to 290 in June, a fall of over a half."),
            _said("Rent arrears were cut by about two thirds from £90,000 to £31,000."),
            _said("Vacancies have more than halved from 12 to 4."),
            _said("The grant has been doubled from £500 to £1,000."),
            _said("The share of fines paid rose by a third of a point from 61.0% to 61.3%."),
            _said("Costs rose from £1.0m to £1.25m, an increase of a quarter of a million pounds."),
            _said("The team has doubled its visits and moved from 3 offices to 4 offices."),
            _said("Half of the children moved from 2 schools to 1 school."),
            _said("Demand rose by a third. Staff numbers went from 40 to 44."),
        ],
    ),
}
