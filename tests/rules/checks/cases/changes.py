"""Cases of the checks on changes told in sentences."""

from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, narrative, report


def _said(*paragraphs: str) -> Report:
    return report(narrative("Key developments", *paragraphs))


CASES = {
    "NUM06": Case(
        wrong=[
            _said("Visits rose from 50 to 60, an increase of 30%."),
            _said("There was a rise of 5 from 10 to 16."),
            _said("Fly-tipping fell by 12% from 400 cases in May to 300 in June."),
            _said("The cost has grown from £1.2m to £1.5m (up by £0.5m)."),
            _said(
                "Attendance went from 92% in the spring to 94% in the summer, an improvement of 5 percentage points."
            ),
            _said("Attendance increased from 92% to 94%, an increase of 4%."),
            _said("The year closed with 498 suspensions, 12 more than last year's 490."),
            _said("The forecast is £4.5m, £0.3m above the budget of £4.0m."),
            _said("Collection is 96.5%, 3 points below last June's 97.5%."),
        ],
        right=[
            _said("Visits rose from 50 to 60, an increase of 20%."),
            _said("There was a rise of 6 from 10 to 16."),
            _said("Fly-tipping fell by 25% from 400 cases in May to 300 in June."),
            _said("The cost has grown from £1.2m to £1.5m (up by £0.3m)."),
            _said("Spending went from £1.24m to £1.51m, an increase of £269,000."),
            _said(
                "Attendance went from 92% in the spring to 94% in the summer, an improvement of 2 percentage points."
            ),
            _said("Attendance increased from 92% to 94%, an increase of 2%."),
            _said("Attendance increased from 80% to 88%, an increase of 10%."),
            _said("Visits rose from 50 to 60, and the target is an increase of 30%."),
            _said("The number fell from 707 to 498, nearly 30%."),
            _said("Visits rose from 50 to about 63, an increase of about 25%."),
            _said("The year closed with 498 suspensions, 8 more than last year's 490."),
            _said("Visits are up from 400 to 450 since last quarter, and up 20% on last year."),
            _said("We moved 5 teams from 10 offices to 6."),
            _said("Rents rose by 4% from April 2021; complaints went from 10 to 16."),
            _said("The forecast is £4.5m, £0.3m above the £4.2m budget."),
            _said("Children aged from 5 to 10 (an increase of 20%) now attend."),
            _said("The price went from £10 to £12 for 30 more courts."),
        ],
    ),
    "NUM07": Case(
        wrong=[
            _said("Complaints fell from 20 to 25."),
            _said("Sickness has increased to 3% from 5% last year."),
            _said("83.7% of schools, up from 85% in Quarter 1."),
            _said("The published position is 83.7%, up from 85% in Quarter 1."),
            _said("NEET is 3.4%, above the ceiling of 4.0%."),
            _said("The figure is 98% and stays below the target of 95%."),
            _said("Void homes are down from 40 in May to 46 in June."),
            _said("Recycling is now 41%, lower than last year's 38%."),
            _said("The budget of the service has been reduced from £1.2m to £1.4m."),
            _said("We closed the year with 102 cases open, 12 fewer than last March's 90."),
        ],
        right=[
            _said("Complaints rose from 20 to 25."),
            _said("Sickness has fallen to 3% from 5% last year."),
            _said("The published position is 83.7%, up from 82% in Quarter 1."),
            _said("NEET is 4.4%, above the ceiling of 4.0%."),
            _said("The figure is 98% and stays above the target of 95%."),
            _said("5 of the 12 homes, down from 15, are empty."),
            _said("5 of the 12 homes, down from 7 last year, are empty; up to 15 from 20 wards replied."),
            _said("Complaints have not fallen: they went from 20 to 25."),
            _said("With fewer visits the cost per visit went from £20 to £25."),
            _said("The rate is 592, still 92 above the 500 planned."),
            _said("Performance is 45%, higher than 60% of councils."),
            _said("It is 5% below the target, or 92% of it; attendance is 80%, below the target by 10%."),
            _said("Increased funding moved the start from 10 sites to 8."),
            _said("September Guarantee offers were lower, down from 97.4% in 2019 to 96.8% in 2020."),
            _said("The rate improved from 25 to 20."),
            _said("Despite the fall in staff, visits went from 20 to 25."),
            _said("The number per 10,000 was 41, more than one in 200."),
        ],
    ),
    "NUM08": Case(
        wrong=[
            _said("7644 contacts were received, a decrease of 295 = 3.9%."),
            _said("There were 1,200 calls in the quarter, an increase of 200 (16.7%)."),
            _said("We carried out 84 inspections, a rise of 12, which is 20%."),
        ],
        right=[
            _said("7644 contacts were received, a decrease of 295 = 3.7%."),
            _said("The number of children reduced to 356 from 374, a reduction of 18 (4.8%)."),
            _said("1252 referrals were received, a decrease of 229 = 15.5%."),
            _said("There were 1,200 calls in the quarter, an increase of 200 (20%)."),
            _said("We spent £2.5m, an increase of £0.2m (9%)."),
            _said("There were 1,200 calls in the quarter, an increase of about 200 (some 15%)."),
            _said("We carried out 84 inspections, a rise of 12, 20% of them unannounced."),
        ],
    ),
    "NUM09": Case(
        wrong=[
            _said("Attendance increased from 80% to 88%, an increase of 8%."),
            _said("Voids fell by 1.5% from 4.5% to 3.0%."),
        ],
        right=[
            _said("Attendance increased from 92% to 94%, an increase of 2 percentage points."),
            _said("Attendance increased from 80% to 88%, an increase of 10%."),
            _said("Visits increased from 50 to 60, an increase of 20%."),
        ],
    ),
}
