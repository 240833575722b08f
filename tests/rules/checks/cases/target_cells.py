"""Cases of the checks on what a target cell holds, and on targets that only the commentary tells."""

from goldenthread.model.figures import Column, Role
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import YEAR, Case, measure, milestone, report

RE_LETS = "Number of homes re-let"
RECYCLED = "Percentage of household waste recycled"


def told(target: str, current: str, words: str, title: str = RECYCLED) -> Report:
    return report(measure(title=title, cells={"target": target, "current": current}, commentary=words))


CASES = {
    "TGT09": Case(
        wrong=[
            report(
                measure(title="Report on the cost of temporary accommodation", cells={"target": "£250,000 reduction"})
            ),
            report(
                measure(title="Number of empty homes", cells={"last": "North 40 South 60", "target": "Reduce by 20"})
            ),
            report(
                measure(
                    title="Visits to leisure centres",
                    cells={"last": "41,000", "target": "Increase", "current": "9,800"},
                )
            ),
            report(measure(title="Days lost to sickness", cells={"last": "9.1", "target": "Improve"})),
        ],
        right=[
            report(measure(title="Cost of temporary accommodation", cells={"target": "£250,000 reduction on 2020/21"})),
            report(measure(title="Percentage reduction in carbon emissions", cells={"target": "5% reduction"})),
            report(
                measure(
                    title="Savings from the new contract", cells={"target": "£250,000 saving", "current": "£90,000"}
                )
            ),
            report(measure(title="Number of empty homes", cells={"target": "Reduce to 20"})),
            report(measure(title="Number of empty homes", cells={"target": "20"})),
            report(
                measure(
                    title="Carbon from council buildings", cells={"target": "5% reduction", "current": "3% reduction"}
                )
            ),
            report(measure(title="Satisfaction with parks", cells={"target": "Top quartile"})),
        ],
    ),
    "TGT10": Case(
        wrong=[
            report(measure(title="Increase the number of foster carers", cells={"target": "N/A", "current": "41"})),
            report(
                measure(title="Reduce the number of fly-tips", cells={"last": "820", "target": "", "current": "190"})
            ),
            report(
                measure(title="Reduce the number of rough sleepers", cells={"target": "N/A"}),
                kind=ReportKind.BUSINESS_PLAN,
                period=YEAR,
            ),
        ],
        right=[
            report(measure(title="Monitor the number of referrals", cells={"target": "N/A", "current": "41"})),
            report(measure(title="Increase the number of foster carers", cells={"target": "45", "current": "41"})),
            report(measure(title="Increase the number of foster carers", cells={"target": "tbc", "current": "41"})),
            report(
                measure(
                    title="Increase the number of foster carers",
                    cells={"target": "N/A", "current": "41"},
                    commentary="This is the first year of the measure and will be the baseline.",
                )
            ),
            report(
                measure(
                    title="Benchmarking year: increase the number of carers", cells={"target": "N/A", "current": "4"}
                )
            ),
            report(measure(title="Increase the number of foster carers", cells={"current": "41"})),
            report(milestone(title="Increase the number of foster carers")),
        ],
    ),
    "TGT11": Case(
        wrong=[
            report(
                measure("A 1", RECYCLED, cells={"target": "45%", "current": "44%"}),
                measure("A 2", RE_LETS, cells={"target": "400", "current": "90"}),
                measure("A 3", "Libraries: visits", cells={"target": "9,000", "current": "2,100"}),
                measure("A 4", "Museums: visits", cells={"target": "", "current": "800"}),
            )
        ],
        right=[
            report(
                measure("A 1", RECYCLED, cells={"target": "45%", "current": "44%"}),
                measure("A 2", RE_LETS, cells={"target": "", "current": "90"}),
                measure("A 3", "Libraries: visits", cells={"target": "", "current": "2,100"}),
                measure("A 4", "Museums: visits", cells={"target": "", "current": "800"}),
            ),
            report(
                measure("A 1", RECYCLED, cells={"target": "45%", "current": "44%"}),
                measure("A 2", RE_LETS, cells={"target": "400", "current": "90"}),
                measure("A 3", "Libraries: visits", cells={"target": "9,000", "current": "2,100"}),
                measure("A 4", "Museums: visits", cells={"target": "N/A", "current": "800"}),
            ),
        ],
    ),
    "TGT12": Case(
        wrong=[
            report(measure(title="Increase the number of homes built", cells={"target": "0", "current": "31"})),
            report(measure(title=RECYCLED, cells={"last": "46%", "target": "0%", "current": "44%"})),
            report(measure(title="Visits to museums", cells={"last": "8,200", "target": "0", "current": "2,100"})),
        ],
        right=[
            report(measure(title="Reduce the number of permanent exclusions", cells={"target": "0", "current": "31"})),
            report(measure(title="Children in bed and breakfast", cells={"target": "0", "current": "2"})),
            report(
                measure(title="Child protection plans of two years or more", cells={"target": "0%", "current": "3%"})
            ),
            report(measure(title="Variance from the revenue budget", cells={"target": "£0", "current": "£412,000"})),
            report(measure(title=RECYCLED, cells={"target": "45%", "current": "0%"})),
        ],
    ),
    "TGT13": Case(
        wrong=[
            report(measure(title="Cost of placements", cells={"target": "Projected 9,583,822"})),
            report(measure(title="Visits to museums", cells={"target": "circa 8,000"})),
            report(measure(title="Visits to museums", cells={"target": "8,000 (estimated)"})),
        ],
        right=[
            report(measure(title="Forecast cost of placements", cells={"target": "9,583,822"})),
            report(measure(title="Visits to museums", cells={"target": "8,000", "forecast": "Projected 7,500"})),
            report(measure(title="Visits to museums", cells={"target": "At least 8,000"})),
        ],
    ),
    "TGT14": Case(
        wrong=[
            report(measure(title="Number of homes inspected", cells={"target": "85%", "current": "312"})),
            report(measure(title="Rent arrears", cells={"target": "£400,000", "current": "3.1%"})),
        ],
        right=[
            report(measure(title="Percentage of homes inspected", cells={"target": "85%", "current": "81"})),
            report(measure(title="Two year olds with a place", cells={"target": "100% of eligible", "current": "82"})),
            report(measure(title="Number of homes inspected", cells={"target": "5% reduction", "current": "312"})),
            report(measure(title="Number of homes inspected", cells={"target": "400", "current": "312"})),
        ],
    ),
    "TGT15": Case(
        wrong=[
            report(measure(title="Average caseload", cells={"target": "18", "current": "North 19.1 South 18.8"})),
            report(
                measure(
                    title="Planning applications in time", cells={"target": "80%", "current": "Major 75% Minor 91%"}
                )
            ),
        ],
        right=[
            report(
                measure(title="Average caseload", cells={"target": "18", "current": "North 19.1 South 18.8 Total 19.0"})
            ),
            report(measure(title="Average caseload", cells={"target": "18", "current": "19.0"})),
            report(
                measure(title="Average caseload", cells={"target": "North 18 South 17", "current": "North 19 South 18"})
            ),
            report(measure(title="Average caseload", cells={"target": "18", "current": "June 2021 19 May 2021 18"})),
        ],
    ),
    "TGT16": Case(
        wrong=[
            report(measure(title="Percentage of applications in time", cells={"target": "75% / 80%"})),
            report(measure(title="Percentage of applications in time", cells={"target": "75% and 80%"})),
        ],
        right=[
            report(measure(title="Percentage of applications in time", cells={"target": "75% - 80%"})),
            report(measure(title="Percentage of applications in time", cells={"target": "Major 75% Minor 80%"})),
            report(measure(title="Adopt the local plan", cells={"target": "31/03/2022"})),
            report(measure(title="Number of visits", cells={"target": "8,000"})),
        ],
    ),
    "TGT17": Case(
        wrong=[
            report(measure(title="Rate of children in care per 10,000", cells={"target": "100 to 80"})),
            report(measure(title="Percentage of calls answered", cells={"target": "95% - 90%"})),
        ],
        right=[
            report(measure(title="Rate of children in care per 10,000", cells={"target": "80 to 100"})),
            report(measure(title="Rate of children in care per 10,000", cells={"target": "2021-22"})),
            report(measure(title="Percentage of calls answered", cells={"target": "90% or more"})),
        ],
    ),
    "TGT18": Case(
        wrong=[
            report(measure(title=RECYCLED, cells={"target": "145%"})),
            report(measure(title="Increase the percentage of visits made on time", cells={"target": "105%"})),
        ],
        right=[
            report(measure(title=RECYCLED, cells={"target": "100%"})),
            report(measure(title="Percentage increase in visits to libraries", cells={"target": "120%"})),
            report(measure(title="Parking income as a percentage of budget", cells={"target": "105%"})),
            report(measure(title="Visits to museums", cells={"target": "8,000"})),
        ],
    ),
    "TGT19": Case(
        wrong=[
            told("N/A", "50%", "The 80% target has been met this quarter for care leavers."),
            told("45%", "44%", "Tonnages fell in May. Performance is just short of the 50% target."),
            told("400", "390", "Against a target of 450, 390 homes were re-let.", RE_LETS),
            told("", "390", "We remain ahead of the target of 300.", RE_LETS),
        ],
        right=[
            told("80%", "81%", "The 80% target has been met."),
            told("45%", "44%", "The national target of 50% is to be reached by 2025."),
            told("45%", "44%", "The Quarter 1 target of 40% was passed."),
            told("45%", "44%", "Performance is 1% below target."),
            told("100%", "82%", "The Department gave a target of 585 children to be placed."),
            told("45%", "44%", "Performance against target was 44%, with garden waste above target at 51%."),
            told("45%", "44%", "The team has met the target for glass (60%)."),
            told("45%", "44%", "A target of 50% has been proposed for 2022/23."),
            told("tbc", "82%", "A target of 85% is to be agreed."),
            told("400", "390", "We worked with 12 target families.", RE_LETS),
            told("44.6%", "44%", "The 45% target is close."),
            report(
                measure(
                    title=RE_LETS,
                    cells={
                        "target": "400",
                        Column(heading="Target for next year", role=Role.TARGET): "450",
                        "current": "390",
                    },
                    commentary="The target of 450 starts in April.",
                )
            ),
        ],
    ),
}
