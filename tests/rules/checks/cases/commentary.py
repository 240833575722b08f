"""Cases of the checks on whether a commentary is there, is this quarter's, is finished and tells anything."""

from goldenthread.model.plan import Light, MeasureLine
from goldenthread.model.reading import Assumed, Reading, Unplaced
from goldenthread.model.report import ReportKind
from tests.rules.checks.papers import YEAR, Case, Setting, measure, milestone, narrative, report

REPAIRS = "Two more joiners started in May, and the backlog of repairs fell by a third during the quarter."
VISITS = "Visits rose once the main library reopened, although the branch at the market is still closed."
WEATHER = "Wet weather closed the site for three weeks."


def repairs(words: str, current: str = "88%", light: Light | None = None, action: str = "") -> MeasureLine:
    return measure(
        "HS 04",
        "Percentage of repairs completed on time",
        cells={"target": "95%", "current": current},
        commentary=words,
        light=light,
        action=action,
    )


def visits(words: str) -> MeasureLine:
    return measure("LI 01", "Visits to libraries", cells={"target": "9,000", "current": "2,100"}, commentary=words)


def trees(words: str) -> MeasureLine:
    return measure("GS 02", "Trees planted", cells={"target": "300", "current": "40"}, commentary=words)


TWICE = report(repairs(REPAIRS), visits(REPAIRS))
MERGED = "its cell is merged over several rows"
LOST = report(repairs(REPAIRS), visits(VISITS), trees(""))

