"""Cases of the checks on targets against the plan, last quarter, last year and the years to come."""

from goldenthread.model.figures import Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import Definition, Known, MeasureLine, Polarity, PolarityPart
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import Case, Setting, measure, report

Q3 = Period.financial_quarter(2021, 3)
YEAR = Period.financial_year(2021)


def plan(*lines: MeasureLine) -> Report:
    return report(*lines, kind=ReportKind.BUSINESS_PLAN, period=YEAR, title="Business plan 2021/22")


def target(year: int) -> Column:
    period = Period.financial_year(year)
    return Column(heading=period.label, over="Targets", role=Role.TARGET, period=period)


HIGHER = Definition(polarity=PolarityPart(value=Polarity.HIGHER, known=Known.STATED))
UNDATED = Column(heading="Target", role=Role.TARGET)


def bins(cells: dict[str | Column, str], words: str = "") -> MeasureLine:
    return measure("WS 01", "Reduce the number of missed bin collections", cells=cells, commentary=words)


def repairs(cells: dict[str | Column, str], words: str = "") -> MeasureLine:
    return measure("HS 04", "Percentage of repairs completed on time", cells=cells, commentary=words)


def five(cells: list[str], column: str | Column = "target") -> list[MeasureLine]:
    titles = ("Potholes filled", "Street lights mended", "Gullies cleaned", "Trees planted", "Signs replaced")
    return [measure(f"HW 0{i}", title, cells={column: cells[i]}) for i, title in enumerate(titles)]


