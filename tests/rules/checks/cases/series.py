"""Cases of the checks on a figure against those before it and its target."""

from goldenthread.model.figures import Column
from goldenthread.model.periods import Period
from goldenthread.model.report import Report
from tests.rules.checks.papers import Q1, Q2, Case, Setting, measure, report

Q3 = Period.financial_quarter(2021, 3)
Q4 = Period.financial_quarter(2021, 4)
_CALLS = "Increase the number of calls answered"
_SNAPSHOT = "Reduce the number of empty homes (snapshot at end of quarter)"
_CUMULATIVE = "Reduce the number of complaints (financial year, cumulative to end of quarter)"
_ACADEMIC = "Reduce the number of suspensions (academic year cumulative to end of quarter)"
_SHARE = "Reduce the percentage of placements outside the borough (snapshot at end of quarter)"


def _row(
    title: str, last: str, target: str, current: str, commentary: str = "", period: Period = Q1, ref: str = "PED01 01"
) -> Report:
    cells: dict[str | Column, str] = {"last": last, "target": target, "current": current}
    return report(measure(ref, title, cells=cells, commentary=commentary, within=period), period=period)


def _two(title: str, before: str, now: str, periods: tuple[Period, Period], commentary: str = "") -> Setting:
    return Setting(
        _row(title, "N/A", "N/A", now, commentary, periods[1]),
        previous=_row(title, "N/A", "N/A", before, "", periods[0]),
    )


def _pair(first: tuple[str, str], second: tuple[str, str], titles: tuple[str, str]) -> Report:
    return report(
        measure("A1", titles[0], cells={"last": first[0], "current": first[1]}),
        measure("A2", titles[1], cells={"last": second[0], "current": second[1]}),
    )


