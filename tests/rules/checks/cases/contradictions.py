"""Cases of the checks on passages that cannot both be true."""

from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Narrative
from tests.rules.checks.papers import Case, measure, milestone, narrative, report

TAKE_UP = "Increase the take-up of free school meals"
RATE = "Monitor the rate of children in need per 10,000 children (snapshot)"


def told(words: str, title: str = TAKE_UP) -> MeasureLine:
    return measure("ED 01", title, commentary=words)


def need(*texts: str) -> Narrative:
    return narrative("Key developments", *texts, number="2.1")


CASES = {
    "COM17": Case(
        wrong=[
            report(told("There is no drop from last year's figure. There has been some decline in take-up since May.")),
            report(told("There was no increase in complaints. There has been an increase in complaints on parking.")),
        ],
        right=[
            report(told("There has been some decline in take-up since May.")),
            report(told("There was no increase in complaints. There has been an increase in compliments.")),
            report(told("There was no increase in visits. There has been some decline in visits.")),
            report(told("No decision was taken. There has been some decline in take-up.")),
        ],
    ),
    "COM18": Case(
        wrong=[
            report(need("All seven libraries reopened in May.", "Visits rose at all eight libraries.")),
            report(
                told("Six of the eight secondary schools took part."), need("We wrote to all seven secondary schools.")
            ),
        ],
        right=[
            report(need("All eight libraries reopened in May.", "Visits rose at all eight libraries.")),
            report(need("Five of the eight libraries reopened.", "Visits rose at six libraries.")),
            report(need("We wrote to all seven secondary schools.", "We wrote to all 51 primary schools.")),
            report(need("Of the two schools that fell short, one has a plan.", "All eight schools reopened.")),
            report(need("Of the 12 complaints, four were upheld.", "All nine complaints were closed.")),
        ],
    ),
    "COM19": Case(
        wrong=[
            report(
                need("The current rate of children in need per 10,000, circa 93, is about the same as before."),
                measure("CS 02", RATE, cells={"last": "362", "target": "380"}),
            )
        ],
        right=[
            report(
                need("The current rate of children in need per 10,000 is 370."),
                measure("CS 02", RATE, cells={"last": "362", "target": "380"}),
            ),
            report(
                need("The national rate of children in need per 10,000 is 93."),
                measure("CS 02", RATE, cells={"last": "362", "target": "380"}),
            ),
            report(
                need("The rate of children in care per 10,000 is 93."),
                measure("CS 02", RATE, cells={"last": "362", "target": "380"}),
            ),
        ],
    ),
    "COM20": Case(
        wrong=[
            report(
                measure("HS 03", "Repairs on time", commentary="Repairs went well."),
                measure("HS 04", "Homes re-let", commentary="HS 03: repairs were completed on time."),
            ),
            report(
                milestone("P1.1", commentary="The hub opened."),
                milestone("P1.2", commentary="P1.1 – the hub opened in May."),
            ),
        ],
        right=[
            report(
                measure("HS 03", "Repairs on time", commentary="HS 03: repairs were completed on time."),
                measure("HS 04", "Homes re-let", commentary="See HS 03."),
            ),
            report(
                measure("HS 03", "Repairs on time", commentary="Q1: repairs were completed on time."),
                measure("HS 04", "Homes re-let", commentary="HS 03 tells of the joiners."),
            ),
        ],
    ),
    "COM21": Case(
        wrong=[
            report(
                measure(
                    "ED 04", "Percentage of primary schools judged good", commentary="One secondary school was visited."
                ),
                measure("ED 05", "Percentage of secondary schools judged good", commentary="One school was visited."),
            ),
            report(
                measure("FI 01", "Council tax collected", commentary="Business rates were paused for shops."),
                measure("FI 02", "Business rates collected", commentary="Shops were helped."),
            ),
        ],
        right=[
            report(
                measure(
                    "ED 04", "Percentage of primary schools judged good", commentary="One primary school was visited."
                ),
                measure(
                    "ED 05",
                    "Percentage of secondary schools judged good",
                    commentary="One secondary school was visited.",
                ),
            ),
            report(
                measure(
                    "ED 04",
                    "Percentage of primary schools judged good",
                    commentary="Pupils move on to secondary school.",
                ),
            ),
            report(
                measure(
                    "ED 04", "Primary schools judged good", commentary="Primary and secondary schools were visited."
                ),
                measure("ED 05", "Secondary schools judged good", commentary="One was visited."),
            ),
        ],
    ),
}
