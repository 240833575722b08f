"""Cases of the checks on lights and arrows."""

from collections.abc import Mapping

from goldenthread.model.figures import Absence, Cell, Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.model.plan import AnyLine, Arrow, Light, MeasureLine
from goldenthread.model.report import LightDefinition, Report, ReportKind, RuleSet
from tests.rules.checks.papers import Q2, Case, Setting, measure, milestone, report

Q4 = Period.financial_quarter(2021, 4)
VISITS = "Increase the percentage of visits made on time (snapshot at end of quarter)"
DAYS = "Reduce the average number of days to relet a home (rolling 12 months)"
FILLED = "Two posts were filled in August, so that the whole list has now been cleared."
CLEARED = "The backlog of applications is with the team and each of them is seen within a week by an officer."


def rated(light: Light | None, current: str, target: str, words: str = "", title: str = VISITS) -> Report:
    cells: dict[str | Column, str] = {"target": target, "current": current}
    return report(measure(title=title, cells=cells, light=light, commentary=words))


def travels(arrow: Arrow | None, last: str, current: str, words: str = "", title: str = VISITS) -> Report:
    cells: dict[str | Column, str] = {"last": last, "current": current}
    return report(measure(title=title, cells=cells, arrow=arrow, commentary=words, within=Q4), period=Q4)


def shown(cells: Mapping[str | Column, str], words: str = "", light: Light | None = None) -> MeasureLine:
    return measure("PED02 01", title=VISITS, cells=cells, commentary=words, light=light)


def due(words: str, light: Light | None = Light.GREEN, when: str = "June 2021") -> Report:
    return report(milestone(due=when, light=light, commentary=words), period=Q2)


def year_end(words: str, light: Light = Light.AMBER, period: Period = Q4) -> Report:
    return report(measure(light=light, commentary=words), period=period)


def turned(then: AnyLine, now: AnyLine) -> Setting:
    return Setting(report(now, period=Q2), previous=report(then))


def key(*lights: tuple[Light, str, str], light: Light = Light.GREEN) -> Report:
    defined = tuple(
        LightDefinition(light=one, milestone=milestone, measure=measure) for one, milestone, measure in lights
    )
    return report(milestone(light=light), rule_set=RuleSet(lights=defined))


def lost(role: Role = Role.PROGRESS) -> Report:
    cell = Cell(column=Column(heading="Progress", role=role), absence=Absence.NO_SYMBOL)
    return report(milestone().model_copy(update={"cells": (cell,)}), milestone("PED01b"))


_GREEN = (Light.GREEN, "The milestone is on course.", "The annual target is on course.")
_AMBER = (
    Light.AMBER,
    "It is too early to say for the milestone.",
    "It is uncertain whether the annual target will be met.",
)
_RED = (Light.RED, "The milestone will be missed.", "The annual target will not be met.")
_PREVIOUS = Column(heading="Previous quarter", role=Role.PREVIOUS, period=find_period("Quarter 4 2020/21"))

YEARLY = "Increase the percentage of carers who are satisfied with their support"


def said(arrow: Arrow | None, words: str) -> Report:
    return report(measure(title=YEARLY, cells={"current": "61%"}, arrow=arrow, commentary=words), period=Q2)


