"""Cases of the checks on dates due."""

from typing import Any

from goldenthread.model.plan import Action, AnyLine, Light
from goldenthread.model.report import Report, ReportKind
from tests.rules.checks.papers import Q2, YEAR, Case, Setting, measure, milestone, narrative, report

PLAN: dict[str, Any] = {"kind": ReportKind.BUSINESS_PLAN, "title": "Business plan 2021/22", "period": YEAR}


def due(*dates: str) -> list[AnyLine]:
    """Milestones due on these dates."""
    return [milestone(f"TR01{'abcdefgh'[i]}", f"Resurface road {i}", due=date) for i, date in enumerate(dates)]


def done(date: str, commentary: str, *, light: Light | None = None, progress: str = "") -> Report:
    """The report to September 2021 with a milestone due on a date, and what is said of it."""
    return report(
        milestone("TR01a", "Resurface the ring road", due=date, commentary=commentary, light=light, progress=progress),
        period=Q2,
    )


def titled(title: str, date: str = "March 2022") -> Report:
    """A paper with one milestone of this title."""
    return report(milestone("TR01a", title, due=date))


def text(*words: str) -> Report:
    """A paper with this text."""
    return report(narrative("Overview", *words), *due("March 2022"))


def moved(now: str, then: str, commentary: str = "On course.") -> Setting:
    """A milestone that was due on another date last quarter."""
    title = "Resurface the ring road"
    return Setting(
        report(milestone("TR01a", title, due=now, commentary=commentary)),
        previous=report(milestone("TR01a", title, due=then)),
    )


def act(by_when: str, what: str = "Recruit two more inspectors") -> Report:
    """The report to September 2021 with an action."""
    return report(measure().model_copy(update={"action": Action(what=what, by_when=by_when)}), period=Q2)