CASES = {
    "COM01": Case(
        wrong=[
            report(repairs(REPAIRS), visits(VISITS), trees("")),
            report(milestone("a", commentary=REPAIRS), milestone("b", commentary=VISITS), milestone("c")),
        ],
        right=[
            report(repairs(REPAIRS), visits(VISITS), trees(WEATHER)),
            # a paper whose measures have none, or a plan
            report(repairs(""), visits(""), trees(WEATHER)),
            report(repairs(REPAIRS), visits(VISITS), trees(""), kind=ReportKind.BUSINESS_PLAN, period=YEAR),
            # a paper that comments by exception
            report(
                *(milestone(f"a{i}", light=Light.RED, commentary=f"{VISITS} {i}.") for i in range(10)),
                *(milestone(f"b{i}", light=Light.GREEN) for i in range(3)),
            ),
            # the reader found its words and could not place them
            Setting(
                LOST,
                reading=Reading(
                    report=LOST, unplaced=(Unplaced(text="…", where="line 9", could_be="the commentary of GS 02"),)
                ),
            ),
            report(
                repairs(REPAIRS),
                visits(VISITS),
                measure("GS 02", "Trees planted", action="Plant the second avenue in May"),
            ),
        ],
    ),
    "COM02": Case(
        wrong=[
            Setting(report(repairs(REPAIRS, "81%")), previous=report(repairs(REPAIRS, "88%"))),
            Setting(report(visits(VISITS)), previous=report(visits(f"{VISITS[:-1]}!"))),
            Setting(report(milestone(commentary=VISITS)), previous=report(milestone(commentary=VISITS))),
        ],
        right=[
            Setting(report(repairs(REPAIRS)), previous=report(repairs(VISITS))),
            Setting(
                report(
                    visits(
                        "A total of 2,410 visits were made in the quarter, and 112 children joined the reading club."
                    )
                ),
                previous=report(
                    visits("A total of 2,100 visits were made in the quarter, and 98 children joined the reading club.")
                ),
            ),
            Setting(report(visits("See LI 02.")), previous=report(visits("See LI 02."))),
            Setting(
                report(
                    milestone(
                        commentary="This work was completed in May and the centre is open to all residents again."
                    )
                ),
                previous=report(
                    milestone(
                        commentary="This work was completed in May and the centre is open to all residents again."
                    )
                ),
            ),
            Setting(report(repairs("")), previous=report(repairs(""))),
            report(repairs(REPAIRS)),
        ],
    ),
    "COM03": Case(
        wrong=[
            report(repairs(REPAIRS), visits(REPAIRS)),
            report(milestone("a", commentary=VISITS), milestone("b", commentary=VISITS.upper())),
        ],
        right=[
            report(repairs(REPAIRS), visits(VISITS)),
            Setting(
                TWICE,
                reading=Reading(
                    report=TWICE, assumed=(Assumed(what=f"“{REPAIRS[:60]}” is said of this row too.", why=MERGED),)
                ),
            ),
            report(repairs("See the key developments."), visits("See the key developments.")),
            report(repairs(""), visits("")),
        ],
    ),
    "COM04": Case(
        wrong=[
            report(milestone(commentary="Available Q2")),
            report(repairs("No update.")),
            report(repairs("Awaiting data"), visits("Awaiting data")),
            report(repairs("Data not available this quarter.")),
            report(milestone(commentary="Nothing to report")),
            report(milestone(commentary="Update to follow")),
        ],
        right=[
            report(milestone(commentary="The model was chosen in May; training begins in quarter 2.")),
            report(
                repairs(
                    "No update was possible because the system was replaced in June; the first figures are due in July."
                )
            ),
            report(visits("See LI 02.")),
            report(
                measure(
                    "PH 1", "Annual satisfaction of tenants", cells={"current": "N/A"}, commentary="Available in Q4"
                )
            ),
            report(milestone(commentary="Available places rose to 40.")),
        ],
    ),
    "COM05": Case(
        wrong=[
            report(repairs("Demand was much higher than last year.", light=Light.RED)),
            report(milestone(light=Light.RED, commentary=WEATHER)),
        ],
        right=[
            report(repairs("Demand was higher than last year. Two more joiners will join in May.", light=Light.RED)),
            report(repairs("Demand was high; a recovery plan is in place.", light=Light.RED)),
            report(repairs("Demand was high.", light=Light.RED, action="Recruit two joiners by May")),
            report(repairs("Demand was high.", light=Light.AMBER)),
            report(repairs("", light=Light.RED)),
            report(milestone(light=Light.RED, commentary="See PED01b.")),
        ],
    ),
    "COM06": Case(
        wrong=[
            report(repairs("[insert number] repairs were made in the quarter.")),
            report(visits("Click here to enter text.")),
            report(narrative("Key developments", "The new depot opened on XX May.", number="2.1")),
            report(repairs("Commentary to follow")),
            report(visits("Please provide a brief update on progress this quarter.")),
            report(narrative("Introduction", "Lorem ipsum dolor sit amet.")),
            report(repairs("The cost was £?? in the quarter.")),
            report(repairs("A further xxx drains were cleared in June.")),
            report(
                narrative("Risks", "[Heads of service: list the three main risks and what is being done]", number="7.0")
            ),
            report(narrative("Equality", "[Describe how the plan affects people with protected characteristics]")),
        ],
        right=[
            report(repairs(REPAIRS)),
            report(
                narrative("Key developments", "Residents are asked to please provide feedback by 4 June.", number="2.1")
            ),
            report(repairs("The figure is provisional [p] and not available [x] for one ward.")),
            report(visits("Members can click here to enter the catalogue.")),
            report(visits("Is the library still needed? We asked 400 people.")),
            report(narrative("Key developments", "See [list available on request] and [State aid rules] for more.")),
            report(narrative("Key developments", "A director said: “they [the officers: two in all] explained it”.")),
            report(narrative("Key developments", "The file is kept at www.example.gov.uk/xx/list and in room xx-4.")),
            report(narrative("Key developments", "The survey “[gave the council] a fair picture” of the service.")),
            report(narrative("Key developments", "Data are added to the register each week [see 3.1].", number="2.1")),
        ],
    ),
    "COM07": Case(
        wrong=[
            report(repairs("612 homes were inspected [VN to check].")),
            report(visits("Visits rose by 4% (to check).")),
            report(narrative("Key developments", "Comment [AB1]: is this still needed", number="2.1")),
            report(repairs("88% were done on time. Is this right?")),
        ],
        right=[
            report(repairs(REPAIRS)),
            report(repairs("We asked the CCG to provide a therapist, and the LA to confirm the funding.")),
            report(visits("Staff now check in books (checks take a minute).")),
            report(
                narrative(
                    "Key developments", "A draft strategy was published; comments [see 3.1] are welcome.", number="2.1"
                )
            ),
        ],
    ),
    "COM08": Case(
        wrong=[
            report(repairs("A contractor has been appointed in May and the")),
            report(visits("Visits rose in the quarter because of")),
            report(milestone(commentary="The bid was sent to the board, which")),
        ],
        right=[
            report(repairs(REPAIRS)),
            report(visits("356 visits at the end of Q2, 374 at the end of Q1")),
            report(visits("Results are what we hoped for")),
            # one cell that the file broke over two rows
            report(repairs("A contractor has been appointed in May and the"), visits("work begins in June.")),
            report(visits("Libraries, parks and museums etc")),
        ],
    ),
    "COM09": Case(
        wrong=[report(repairs("Work continues on site. " * 90))],
        right=[report(repairs("Work continues on site. " * 60))],
    ),
}