CASES = {
    "PRG16": Case(
        wrong=[
            said(Arrow.BETTER, "Collection is worse than at the same point last year, when it stood at 96.9%."),
            said(Arrow.WORSE, "Staff joined in May. Performance is better than in the same period last year."),
            said(Arrow.BETTER, "Satisfaction has been much worse than last year."),
        ],
        right=[
            said(Arrow.WORSE, "Collection is worse than at the same point last year."),
            said(Arrow.BETTER, "Collection is no worse than last year."),
            said(Arrow.BETTER, "Performance is worse than last quarter."),
            said(Arrow.BETTER, "We expected that collection would be worse than last year."),
            said(Arrow.SAME, "Performance is worse than last year."),
            said(None, "Performance is worse than last year."),
        ],
    ),
    "PRG17": Case(
        wrong=[
            travels(Arrow.BETTER, "62.0%", "55.0%", title=YEARLY),
            travels(Arrow.WORSE, "71%", "78%", "More visits were made in spring.", title=YEARLY),
        ],
        right=[
            travels(Arrow.WORSE, "62.0%", "55.0%", title=YEARLY),
            travels(Arrow.BETTER, "62.0%", "55.0%", "The survey has a new method.", title=YEARLY),
            travels(Arrow.BETTER, "62.0%", "61.6%", title=YEARLY),
            travels(Arrow.BETTER, "62.0% (prov)", "55.0%", title=YEARLY),
            travels(Arrow.BETTER, "62.0%", "55.0%", title="Monitor the percentage of carers seen"),
            travels(Arrow.SAME, "62.0%", "55.0%", title=YEARLY),
            report(measure(title=YEARLY, cells={"last": "62%", "current": "55%"}, arrow=Arrow.BETTER), period=Q2),
        ],
    ),
    "PRG01": Case(
        wrong=[
            report(shown({"progress": "", "current": "61%"}), milestone(light=Light.GREEN)),
            report(shown({"progress": ""}, "Work goes on in the depots."), measure("PED01 02", light=Light.RED)),
        ],
        right=[
            report(shown({"progress": "", "current": "61%"}), milestone()),
            report(shown({"progress": "N/A"}), milestone(light=Light.GREEN)),
            report(shown({"progress": ""}, light=Light.RED), milestone(light=Light.GREEN)),
            report(shown({"progress": ""}, "New, and not rated until a baseline is set."), milestone(light=Light.RED)),
            report(shown({"progress": ""}), milestone(light=Light.GREEN), kind=ReportKind.BUSINESS_PLAN),
        ],
    ),
    "PRG02": Case(
        wrong=[lost(), lost(Role.TRAVEL)],
        right=[report(milestone(light=Light.GREEN)), report(shown({"progress": "", "travel": "N/A"}))],
    ),
    "PRG03": Case(
        wrong=[
            report(shown({"target": "12", "current": "34", "progress": "N/A"}, "As above")),
            report(shown({"target": "95%", "current": "92%", "progress": "Refer comment"}, "The team is at full strength.")),
            report(shown({"target": "20", "latest": "26", "progress": "N/A"})),
        ],
        right=[
            report(shown({"target": "N/A", "current": "34", "progress": "N/A"})),
            report(shown({"target": "12", "current": "N/A", "progress": "N/A"})),
            report(shown({"target": "12", "current": "34", "progress": "N/A"}, "The figure is provisional.")),
            report(shown({"target": "12", "current": "34", "progress": "N/A"}, "Too early to say in the year.")),
            report(shown({"target": "£250,000 reduction", "current": "£4m", "progress": "N/A"})),
            report(shown({"target": "12", "current": "34", "progress": ""}, light=Light.RED)),
        ],
    ),
    "PRG04": Case(
        wrong=[
            rated(Light.GREEN, "73%", "85%", "Visits were made across the borough."),
            rated(Light.RED, "97%", "95%", "Visits were made across the borough."),
            rated(Light.GREEN, "45", "21", "Homes were let in every ward.", DAYS),
            rated(Light.RED, "19", "21", "Homes were let in every ward.", DAYS),
        ],
        right=[
            rated(Light.GREEN, "97%", "95%"),
            rated(Light.RED, "73%", "85%"),
            rated(Light.AMBER, "73%", "85%"),
            rated(Light.GREEN, "73%", "85%", "We expect to meet the target by March."),
            rated(Light.RED, "97%", "95%", "The winter is hard, and the rate is at risk."),
            rated(Light.GREEN, "73%", "N/A"),
            rated(Light.GREEN, "641", "500", title="Monitor the rate of referrals per 10,000"),
            rated(Light.GREEN, "120", "500", title="Number of visits (financial year, cumulative to end of quarter)"),
            rated(None, "73%", "85%"),
        ],
    ),
    "PRG05": Case(
        wrong=[
            due("Work with schools continues and goes well."),
            due("The depots are content with the plan.", when="31 July 2021"),
            due(""),
            due("A draft has been written and comments have come in. Consultation will be opened in the new year."),
            due("Meetings have been held with both depots; the contract is still to be let."),
        ],
        right=[
            due("Meetings have been held with both depots."),
            due("The strategy was adopted in June and will be kept under review."),
            due("It slipped; the contract will be let in December."),
            due("Completed on 14 June."),
            due("The hub opened in June."),
            due("Delayed by the supplier to December."),
            due("Work goes well.", light=Light.RED),
            due("Work goes well.", when="March 2022"),
            due("Work goes well.", when="2021"),
            due("Work goes well.", when=""),
        ],
    ),
    "PRG06": Case(
        wrong=[
            year_end("It is too early to say whether the target will be met."),
            year_end("It is still too soon to tell."),
        ],
        right=[
            year_end("It is too early to say whether the target will be met.", period=Q2),
            year_end("It is too early to say whether the target will be met.", light=Light.GREEN),
            year_end("The target was missed by three points."),
        ],
    ),
    "PRG07": Case(
        wrong=[
            due("This milestone is complete.", Light.AMBER, "March 2022"),
            due("Completed in May. The board was told.", Light.RED),
            due("The scheme was consulted on. The work has been fully completed.", Light.AMBER),
        ],
        right=[
            due("This milestone is complete.", Light.GREEN),
            due("Completed in May, after a long delay.", Light.RED),
            due("The first part is complete; the second is not.", Light.AMBER),
            due("Completion is due in May. Complete records are kept.", Light.AMBER, "March 2022"),
            due("When complete, the hub will open.", Light.AMBER, "March 2022"),
        ],
    ),
    "PRG08": Case(
        wrong=[
            travels(Arrow.WORSE, "88%", "93%"),
            travels(Arrow.BETTER, "22", "25", title=DAYS),
        ],
        right=[
            travels(Arrow.BETTER, "88%", "93%"),
            travels(Arrow.WORSE, "22", "25", title=DAYS),
            travels(Arrow.WORSE, "88%", "93%", "In the same quarter last year it was 95%."),
            travels(Arrow.SAME, "88%", "93%"),
            travels(Arrow.WORSE, "N/A", "93%"),
            travels(Arrow.WORSE, "88", "93", title="Monitor the number of visits (snapshot at end of quarter)"),
            travels(None, "88%", "93%"),
        ],
    ),
    "PRG09": Case(
        wrong=[
            travels(Arrow.BETTER, "N/A", "61%"),
            travels(Arrow.WORSE, "New measure", "61%", "The teams are short of staff."),
        ],
        right=[
            travels(Arrow.BETTER, "55%", "61%"),
            travels(None, "N/A", "61%"),
            travels(Arrow.BETTER, "N/A", "61%", "It was 55% at this point last year."),
            travels(Arrow.BETTER, "", "61%"),
            report(measure(cells={"last": "N/A", _PREVIOUS: "55%", "current": "61%"}, arrow=Arrow.BETTER)),
            report(measure(cells={"current": "61%"}, arrow=Arrow.BETTER)),
        ],
    ),
    "PRG10": Case(
        wrong=[
            turned(milestone(light=Light.RED, commentary=CLEARED), milestone(light=Light.GREEN, commentary=CLEARED)),
            turned(measure(light=Light.GREEN, commentary=CLEARED), measure(light=Light.AMBER, commentary=CLEARED)),
        ],
        right=[
            turned(milestone(light=Light.RED, commentary=CLEARED), milestone(light=Light.RED, commentary=CLEARED)),
            turned(milestone(light=Light.RED, commentary=CLEARED), milestone(light=Light.GREEN, commentary=FILLED)),
            turned(milestone(light=Light.RED, commentary="See 2.4."), milestone(light=Light.GREEN, commentary="See 2.4.")),
            Setting(report(milestone(light=Light.GREEN, commentary=CLEARED))),
        ],
    ),
    "PRG11": Case(
        wrong=[
            key(_GREEN, (Light.AMBER, "It is too early.", "Uncertain whether the milestone will be achieved."), _RED),
            key(_GREEN, _AMBER, (Light.RED, "The annual target will not be met.", "The annual target will not be met.")),
        ],
        right=[
            key(_GREEN, _AMBER, _RED),
            key((Light.GREEN, "", "The measure or milestone is well."), (Light.RED, "", "The milestone or measure is not.")),
            report(milestone()),
        ],
    ),
    "PRG12": Case(
        wrong=[
            key(_GREEN, _AMBER, (Light.RED, "The objective will not be achieved.", "The target will not be met.")),
            key(_GREEN, (Light.AMBER, "It is uncertain whether the objective will be achieved.", ""), _RED),
        ],
        right=[
            key(_GREEN, _AMBER, _RED),
            key(
                (Light.GREEN, "The milestone/objective is on course.", ""),
                (Light.RED, "The milestone/objective is not on course.", ""),
            ),
            key((Light.GREEN, "The objective is on course.", ""), (Light.RED, "The objective is late.", "")),
        ],
    ),
    "PRG13": Case(
        wrong=[key(_GREEN, _RED, light=Light.AMBER), key(_AMBER, _RED, light=Light.GREEN)],
        right=[
            key(_GREEN, _AMBER, _RED, light=Light.AMBER),
            key(_GREEN, light=Light.AMBER),
            report(milestone(light=Light.AMBER)),
        ],
    ),
    "PRG14": Case(
        wrong=[
            report(shown({"progress": "🟢 Red"})),
            report(shown({"progress": "On target"}, light=Light.RED)),
            report(measure(cells={"travel": "Worse"}, arrow=Arrow.BETTER)),
        ],
        right=[
            report(shown({"progress": "🟢 On track"}, light=Light.GREEN)),
            report(shown({"progress": "On target"}, light=Light.GREEN)),
            report(shown({"progress": "Amber/Green"}, light=Light.AMBER)),
            report(shown({"progress": "R"}, light=Light.RED)),
            report(measure(cells={"travel": "Worse"}, arrow=Arrow.WORSE)),
            report(measure(cells={"travel": "↑"}, arrow=Arrow.WORSE)),
        ],
    ),
    "PRG15": Case(
        wrong=[
            turned(milestone(commentary="Completed in May."), milestone(light=Light.AMBER, commentary="Work continues.")),
            turned(milestone(progress="Complete"), milestone(light=Light.RED, commentary="The contractor is on site.")),
        ],
        right=[
            turned(milestone(commentary="Completed in May."), milestone(light=Light.GREEN, commentary="Work continues.")),
            turned(milestone(commentary="Completed in May."), milestone(light=Light.AMBER, commentary="Reopened in August.")),
            turned(milestone(commentary="One part is complete."), milestone(light=Light.AMBER, commentary="Work goes on.")),
            Setting(report(milestone(light=Light.AMBER, commentary="Work continues."))),
        ],
    ),
}  # fmt: skip
