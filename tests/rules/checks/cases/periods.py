"""Cases of the checks on periods."""

from goldenthread.model.figures import Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.model.reading import Reading, RunningHead
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import Q1, Q2, YEAR, Case, Setting, measure, milestone, narrative, report

Q4 = Period.financial_quarter(2020, 4)
PLAN = ReportKind.BUSINESS_PLAN


def _column(heading: str, role: Role) -> Column:
    return Column(heading=heading, role=role, period=find_period(heading))


def _introduced(text: str, period: Period = Q2, title: str = "Housing: monitoring report, Quarter 2 2021/22") -> Report:
    return report(narrative("Introduction", text), title=title, period=period)


def _headed(*headings: str, role: Role = Role.PROGRESS, period: Period = Q2) -> Report:
    """A report with one line for each heading of one column."""
    lines = [measure(f"H{i}", cells={_column(heading, role): "12"}) for i, heading in enumerate(headings)]
    return report(*lines, period=period, title="")


def _cell(heading: str, text: str, role: Role = Role.LAST_ACTUAL) -> Report:
    return report(measure(cells={_column(heading, role): text}))


def _told(text: str, period: Period = Q1) -> Report:
    return report(milestone(commentary=text), period=period, title="")


def _with_head(text: str, period: Period = YEAR, kind: ReportKind = PLAN, times: int = 21) -> Setting:
    made = report(measure(), kind=kind, period=period, title="")
    heads = (RunningHead(text=text, times=times, where="line 21"),)
    return Setting(made, reading=Reading(report=made, running_heads=heads))


def _plan_headed(text: str) -> Setting:
    """A plan of three years with that running head."""
    years = Period.span(Period.financial_year(2023).start, Period.financial_year(2025).end)
    made = report(measure(), kind=PLAN, period=years, title="Culture and Leisure Plan 2023-26")
    return Setting(made, reading=Reading(report=made, running_heads=(RunningHead(text=text, times=9, where="page 1"),)))


