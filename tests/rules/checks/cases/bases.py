"""Cases of the checks on the window that a figure covers."""

from goldenthread.model.periods import Period
from goldenthread.model.plan import Arrow
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import Q1, Q2, YEAR, Case, measure, milestone, report

_ROLLING = "Reduce the number of tenants evicted (in last 12 months)"
_SNAPSHOT = "Reduce the number of households in temporary accommodation (snapshot at end of quarter)"
_ACADEMIC = "Reduce the number of suspensions (academic year cumulative to end of quarter)"
_FINANCIAL = "Reduce the number of fly-tips (financial year cumulative to end of quarter)"


def _measured(
    title: str,
    *,
    last: str = "40",
    current: str = "38",
    commentary: str = "",
    arrow: Arrow | None = None,
    period: Period = Q1,
    kind: ReportKind = ReportKind.PRIORITY,
) -> Report:
    line = measure(title=title, cells={"last": last, "current": current}, commentary=commentary or (), arrow=arrow)
    return report(line, period=period, title="", kind=kind)


def _titled(*titles: str) -> Report:
    return report(*(measure(f"M{i}", title) for i, title in enumerate(titles)))


CASES = {
    "POL06": Case(
        wrong=[
            _measured(_ROLLING, current="8", commentary="Eight tenants were evicted in the quarter."),
            _measured(_ROLLING, current="8"),
            _measured(
                "Number of complaints upheld (rolling 12 months)",
                last="",
                current="12",
                commentary="During the reporting period 12 complaints were upheld.",
            ),
        ],
        right=[
            _measured(_ROLLING, current="38", commentary="Of these, 8 tenants were evicted in the quarter."),
            _measured(_ROLLING, last="4", current="1"),
            _measured(_ROLLING, current="N/A"),
            _measured("Re-referrals within 12 months", current="8", commentary="8 in the quarter."),
            _measured(
                "Percentage evicted in the last 12 months", last="60%", current="8%", commentary="8% in the quarter."
            ),
            _measured("Reduce the number of tenants evicted", current="8", commentary="8 in the quarter."),
            _measured(_ROLLING, current="8", kind=ReportKind.BUSINESS_PLAN, period=YEAR),
        ],
    ),
    "POL07": Case(
        wrong=[
            _measured(_SNAPSHOT, commentary="38 households have been housed since April."),
            _measured(_SNAPSHOT, current="38 (year to date)"),
            _measured(
                "Number of open cases (snapshot)", commentary="There were 38 cases so far this year, cumulatively."
            ),
        ],
        right=[
            _measured(_SNAPSHOT, commentary="There were 38 households on 30 June."),
            _measured(_SNAPSHOT, commentary="There were 38 households; 90 have been helped since April."),
            _measured(_FINANCIAL, commentary="38 since April."),
            _measured("Number of lets (cumulative; voids as a snapshot)", commentary="38 since April."),
            _measured(_SNAPSHOT),
        ],
    ),
    "POL08": Case(
        wrong=[
            _measured(_ACADEMIC, current="2021 YTD = 38"),
            _measured(_ACADEMIC, commentary="There were 38 suspensions in the financial year."),
            _measured(_FINANCIAL, commentary="38 have been cleared since September."),
        ],
        right=[
            _measured(_ACADEMIC, commentary="There were 38 suspensions since September."),
            _measured(_ACADEMIC, commentary="There were 38 suspensions. The budget of the financial year is spent."),
            _measured(_ACADEMIC, current="38 (academic year 2020/21)"),
            _measured(_FINANCIAL, commentary="38 have been cleared since April."),
            _measured("Pupils placed (academic year; financial year in brackets)", current="2021 YTD = 38"),
            _measured("Reduce fly-tips", current="2021 YTD = 38"),
        ],
    ),
    "POL09": Case(
        wrong=[
            _titled("Homes inspected within the previous 12 months (cumulative from April to end of quarter)"),
            _titled("Number of open cases (snapshot, cumulative from April)"),
            _titled("Number of pupils moved (academic year, financial year cumulative)"),
        ],
        right=[
            _titled(_ROLLING, _SNAPSHOT, _ACADEMIC, _FINANCIAL),
            _titled("Tenants evicted (last 12 months, snapshot at end of quarter)"),
            _titled("Homes inspected within the previous 12 months"),
            _titled("Cumulative number of homes built"),
        ],
    ),
    "POL10": Case(
        wrong=[
            _titled("Rate of children in care per 10,000 0-18 year olds", "Rate of referrals per 10000 0-18 year olds"),
            _titled("Percentage of EHC plans issued in 20 weeks (academic year cumulative)"),
            _titled("Percentage of 16-18 year olds who are NEET"),
            _titled("Percentage of 16-17 year olds who are NEET (snapshot at end of quarter)"),
            _titled("Number of permanent exclusions (financial year cumulative)"),
            _titled("Persistent absence (15% of sessions missed)"),
            _titled("Number of re-referrals (academic year cumulative)"),
            _titled("Percentage of care leavers in suitable accommodation (snapshot)"),
            report(milestone("P3.1", "Increase EHC plans finished within 20 weeks (academic year cumulative)")),
        ],
        right=[
            _titled("Rate of children in care per 10,000 aged 0-17", "Children's centre visits, ages 0-18"),
            _titled("Percentage of EHC plans issued in 20 weeks (calendar year)"),
            _titled("Percentage of 16-17 year olds who are NEET"),
            _titled("Percentage of care leavers aged 16-18 who are NEET"),
            _titled("Number of permanent exclusions (academic year cumulative)"),
            _titled("Persistent absence (10% of sessions missed)"),
            _titled("Rate of referrals per 10,000 0-18 year olds (local definition, not comparable)"),
            _titled("Attainment of children in need (academic year)"),
            _titled("Staff sickness absence (financial year)"),
            _titled("Percentage of 16-18 year olds with a bus pass"),
            _titled("Suspended ceilings repaired in the financial year to date"),
            _titled("Number of suspensions of taxi licences (financial year)"),
        ],
    ),
    "POL11": Case(
        wrong=[
            _measured(_ACADEMIC, commentary="The number is down on Q1, which is good news.", period=Q2),
            _measured(_ACADEMIC, commentary="This is similar to last academic year.", period=Q2),
            report(
                milestone("P3.1", _ACADEMIC, commentary="4, which is fewer than in the last quarter."),
                period=Q2,
                title="",
            ),
        ],
        right=[
            _measured(_ACADEMIC, commentary="The number is down on Q1, which is good news.", period=Q1),
            _measured(
                _ACADEMIC, commentary="The number is lower than in the same period of last academic year.", period=Q2
            ),
            _measured(_FINANCIAL, commentary="The number is down on Q1.", period=Q2),
            _measured(_ACADEMIC, commentary="4 in September.", period=Q2),
            _measured(
                _ACADEMIC,
                current="498 (academic year 2020/21)",
                commentary="That is higher than in quarter 1.",
                period=Q2,
            ),
        ],
    ),
    "POL12": Case(
        wrong=[
            _measured(_SNAPSHOT, arrow=Arrow.BETTER, commentary="This is a new measure for this year."),
            _measured(
                _SNAPSHOT, arrow=Arrow.WORSE, commentary="The figures are not directly comparable with last year's."
            ),
            _measured("Benchmarking year – Homes inspected", arrow=Arrow.SAME),
            _measured(_SNAPSHOT, arrow=Arrow.WORSE, commentary="The fall follows a change of source."),
        ],
        right=[
            _measured(_SNAPSHOT, commentary="This is a new measure for this year."),
            _measured(_SNAPSHOT, arrow=Arrow.BETTER, commentary="Compared with last year, 4 fewer."),
            _measured(_SNAPSHOT, last="N/A", arrow=Arrow.BETTER, commentary="This is a new measure."),
            _measured(_SNAPSHOT, arrow=Arrow.BETTER, commentary="New measures to help tenants began in May."),
        ],
    ),
    "POL13": Case(
        wrong=[
            _measured("Percentage of 16-17 year olds who are NEET (snapshot)", current="3.9%", period=Q2),
            _measured(
                "Percentage of 16-17 year olds not in education, employment or training",
                current="3.9%",
                commentary="The team works hard.",
                period=Q2,
            ),
        ],
        right=[
            _measured("Percentage of 16-17 year olds who are NEET (snapshot)", current="3.9%", period=Q1),
            _measured(
                "Percentage of 16-17 year olds who are NEET",
                current="3.9%",
                commentary="This is of July and August; September is not yet known.",
                period=Q2,
            ),
            _measured("Percentage of 16-17 year olds who are NEET", current="Refer comment", period=Q2),
            _measured("Percentage of care leavers who are NEET", current="30%", period=Q2),
            _measured("Percentage of 16-17 year olds with a youth card", current="30%", period=Q2),
        ],
    ),
}