CASES = {
    "NUM20": Case(
        wrong=[
            _row(_CALLS, "412", "420", "73,390"),
            _row(_SHARE, "96%", "94%", "7.1%"),
            _row(_SHARE, "95.2%", "96%", "0.94%"),
            _row(_SHARE, "96.5%", "97%", "9.7%"),
            _row(_SNAPSHOT, "1,254", "1,200", "118"),
            _row(_CALLS, "71,200", "420", "73,390"),
            _row(_SHARE, "N/A", "94%", "7.1%"),
            Setting(_row(_SHARE, "N/A", "94%", "7.1%", "", Q2), previous=_row(_SHARE, "N/A", "94%", "96%", "", Q1)),
        ],
        right=[
            _row(_CALLS, "412", "420", "433"),
            _row(_CALLS, "1", "2", "12"),
            _row(_CALLS, "12", "10", "150"),
            _row(_CALLS, "4,120", "4,200", "390"),
            _row(_CALLS, "N/A", "N/A", "73,390"),
            _row(_SHARE, "40%", "35%", "12%"),
            _row(_SHARE, "N/A", "94%", "40%"),
            _row(_SHARE, "N/A", "60%", "7.1%"),
            _row("Increase the percentage of the capital programme that is delivered", "N/A", "95%", "6%"),
            _row("Increase the percentage of council tax collected", "N/A", "96%", "8%"),
            _row(_SHARE, "96%", "94%", "7.1%", "Last year's figure was printed in error."),
            _row("Report on the budget spent", "£4,280,879", "£250,000 reduction", "£4,452,830"),
            _row(_SHARE, "52%", "55%", "48%"),
            _row("Report on the cost of placements", "£412", "£420", "£38"),
        ],
    ),
    "NUM21": Case(
        wrong=[
            _row(_CUMULATIVE, "716", "N/A", "1,478"),
            _row(_CUMULATIVE, "100", "90", "110"),
            _row(_CUMULATIVE, "North 716 South 170", "N/A", "North 1478 South 229"),
            _row(_CUMULATIVE, "100", "90", "240", "", Q2),
        ],
        right=[
            _row(_CUMULATIVE, "716", "N/A", "178"),
            _row(_CUMULATIVE, "5", "4", "9"),
            _row(_CUMULATIVE, "100 (last term)", "90", "110"),
            _row(_SNAPSHOT, "100", "90", "110"),
            _row(_CUMULATIVE, "120,450", "800,000", "201,300", "Centres were closed for most of last year."),
            _row(_CUMULATIVE, "100", "90", "120", "", Q4),
            _row(_CUMULATIVE, "716", "N/A", "1,478", "The new system counts each opening; last year is restated."),
        ],
    ),
    "NUM22": Case(
        wrong=[
            _two(_CUMULATIVE, "63", "58", (Q2, Q3)),
            _two(_CUMULATIVE, "North 63 South 20", "North 70 South 18", (Q1, Q2)),
            _two(_ACADEMIC, "204", "190", (Q3, Q4)),
        ],
        right=[
            _two(_CUMULATIVE, "63", "91", (Q2, Q3)),
            _two(_CUMULATIVE, "63", "12", (Q4, Period.financial_quarter(2022, 1))),
            _two(_ACADEMIC, "483", "76", (Q1, Q2)),
            _two(_ACADEMIC, "498", "160", (Q2, Q3)),
            _two(_SNAPSHOT, "63", "58", (Q2, Q3)),
            _two(_CUMULATIVE, "63", "58", (Q2, Q3), "Five duplicates of Quarter 2 were taken out."),
            _two("Visits on time (financial year, cumulative to end of quarter) %", "63%", "58%", (Q2, Q3)),
            _two(_CUMULATIVE, "58", "63", (Q3, Q2)),
        ],
    ),
    "NUM23": Case(
        wrong=[
            _two(_SNAPSHOT, "1,254", "1,254", (Q1, Q2)),
            _two(_SHARE, "26.3%", "26.3%", (Q1, Q2), "We work with schools to find places nearer home."),
        ],
        right=[
            _two(_SNAPSHOT, "1,254", "1,261", (Q1, Q2)),
            _two(_SNAPSHOT, "12", "12", (Q1, Q2)),
            _two(_SHARE, "100%", "100%", (Q1, Q2)),
            _two(_SHARE, "26.3%", "26.3%", (Q1, Q2), "The figure is unchanged."),
            _two(_SHARE, "26.3%", "26.3%", (Q1, Q2), "This is an annual figure."),
            _two(_SHARE, "N/A", "N/A", (Q1, Q2)),
        ],
    ),
    "NUM24": Case(
        wrong=[
            _row(_SHARE, "26.3%", "65%", "26.3%"),
            _row(_SNAPSHOT, "1,254", "1,200", "1,254", "Progress can be reported in Quarter 3."),
        ],
        right=[
            _row(_SHARE, "26.3%", "65%", "27.1%"),
            _row(_SNAPSHOT, "12", "10", "12"),
            _row(_SHARE, "100%", "100%", "100%"),
            _row(_SHARE, "26.3%", "65%", "26.3%", "The share is the same as a year ago."),
            _row(_SHARE, "N/A", "65%", "N/A"),
        ],
    ),
    "NUM25": Case(
        wrong=[
            _pair(("1,254", "1,187"), ("1,254", "1,187"), (_CALLS, "Reduce the number of potholes")),
            _pair(("93.7%", "94.2%"), ("93.7%", "94.2%"), (_SHARE, "Increase the rent collected, as a percentage")),
        ],
        right=[
            _pair(("1,254", "1,187"), ("1,254", "1,190"), (_CALLS, "Reduce the number of potholes")),
            _pair(("12", "14"), ("12", "14"), (_CALLS, "Reduce the number of potholes")),
            _pair(("1,254", "1,187"), ("1,254", "1,187"), (_CALLS, _CALLS)),
            _pair(("100%", "100%"), ("100%", "100%"), (_SHARE, "Increase the rent collected, as a percentage")),
        ],
    ),
    "NUM37": Case(
        wrong=[
            _row(_CALLS, "412 (provisional)", "420", "433", period=Q4),
            _row(_SHARE, "12.4% (prov)", "11%", "10.2%", "Two homes were opened.", period=Q4),
        ],
        right=[
            _row(_CALLS, "412", "420", "433", period=Q4),
            _row(_CALLS, "412 (provisional)", "420", "433", period=Q1),
            _row(_CALLS, "412 (provisional)", "420", "433", period=Q3),
            _row(_CALLS, "412", "420", "433 (provisional)", period=Q4),
            _row(_CALLS, "412 (provisional)", "420", "433", "Final figures are published in July.", period=Q4),
        ],
    ),
}
