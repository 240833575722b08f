"""Cases of the checks on what a commentary claims: against the target, the light, last quarter and last year."""

from collections.abc import Mapping

from goldenthread.model.figures import Column
from goldenthread.model.plan import Arrow, Light, MeasureLine
from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, Setting, measure, milestone, report


def one(
    words: str,
    cells: Mapping[str | Column, str],
    title: str = "Increase the percentage of calls answered in time",
    light: Light | None = None,
    arrow: Arrow | None = None,
) -> MeasureLine:
    return measure("CS 01", title, cells=cells, commentary=words, light=light, arrow=arrow)


def calls(words: str, current: str = "73%", target: str = "85%") -> Report:
    return report(one(words, {"target": target, "current": current}))


LOAD = "Reduce the average caseload (snapshot end of quarter)"
EMPTY = "Reduce the number of homes that stand empty (snapshot at end of quarter)"
HOMES = "Increase the number of homes built (financial year cumulative to end of quarter)"


def load(words: str, current: str) -> Report:
    return report(one(words, {"target": "18", "current": current}, LOAD))


def lit(words: str, light: Light | None, arrow: Arrow | None = None) -> Report:
    return report(one(words, {"target": "85%", "current": "84%"}, light=light, arrow=arrow))


CASES = {
    "COM10": Case(
        wrong=[
            calls("The target has been exceeded."),
            calls("Performance is above target."),
            load("The team has met its target.", "24"),
            load("Caseloads are below target.", "24"),
        ],
        right=[
            calls("The target has been exceeded.", "87%"),
            calls("The target has not been met."),
            calls("We will have met the target by March."),
            calls("The target will be exceeded once the new system is in."),
            calls("The 85% target was met in 4 of 6 teams, and 92% in one."),
            calls("The target was met.", "84.6%"),
            load("The team has met its target.", "17"),
            load("The team has met its target.", "North 24 South 16"),
            # the year is not over
            report(one("The target has been met.", {"target": "400", "current": "120"}, HOMES)),
            # which way is good is not certain
            report(
                one(
                    "The target has been met.",
                    {"target": "85%", "current": "73%"},
                    "Monitor the percentage of calls answered",
                )
            ),
            calls("The national target was met."),
            # true of a part, or of somebody else's target
            calls("Emergency calls remained above target."),
            calls("The contractor exceeded its target."),
            calls("We have exceeded target in three of five areas."),
            calls("We worked with target families."),
        ],
    ),
    "COM11": Case(
        wrong=[
            calls("Performance is slightly below target.", "61%"),
            calls("We are close to the target.", "7.1%", "94%"),
            load("The average is just above target.", "26"),
            calls(
                "In the quarter 1,220 of 2,000 calls (61%) were answered in time, which is slightly below target.",
                "61%",
            ),
        ],
        right=[
            calls("Performance is slightly below target.", "83%"),
            load("The average has fallen and is close to target.", "19.1"),
            load("The average is close to target.", "North 19.1 South 18.8"),
            report(one("We are close to target.", {"target": "400", "current": "120"}, HOMES)),
            calls("Outbound dialling is close to target.", "61%"),
            calls("The north team, at 84%, is close to target.", "61%"),
            calls(
                "In the quarter 1,660 of 2,000 calls (83%) were answered in time, which is slightly below target.",
                "83%",
            ),
            calls("Of 2,000 calls 1,640 were from tenants, which is slightly below target.", "61%"),
            calls("Homes close to the station were offered first.", "61%"),
        ],
    ),
    "COM12": Case(
        wrong=[
            lit("We are on track to meet the target.", Light.RED),
            lit("The target will not be met this year.", Light.GREEN),
            report(milestone(light=Light.RED, commentary="The new hub is on schedule.")),
            report(milestone(light=Light.GREEN, commentary="The milestone is unlikely to be completed by March.")),
            calls("We are on course.", "50%"),
        ],
        right=[
            lit("We are on track to meet the target.", Light.GREEN),
            lit("We are not on track to meet the target.", Light.RED),
            lit("Not yet on track.", Light.RED),
            lit("If demand falls we should be on track.", Light.RED),
            lit("Work is under way to bring the service back on track.", Light.RED),
            lit("The target will not be met this year.", Light.RED),
            lit("The service is on target to complete the review of parking.", Light.RED),
            lit("It is expected that the target will not be met by the contractor.", Light.GREEN),
            lit("If demand rises the target will not be met.", Light.GREEN),
            report(milestone(light=Light.GREEN, commentary="The build is on schedule.")),
            calls("We are on course.", "80%"),
            report(one("We are on course.", {"target": "400", "current": "90"}, HOMES)),
        ],
    ),
    "COM13": Case(
        wrong=[
            lit("Progress is rated amber as two bids are outstanding.", Light.GREEN),
            lit("The quarterly progress is cautionary because it is early in the year.", None),
            lit("This explains the positive direction of travel.", Light.GREEN, Arrow.WORSE),
        ],
        right=[
            lit("Progress is rated amber as two bids are outstanding.", Light.AMBER),
            lit("The quarterly progress is cautionary because it is early in the year.", Light.AMBER),
            lit("This was rated amber last quarter.", Light.GREEN),
            lit("Progress is being made on the green space strategy.", Light.RED),
            lit("Four homes are rated amber by the inspector.", Light.GREEN),
            lit("This explains the positive direction of travel.", Light.GREEN, Arrow.BETTER),
            lit("An amber weather warning closed the site.", Light.GREEN),
        ],
    ),
    "COM14": Case(
        wrong=[
            Setting(load("The average caseload has fallen since last quarter.", "27"), previous=load("", "19")),
            Setting(load("The figure has increased since the previous quarter.", "15"), previous=load("", "19")),
            Setting(
                load("The average caseload remains the same as in the last quarter.", "27"), previous=load("", "19")
            ),
        ],
        right=[
            Setting(load("The average caseload has fallen since last quarter.", "17"), previous=load("", "19")),
            Setting(load("The average caseload has not fallen since last quarter.", "27"), previous=load("", "19")),
            Setting(load("Sickness in the team has fallen since last quarter.", "27"), previous=load("", "19")),
            Setting(load("The average caseload has fallen since last year.", "27"), previous=load("", "19")),
            Setting(
                report(one("The number of homes built has fallen since last quarter.", {"current": "90"}, HOMES)),
                previous=report(one("", {"current": "60"}, HOMES)),
            ),
            load("The average caseload has fallen since last quarter.", "27"),
        ],
    ),
    "COM22": Case(
        wrong=[
            Setting(load("There has been a slight increase in the average caseload.", "41"), previous=load("", "19")),
            Setting(load("The figure has fallen slightly in the quarter.", "7"), previous=load("", "19")),
            Setting(load("The average caseload shows a marginal decrease.", "61"), previous=load("", "19")),
            Setting(
                report(
                    one("There has been a slight drop in the number of homes since June.", {"current": "40"}, EMPTY)
                ),
                previous=report(one("", {"current": "96"}, EMPTY)),
            ),
        ],
        right=[
            Setting(load("There has been a slight increase in the average caseload.", "21"), previous=load("", "19")),
            Setting(load("There has been a slight increase in sickness.", "41"), previous=load("", "19")),
            Setting(load("There has been a great increase in the average caseload.", "41"), previous=load("", "19")),
            Setting(load("A small team has made the change.", "41"), previous=load("", "19")),
            Setting(
                report(one("There has been a slight drop in the number of complaints.", {"current": "40"}, EMPTY)),
                previous=report(one("", {"current": "96"}, EMPTY)),
            ),
            load("There has been a slight increase in the average caseload.", "41"),
        ],
    ),
    "COM15": Case(
        wrong=[
            report(
                one(
                    "Calls answered in time are at a record high.",
                    {"last": "80.9%", "target": "75%", "current": "78.7%"},
                )
            ),
            report(
                one("The share of calls answered is the best ever.", {"last": "90%", "target": "85%", "current": "88%"})
            ),
        ],
        right=[
            report(
                one(
                    "Calls answered in time are at a record high.", {"last": "80.9%", "target": "75%", "current": "83%"}
                )
            ),
            report(
                one("Demand for parking is at a record high.", {"last": "80.9%", "target": "75%", "current": "78.7%"})
            ),
            report(one("The number of homes built is at a record high.", {"last": "410", "current": "120"}, HOMES)),
            report(one("Calls answered in time are recorded daily.", {"last": "80.9%", "current": "78.7%"})),
        ],
    ),
    "COM16": Case(
        wrong=[
            calls("The figures are provisional and will be updated."),
            calls("Data inputting of calls is not complete, so the result looks low."),
            calls("These data are subject to validation."),
        ],
        right=[
            calls("The figures are provisional and will be updated.", "73% (prov)"),
            calls("The figures are provisional and will be updated.", "Refer comment"),
            calls("The national figures are provisional."),
            calls("The work is complete."),
            calls("The rebuilding of the centre is not complete."),
        ],
    ),
}
