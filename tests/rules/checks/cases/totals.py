"""Cases of the checks on parts and their totals."""

from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, measure, narrative, report

_KS = "Reduce the number of children excluded"
_COST = "Report on the budget spent on placements"


def _said(*paragraphs: str) -> Report:
    return report(narrative("Key developments", *paragraphs))


def _comment(text: str, current: str, title: str = _KS) -> Report:
    return report(measure(title=title, cells={"current": current}, commentary=text))


CASES = {
    "NUM10": Case(
        wrong=[
            _said("We closed 45 cases: 12 for housing, 20 for benefits and 10 for council tax."),
            _said("The team has 17 posts, made up of 9 officers, 5 assistants and 2 managers."),
            _said("Of the 30 flats, 12 are let, 10 are under offer and the remaining 6 are empty."),
            _said(
                "The budget was raised by £0.850m (£0.628m for homes, £0.283m for fostering, less £0.016m elsewhere)."
            ),
            _said("We recruited 12 drivers and 15 loaders, a total of 28."),
            _said("The forecast is £15,465,688: £12,808,229 for care homes and £2,567,459 for agencies."),
            _said("Of the £3.637m allocated £0.888m has been spent, which leaves £2.479m."),
            _said("592 + 136 = 738 assessments were begun."),
            _said(
                "A grant of £2.4m over three years: £700,000 in 2021/22, £800,000 in 2022/23 and £750,000 in 2023/24."
            ),
            _said(
                "Officers dealt with 310 planning enquiries in the quarter: 96 in April, 104 in May and 120 in June."
            ),
            _said("We had 41 visits in quarter 1, 52 in quarter 2 and 47 in quarter 3, which makes 150 so far."),
            _said("The scheme costs £1.2m: £350,000 for land, £450,000 for building and £450,000 for roads."),
        ],
        right=[
            _said("We closed 45 cases: 12 for housing, 20 for benefits and 13 for council tax."),
            _said("We received 245 complaints: 180 at stage 1, 52 at stage 2 and 13 to the Ombudsman."),
            _said("We closed 45 cases, including 12 for housing and 20 for benefits."),
            _said("We closed 45 cases (40 last year and 38 the year before)."),
            _said("We closed 45 cases: 3 needed a visit, and 2 a letter."),
            _said("Of the 30 flats, 12 are let and 6 are empty."),
            _said(
                "A grant of £2.25m over three years pays: £700,000 in 2021/22, £800,000 in 2022/23 and £750,000 in 2023/24."
            ),
            _said(
                "Officers dealt with 320 planning enquiries in the quarter: 96 in April, 104 in May and 120 in June."
            ),
            _said("The caseload is 310: 296 in April, 204 in May and 220 in June."),
            _said("We have 45 tenants in arrears: 40 in quarter 1, 38 in quarter 2."),
            _said("Visits were 41 in quarter 1, 52 in quarter 2 and 47 in quarter 3, which is 15 more than last year."),
            _said("The scheme costs £1.3m: £350,000 for land, £450,000 for building and £450,000 for roads."),
            _said("Rough sleepers number 14: 9 in 2020, 8 in 2019 and 7 in 2018 were found."),
            _said("The team saw 300 people: 100 in April, 120 in May and 95 in June (15 of them came twice)."),
            _said("Income was £300k: £100k in April, £110k in May and £80k in June, with £10k still to be invoiced."),
            _said("Complaints: 42 (stage 1), 11 (stage 2), 3 (Ombudsman), in total 56."),
            _said("We spent £2.4m of the £6.1m (39%) capital programme; £1.2m of it on the bypass."),
            _said("The budget is £1.2m, which is £0.2m in salaries, £0.1m in rent."),
            _said("Of the 30 flats, 12 are let, 12 are under offer and the remaining 6 are empty."),
            _said(
                "The budget was raised by £0.850m (£0.628m for homes, £0.238m for fostering, less £0.016m elsewhere)."
            ),
            _said("We held 5 sessions and 3 events, a total of 120 people came."),
            _said("The spending of £1.5m (£0.75m on roads and £0.76m on paths) is on plan."),
            _said("Of those 8, 6 were girls and 4 were in care."),
            _said("There were 45 referrals: 40 in May and 50 in June is the usual range."),
            _said("We have 45 vehicles: about 20 vans and over 20 lorries."),
        ],
    ),
    "NUM11": Case(
        wrong=[
            _said(
                "The borough has 61 mainstream schools, which consist of:",
                "3 nursery schools, two of which are federated 1 infant and 1 junior school",
                "47 primary schools",
                "7 secondary schools",
                "4 special schools (1 for all ages)",
            ),
            _said("The 20 libraries are split as follows:", "9 in the north", "6 in the south", "4 in the east"),
        ],
        right=[
            _said("The 20 libraries are split as follows:", "9 in the north", "6 in the south", "5 in the east"),
            _said("The 20 libraries are split as follows:", "9 in the north", "6 in the south"),
            _said("The 20 libraries told us:", "9 have no lift", "6 are closed on Mondays", "3 need a new roof"),
            _said("The 20 libraries are split as follows:", "9 in the north", "some in the south", "5 in the east"),
            _said(
                "The 20 libraries are split as follows:",
                "9 in the north, of which 2 are new",
                "6 in the south",
                "5 in the east",
            ),
        ],
    ),
    "NUM12": Case(
        wrong=[
            _comment("", "Residential £11,377,280 IFA £2,375,675 Total £13,572,955", _COST),
            _comment("", "Boys 12 Girls 9 Total 22"),
            _comment("", "Total 50 North 20 South 28", "Number of fly-tips"),
        ],
        right=[
            _comment("", "Residential £11,377,280 IFA £2,375,675 Total £13,752,955", _COST),
            _comment("", "Boys 12 Girls 9 Total 21"),
            _comment("", "Boys 12% Girls 9% Total 11%", "Percentage of pupils absent"),
            _comment("", "Schools £4,280,879 Overspend £1,108,429 Total £9,280,879", _COST),
            _comment("", "North 20 South 28"),
        ],
    ),
    "NUM13": Case(
        wrong=[
            _said("Of the 12 homes, 15 were let."),
            _said("By May we upheld 31 of the 28 complaints."),
            _said("Of these 40 inspections, 44 were unannounced."),
        ],
        right=[
            _said("Of the 15 homes, 12 were let."),
            _said("Of the 12 homes, all were let to 15 families."),
            _said("Of the 12 children, 15 visits were planned."),
            _said("31 of the 38 complaints were upheld."),
            _said("The 250 of the 1 October list."),
        ],
    ),
    "NUM14": Case(
        wrong=[
            _comment("KS1 – 1 KS2 – 1 KS3 – 4 KS4 – 9", "17"),
            _comment("By grade: Band A: 10, Band B: 14 and Band C: 20.", "45", "Number of homes inspected"),
            _comment("Key Stage 1 = 3; Key Stage 2 = 5; Key Stage 3 = 12", "25"),
        ],
        right=[
            _comment("KS1 – 1 KS2 – 1 KS3 – 4 KS4 – 9", "15"),
            _comment("KS1 – 1 KS2 – 1 are the only ones of note", "17"),
            _comment("KS1 – 10% KS2 – 10% KS3 – 40%", "17"),
            _comment("KS1 – 3 KS2 – 3 KS3 – 4 KS4 – 9", "96%", "Increase the percentage who attend"),
            _comment("Level 1 – 100 Level 2 – 230 Level 3 – 40 courses are on offer.", "17"),
        ],
    ),
}