CASES = {
    "PER01": Case(
        wrong=[
            _introduced(
                "This quarterly monitoring report covers the service's first quarter period up to 30th June 2021."
            ),
            _introduced("This report relates to Quarter 1 (April to June)."),
            _introduced("The report covers performance for the period up to 30 June 2021."),
            _introduced("This report sets out progress in quarter 2 2020/21."),
            _introduced("It is a report.", title="Highways: Quarter 1 2021/22"),
        ],
        right=[
            _introduced("This quarterly monitoring report covers the second quarter period up to 30th September 2021."),
            _introduced(
                "This report covers the period 1 July 2021 to 30 September 2021. Quarter 1 was reported in July."
            ),
            _introduced("This report covers quarter 2 and the changes since the quarter 1 report."),
            _introduced("This report provides an update since the last report, which was of quarter 1."),
            _introduced("The team had 40 enquiries in quarter 1."),
            _introduced("This report covers the strategy to 31 March 2025, as the Council agreed."),
            _introduced("This report covers Q2 of 2021/22.", title="Finance and performance report"),
            report(
                narrative("Introduction", "This plan covers the first quarter."), kind=PLAN, period=YEAR, title="Plan"
            ),
        ],
    ),
    "PER02": Case(
        wrong=[
            report(narrative("Key Developments Quarter 1", "The bridge was painted."), period=Q2, title=""),
            report(narrative("Emerging issues – Q3", "The bridge is to be painted."), period=Q2, title=""),
        ],
        right=[
            report(narrative("Key Developments Quarter 2", "The bridge was painted."), period=Q2, title=""),
            report(narrative("Key developments since Quarter 1", "The bridge was painted."), period=Q2, title=""),
            report(narrative("Emerging issues", "Quarter 1 was wet."), period=Q2, title=""),
            report(narrative("Tree planting in Quarter 1", "500 trees were planted."), period=Q2, title=""),
            report(narrative("Key Developments Q1 and Q2", "The bridge was painted."), period=Q2, title=""),
        ],
    ),
    "PER03": Case(
        wrong=[
            _headed("Progress Q2", "Progress Q2", "Progress Q1"),
            _headed("Progress Q1"),
            _headed("Quarter 3 Actual", role=Role.CURRENT),
            _headed("Q2 2020/21", role=Role.CURRENT),
        ],
        right=[
            _headed("Progress Q2", "Progress Q2"),
            _headed("Quarterly Progress", "Current"),
            _headed("Change since Q1"),
            report(
                measure(cells={_column("Q1", Role.CURRENT): "1", _column("Q2", Role.CURRENT): "2"}),
                period=Q2,
                title="",
            ),
            report(measure(cells={_column("Q1", Role.PREVIOUS): "1"}), period=Q2, title=""),
            _headed("Q1 to Q2 progress"),
            _headed("Progress Q1", period=YEAR),
        ],
    ),
    "PER04": Case(
        wrong=[
            report(
                measure("W1", "Reduce missed bins", cells={_column("20/21 Target", Role.TARGET): "40"}),
                measure("W2", cells={_column("21/22 Target", Role.TARGET): "95%"}),
            ),
            report(measure("W1", "Reduce missed bins", cells={_column("Target 2020/21", Role.TARGET): "40"})),
            report(measure("W1", "Reduce missed bins", cells={_column("2018/19 Actual", Role.LAST_ACTUAL): "40"})),
            report(
                measure("W1", "Reduce missed bins", cells={_column("20/21 Target", Role.TARGET): "40"}),
                kind=PLAN,
                period=YEAR,
                title="",
            ),
        ],
        right=[
            report(measure(cells={"last": "40", "target": "50"})),
            report(
                measure(
                    cells={_column("19/20 Target", Role.TARGET): "1", _column("21/22 Target", Role.TARGET): "2"},
                ),
                kind=PLAN,
                period=YEAR,
                title="",
            ),
            report(measure(cells={_column("Target", Role.TARGET): "40"})),
            # school years: an academic year 2020/21 runs on into the first quarter of 2021/22
            report(
                measure("S1", "Reduce pupils' absence", cells={_column("20/21 Target", Role.TARGET): "4%"}),
                measure("W2", cells={_column("21/22 Target", Role.TARGET): "95%"}),
            ),
            report(measure(cells={_column("Academic year 2020/21 target", Role.TARGET): "40"})),
            report(
                measure(
                    cells={_column("2019/20 Actual", Role.LAST_ACTUAL): "1", _column("20/21", Role.EARLIER_ACTUAL): "2"}
                )
            ),
            report(
                measure(cells={_column("2023/24 Target", Role.TARGET): "40"}),
                kind=PLAN,
                period=Period.span(Period.financial_year(2021).start, Period.financial_year(2023).end),
                title="",
            ),
            report(measure(cells={_column("20/21 Target", Role.TARGET): "40"}), period=Q4, title=""),
        ],
    ),
    "PER05": Case(
        wrong=[
            _cell("20/21 Actual", "204 (last term)"),
            _cell("20/21 Actual", "85% (2019/20)"),
            _cell("20/21 Actual", "2021 YTD= 80.9%"),
            _cell("2020/21", "50% (Aug 2018)"),
            _cell("20/21 Actual", "45 (Q3)"),
            _cell("Current", "50% (Aug 2018)", Role.CURRENT),
        ],
        right=[
            _cell("20/21 Actual", "204"),
            _cell("20/21 Actual", "85% (2020/21)"),
            _cell("20/21 Actual", "85% (March 2021)"),
            _cell("20/21 Actual", "85% (provisional)"),
            _cell("20/21 Actual", "45 (Q1 to Q4)"),
            _cell("20/21 Actual", "N/A"),
            _cell("Current", "92.5% (2020/21)", Role.CURRENT),
            _cell("Current", "45 YTD", Role.CURRENT),
            _cell("21/22 Target", "85% (March 2025)", Role.TARGET),
        ],
    ),
    "PER06": Case(
        wrong=[
            _with_head("Leisure – Performance Measures 2019-20"),
            _with_head("Quarterly monitoring report: Quarter 1 2021/22", Q2, ReportKind.DEPARTMENTAL),
            _with_head("Corporate scorecard 2020/21", Q2, ReportKind.PRIORITY, 1),
            _plan_headed("Leisure Plan 2022-25"),
        ],
        right=[
            _with_head("Leisure – Performance Measures 2021-22"),
            _with_head("Leisure – Performance Measures"),
            _with_head("Council Plan 2019-24"),
            _plan_headed("Leisure Plan 2023-26"),
            _plan_headed("Council Plan 2019-24"),
            _with_head("Quarter 2 2021/22", Q2, ReportKind.DEPARTMENTAL),
            _with_head("Page 20-21 of the pack 2021/22"),
            _with_head("Agenda item 5a, 24/01/22"),
        ],
    ),
    "PER07": Case(
        wrong=[
            _told("In Quarter 4 there were 12 inspections and all were passed."),
            _told("Q2: 45 households were rehoused."),
            _told("At the end of quarter 4 2020/21 the team had 15 workers."),
        ],
        right=[
            _told("In Quarter 4 there were 12 inspections; in Quarter 1 there were 15."),
            _told("In Quarter 4 the contract will be let."),
            _told("Data for Q4 was published in May and shows a rise."),
            _told("In quarter 4 we had 12, compared with 15 now."),
            _told("The scheme was reviewed in Q3 2020/21 and is now in use."),
            _told("During quarter 4 the road was closed. This quarter it was opened."),
            _told("12 inspections were carried out."),
            _told("In Quarter 4 there were 12 inspections; the figures lag by a quarter."),
        ],
    ),
    "PER08": Case(
        wrong=[
            _told("The festival was held in November 2021 and drew 4,000 visitors.", Q2),
            _told("The new depot opened on 12 August 2022.", Q2),
            _told("The pay award, which was agreed in December 2021, cost more than was planned.", Q2),
            report(narrative("Key Developments", "The exhibition took place in December 2021."), period=Q2, title=""),
        ],
        right=[
            _told("The festival will be held in November 2021.", Q2),
            _told("A single telephone number will be opened in December 2021.", Q2),
            _told("The festival was held in August 2021.", Q2),
            _told("The festival was held in October 2021, as this report was written.", Q2),
            _told("The lease was extended to March 2022.", Q2),
            _told("Work began in July 2021 and will be completed in November 2021.", Q2),
            _told("Since the end of the quarter the hall was opened in October 2021.", Q2),
            _told("The order was published by the department for consultation in January 2020.", Q2),
            _told("A start on site is planned for October 2021.", Q2),
            report(narrative("Aims", "The hall was opened in June 2021."), kind=PLAN, period=YEAR, title=""),
        ],
    ),
}