CASES = {
    "TGT01": Case(
        wrong=[
            Setting(report(repairs({"target": "90%"})), plan=plan(repairs({"target": "95%"}))),
            Setting(report(bins({"target": "450"}, "Rounds were changed in May.")), plan=plan(bins({"target": "400"}))),
            Setting(report(repairs({UNDATED: "90%"})), plan=plan(repairs({"target": "95%"}))),
            Setting(
                report(measure("FI 02", "Cost of agency staff", cells={"target": "£250,000"})),
                plan=plan(measure("FI 02", "Cost of agency staff", cells={"target": "£250,000 reduction"})),
            ),
        ],
        right=[
            Setting(report(repairs({"target": "95.0 %"})), plan=plan(repairs({"target": "95%"}))),
            Setting(
                report(repairs({"target": "90%"}, "The target was revised from 95% by the Board in June.")),
                plan=plan(repairs({"target": "95%"})),
            ),
            Setting(report(repairs({"target": "90%"})), plan=plan(repairs({target(2020): "95%", target(2021): "90%"}))),
            Setting(report(repairs({"target": "90%"})), plan=plan(repairs({target(2022): "95%"}))),
            # a heading of the year before over this year's targets is PER04's
            Setting(
                report(repairs({target(2020): "90%"})), plan=plan(repairs({target(2020): "80%", target(2021): "90%"}))
            ),
            Setting(report(repairs({"target": "90%"}))),
            # a column of quarterly shares is no column of annual targets
            Setting(
                report(*five(["25", "50", "10", "5", "8"], UNDATED)), plan=plan(*five(["100", "210", "40", "30", "30"]))
            ),
            Setting(
                report(measure("FI 02", "Cost of agency staff", cells={"target": "£250k"})),
                plan=plan(measure("FI 02", "Cost of agency staff", cells={"target": "£250,000"})),
            ),
        ],
    ),
    "TGT02": Case(
        wrong=[
            Setting(report(repairs({"target": "90%"})), previous=report(repairs({"target": "95%"}))),
            Setting(report(bins({"target": "450"})), previous=report(bins({"target": "400"}))),
            Setting(report(bins({UNDATED: "450"})), previous=report(bins({UNDATED: "400"}))),
        ],
        right=[
            Setting(report(bins({"target": "1,400"})), previous=report(bins({"target": "1400"}))),
            Setting(
                report(bins({"target": "450"}, "A new target was agreed after the rounds were redrawn.")),
                previous=report(bins({"target": "400"})),
            ),
            # the plan is at hand, and says that last quarter's was the slip
            Setting(
                report(bins({"target": "450"})),
                previous=report(bins({"target": "400"})),
                plan=plan(bins({"target": "450"})),
            ),
            Setting(report(bins({target(2021): "450"})), previous=report(bins({target(2020): "400"}))),
        ],
    ),
    "TGT03": Case(
        wrong=[
            Setting(report(repairs({"target": "N/A"})), plan=plan(repairs({"target": "95%"}))),
            Setting(report(repairs({"target": ""})), plan=plan(repairs({"target": "95%"}))),
            Setting(report(bins({"target": "tbc"})), previous=report(bins({"target": "400"}))),
        ],
        right=[
            Setting(report(repairs({"target": "95%"})), plan=plan(repairs({"target": "95%"}))),
            Setting(report(repairs({"target": "N/A"})), plan=plan(repairs({"target": "N/A"}))),
            Setting(report(repairs({"target": "N/A"})), plan=plan(repairs({target(2020): "95%", target(2021): ""}))),
            Setting(
                report(repairs({"target": "N/A"}, "The target was reset to none while the system is changed.")),
                plan=plan(repairs({"target": "95%"})),
            ),
        ],
    ),
    "TGT04": Case(
        wrong=[
            Setting(report(repairs({"target": "95%"})), plan=plan(repairs({"target": ""}))),
            Setting(report(bins({"target": "400"})), plan=plan(bins({target(2019): "400", target(2021): "N/A"}))),
        ],
        right=[
            Setting(report(repairs({"target": "95%"})), plan=plan(repairs({"target": "tbc"}))),
            Setting(report(repairs({"target": "N/A"})), plan=plan(repairs({"target": ""}))),
            Setting(
                report(repairs({"target": "95%"}, "The target was agreed with the Board in July.")),
                plan=plan(repairs({"target": ""})),
            ),
        ],
    ),
    "TGT05": Case(
        wrong=[
            report(bins({"last": "349", "target": "350", "current": "80"})),
            plan(bins({"last": "349", "target": "400"})),
            report(
                measure(title="Increase the percentage of waste recycled", cells={"last": "46.2%", "target": "45%"})
            ),
            report(measure(title="Improve the percentage of calls answered", cells={"last": "93%", "target": "90%"})),
            report(
                bins({"last": "349", "target": "350"}, "The target was missed because of two vehicles off the road.")
            ),
        ],
        right=[
            report(bins({"last": "349", "target": "330"})),
            report(bins({"last": "349", "target": "380"}, "The target was set before the new estates were built.")),
            report(bins({"last": "349", "target": "380"}, "The target of 380 reflects 2,000 more homes.")),
            report(
                measure(
                    title="Increase the percentage of major planning applications decided in time",
                    cells={"last": "88%", "target": "60%"},
                    commentary="We are well above the statutory target.",
                )
            ),
            # all of what was budgeted is enough
            report(
                measure(
                    title="Increase income as a percentage of the budget for car parks",
                    cells={"last": "103%", "target": "100%"},
                )
            ),
            # noughts were lost: another check says so
            report(measure(title="Increase the number of visits to parks", cells={"last": "81,400", "target": "90"})),
            report(bins({"last": "349 (last term)", "target": "350"})),
            # a standing standard of service is no promise to improve
            report(repairs({"last": "97%", "target": "95%"})),
            report(measure(title="Invoices paid on time", cells={"last": "97%", "target": "95%"}, definition=HIGHER)),
            report(
                measure(
                    title="Maintain the percentage of invoices paid on time", cells={"last": "97%", "target": "95%"}
                )
            ),
            # less is better here, whatever "improve" proposes
            report(
                measure(title="Improve the average time taken to re-let a home", cells={"last": "31", "target": "25"})
            ),
            report(
                measure(
                    title="Reduce the cost of placements", cells={"last": "£4,280,879", "target": "£250,000 reduction"}
                )
            ),
            report(
                measure(title="Increase the number of homes built", cells={"last": "North 40 South 30", "target": "60"})
            ),
            report(measure(title="Increase the number of homes built", cells={"last": "N/A", "target": "60"})),
        ],
    ),
    "TGT06": Case(
        wrong=[
            report(bins({"last": "350", "target": "350"})),
            report(
                measure(title="Increase the percentage of waste recycled", cells={"last": "45.0%", "target": "45%"})
            ),
        ],
        right=[
            report(bins({"last": "350", "target": "349"})),
            report(bins({"last": "0", "target": "0"})),
            report(
                measure(title="Increase the percentage of calls answered", cells={"last": "100%", "target": "100%"})
            ),
            report(measure(title="Invoices paid on time", cells={"last": "95%", "target": "95%"}, definition=HIGHER)),
            report(measure(title="Maintain the percentage of calls answered", cells={"last": "95%", "target": "95%"})),
        ],
    ),
    "TGT07": Case(
        wrong=[
            plan(repairs({target(2021): "75%", target(2022): "85%", target(2023): "80%"})),
            plan(measure(title="Increase the number of visits", cells={target(2021): "9,000", target(2022): "8,500"})),
            plan(bins({target(2021): "300", target(2022): "320", target(2023): "320"})),
        ],
        right=[
            plan(repairs({target(2021): "75%", target(2022): "85%", target(2023): "100%"})),
            plan(bins({target(2021): "320", target(2022): "300", target(2023): "300"})),
            # which way is good is not certain
            plan(
                measure(
                    title="Monitor the rate of referrals per 10,000", cells={target(2021): "524", target(2022): "500"}
                )
            ),
            plan(repairs({target(2021): "75%", target(2022): "tbc", target(2023): "80%"})),
            plan(repairs({target(2021): "75%", target(2022): "60", target(2023): "tbc"})),
        ],
    ),
    "TGT08": Case(
        wrong=[
            report(repairs({"target": "tbc"}), period=Q3),
            Setting(report(repairs({"target": "To be confirmed"})), previous=report(repairs({"target": "tbc"}))),
            plan(repairs({"target": "tbc"}), bins({"target": "300"})),
        ],
        right=[
            report(repairs({"target": "tbc"})),
            Setting(report(repairs({"target": "95%"}), period=Q3), previous=report(repairs({"target": "tbc"}))),
            plan(repairs({target(2021): "75%", target(2022): "85%", target(2023): "tbc"})),
            report(repairs({"target": "N/A"}), period=Q3),
        ],
    ),
}