CASES = {
    "DUE01": Case(
        wrong=[report(*due("March 2022", "2022")), report(*due("2022", "2023")), titled("Open the depot", "by 2022")],
        right=[
            report(*due("March 2022", "31 March 2022", "31/03/2022")),
            report(*due("Q4 2021/22", "Spring 2022", "2021/22", "Ongoing", "")),
        ],
    ),
    "DUE02": Case(
        wrong=[report(*due("March 2022", "", "May 2022", "June 2022"))],
        right=[
            report(*due("March 2022", "May 2022", "June 2022")),
            report(*due("", "", "")),
            report(*due("March 2022", "", "")),
            report(*due("March 2022", "Ongoing", "May 2022", "June 2022")),
            report(*due("March 2022", "May 2022", "June 2022"), measure()),
        ],
    ),
    "DUE03": Case(
        wrong=[
            report(*due("March 2022", "Ongoing", "May 2022")),
            report(*due("March 2022", "TBC", "May 2022", "ASAP")),
        ],
        right=[
            report(*due("March 2022", "Spring 2022", "May 2022")),
            report(*due("Ongoing", "Ongoing", "Ongoing", "March 2022")),  # the council's habit
            report(*due("Ongoing to March 2022", "", "May 2022")),
        ],
    ),
    "DUE04": Case(
        wrong=[
            done("June 2021", "Officers continue to work with the contractor.", light=Light.AMBER),
            done("30 September 2021", "Residents are keen on the scheme."),
            done("July 2021", "Work is incomplete.", light=Light.RED),
        ],
        right=[
            done("June 2021", "The road was opened in May."),
            done("June 2021", "Delayed by the weather; a new date is being sought."),
            done("June 2021", "Work will finish in December.", light=Light.AMBER),
            done("June 2021", "Residents are keen on the scheme.", light=Light.GREEN),
            done("June 2021", "Residents are keen on it.", progress="Complete"),
            done("December 2021", "Officers continue to work with the contractor."),
            done("2021", "Officers continue to work with the contractor."),
            done("June 2021", ""),
            done("June 2021", "Officers continue.").model_copy(update={"kind": ReportKind.BUSINESS_PLAN}),
        ],
    ),
    "DUE05": Case(
        wrong=[
            report(*due("March 2021", "March 2022"), **PLAN),
            report(*due("March 2022", "July 2022", "2023"), **PLAN),
        ],
        right=[
            report(*due("April 2021", "31 March 2022", "2021/22", "2022", "2021"), **PLAN),
            report(*due("March 2021", "July 2022")),  # a quarter's report
        ],
    ),
    "DUE06": Case(
        wrong=[
            titled("Adopt the housing strategy 201-2025"),
            titled("Renew the fleet", "March 2212"),
            text("The review of parking runs for 2025-2021."),
            text("All lamps will be changed by 31 June."),
            text("The lease ends on 30 February 2022."),
            text("The bridge opens in May 20222."),
            text("The plan for 2021-202 was agreed."),
        ],
        right=[
            titled("Adopt the housing strategy 2021-2025"),
            titled("Renew the fleet", "March 2022"),
            text("Between 200-2000 homes flood; 1998 - 2005; 2021/22; 29 February 2024; 28th February."),
            text("From April 2050 homes must be heated without gas; 120-2021 is an invoice.", "Ring 01632 960-2021."),
            text(
                "In May 200 homes were let, in June 2,021; between 201 and 2025 people came.",
                "In March 205 of 300 came.",
            ),
            text("The mill of March 1712 is listed; net zero by December 2050; the lease ends in March 2121."),
            text("Invoices 1,202-2025 and 3.204-2024 were paid."),
            text("Spending of £200-2000 each; 31 May; 30 Nov 2021; 31 Jan; down 2021/2020."),
        ],
    ),
    "DUE07": Case(
        wrong=[
            moved("June 2022", "March 2022"),
            moved("January 2022", "March 2022"),
            Setting(
                report(milestone("TR01a", "Resurface the ring road", due="May 2022")),
                plan=report(milestone("TR01a", "Resurface the ring road", due="31 March 2022")),
            ),
        ],
        right=[
            moved("March 2022", "March 2022"),
            moved("June 2022", "March 2022", "Revised from March, since the tender was let later."),
            moved("March 2022", "2022"),
            moved("31 March 2022", "March 2022"),
            moved("Ongoing", "March 2022"),
            Setting(
                report(milestone("TR01a", "Resurface the ring road", due="June 2022")),
                previous=report(milestone("TR01a", "Resurface the ring road", due="June 2022")),
                plan=report(milestone("TR01a", "Resurface the ring road", due="March 2022")),
            ),
        ],
    ),
    "DUE08": Case(
        wrong=[
            titled("Open the depot by June 2022"),
            titled("Complete the survey of bridges by the end of October 2021", "31/03/2022"),
        ],
        right=[
            titled("Open the depot by March 2022"),
            titled("Open the depot by 31 March 2022"),
            titled("Open the depot by March 2022 and the yard by June 2022"),
            titled("Publish the accounts of March 2021"),
            titled("Open the depot by June 2022", "2022"),
            titled("Review the strategy adopted by the council in June 2020"),
        ],
    ),
    "DUE09": Case(
        wrong=[
            done("December 2021", "The road will be completed by March 2022.", light=Light.GREEN),
            done("December 2021", "It is expected to be in place by the end of January 2022."),
        ],
        right=[
            done("December 2021", "The road will be completed by November 2021.", light=Light.GREEN),
            done("December 2021", "Delayed: the road will be completed by March 2022.", light=Light.GREEN),
            done("December 2021", "The road will be completed by March 2022.", light=Light.AMBER),
            done("December 2021", "The road was completed in June 2021. The new strategy starts in April 2022."),
            done("2022", "The road will be completed by June 2022."),
            done("31 March 2022", "The road will be completed by March 2022."),
        ],
    ),
    "DUE10": Case(
        wrong=[act("June 2021"), act("31 May 2021")],
        right=[
            act("December 2021"),
            act("September 2021"),
            act("July 2021"),
            act(""),
            act("Ongoing"),
            act("June 2021", "Two more inspectors have been recruited"),
        ],
    ),
}
