"""Cases of the checks on what a commentary says of its own figure."""

from goldenthread.model.figures import Column
from goldenthread.model.report import Report
from tests.rules.checks.papers import Q2, Case, Setting, measure, report

_VISITS = "Increase the percentage of visits made on time"
_RATE = "Monitor the rate of referrals per 10,000 children"
_HOMES = "Reduce the number of empty homes"


def _paper(commentary: str, title: str = _VISITS, **cells: str) -> Report:
    shown: dict[str | Column, str] = {}
    shown.update(cells or {"current": "72.8%"})
    return report(measure(title=title, cells=shown, commentary=commentary))


CASES = {
    "NUM15": Case(
        wrong=[
            _paper("Performance this quarter was 61.4%. Staff are to be thanked."),
            _paper("The current figure is 61.4% and we expect it to rise.", current="72%"),
            _paper("The measure stands at 45.", _HOMES, current="62"),
            _paper("The rate is 214.", _RATE, current="223"),
            _paper("In the year 82 children were referred, which is a rate of 41.2 per 10,000.", _RATE, current="51.2"),
            _paper("At 30th June 2021 there were 84 empty homes, of which 12 are flats.", _HOMES, current="74"),
            _paper("At the end of June there were 84 empty homes.", _HOMES, current="74"),
            _paper(
                "There are now 310 households on the register.",
                "Reduce the number of households on the register (snapshot at end of quarter)",
                current="318",
            ),
            _paper("The percentage of visits made on time is 61%.", current="72%"),
            _paper("Visits on time fell from 81% to 61%.", last="81%", current="72%"),
            _paper("Only 61% of visits were on time, against a target of 85%.", target="85%", current="72%"),
            _paper("Just 61% of visits were on time, down from 81% last year.", last="81%", current="72%"),
            _paper("The rate is 45.1, well above the 38.2 of last year.", _RATE, last="38.2", current="54.3"),
            _paper("At Quarter 1 the position is now good. The figure for Quarter 1 is 51.", _HOMES, current="62"),
            Setting(
                report(
                    measure(title=_HOMES, cells={"current": "40"}, commentary="Down to 45 from 62 in June."), period=Q2
                ),
                previous=report(measure(title=_HOMES, cells={"current": "62"})),
            ),
        ],
        right=[
            _paper("Performance this quarter was 72.8%."),
            _paper("Performance this quarter was 73%."),
            _paper("Performance this quarter was about 70%."),
            _paper("Performance for Quarter 1 in 2020 was 61.4%."),
            _paper("The rate fell from 223 to 214 and is below last year's 221.", _RATE, last="221", current="214"),
            _paper("In the north 61% were on time, against a target of 85%.", target="85%", current="72%"),
            _paper("61% are late, against a target of 85%, and 72% on time.", target="85%", current="72%"),
            _paper("A third of 12 visits were late, against a target of 85%.", target="85%", current="72%"),
            _paper("Performance last quarter was 61.4%."),
            _paper("In the north 42 children were referred, a rate of 41.2 per 10,000.", _RATE, current="51.2"),
            _paper("Nationally this is a rate of 41.2 per 10,000.", _RATE, current="51.2"),
            _paper("That is a rate of 5.1 per 1,000 residents.", _RATE, current="51.2"),
            _paper("That is a rate of 41.2 per 10,000 in the two poorest wards.", _RATE, current="51.2"),
            _paper(
                "That is a rate of 51.2 per 10,000, against a rate of 49 per 10,000 last year.", _RATE, current="51.2"
            ),
            _paper("At the end of May there were 84 empty homes.", _HOMES, current="74"),
            _paper("At the end of June last year there were 84 empty homes.", _HOMES, current="74"),
            _paper("At 30th June 2020 there were 84 empty homes.", _HOMES, current="74"),
            _paper("At the end of June there were 84 empty homes in the register.", _HOMES, current="74"),
            _paper("At the end of June there were 84 empty homes, now 74.", _HOMES, current="74"),
            _paper("There were 84 empty homes.", _HOMES, current="74"),
            _paper("In June there were 12 empty homes.", _HOMES, current="74"),
            _paper("The current figure is 61.4% nationally."),
            _paper("The current figure is higher than the target of 70%."),
            _paper("The figure for boys is 61.4%."),
            _paper("The current number of visits is 1,204."),
            _paper("The number of homes with a new tenant is 12.", _HOMES, current="62"),
            _paper("The rate is 5% higher than in June."),
            _paper("The target stands at 80%."),
            _paper("Visits on time fell from 81% to 72.8%.", last="81%", current="72.8%"),
            _paper("Visits on time in England fell from 81% to 71%.", last="81%", current="72.8%"),
            _paper("Attendance at meetings is 55%."),
        ],
    ),
    "NUM16": Case(
        wrong=[
            _paper("Of all visits 78.2% were on time."),
            _paper("There are 1,254 empty homes.", _HOMES, current="1,524"),
            _paper("We have spent £4,452,830 so far.", "Report on the budget spent", current="£4,425,830"),
        ],
        right=[
            _paper("Of all visits 72.8% were on time, and 78.2% last year."),
            _paper("Of all visits 81.3% were on time."),
            _paper("There are 12 homes.", _HOMES, current="21"),
            _paper("Last year 78.2% were on time.", last="78.2%", current="72.8%"),
            _paper("The 278 visits were on time."),
        ],
    ),
    "NUM17": Case(
        wrong=[
            _paper("The rate is 34 above the target.", _RATE, target="90", current="114"),
            _paper("We are 5 percentage points below the target.", target="80%", current="72%"),
            _paper("There are 6 fewer than the target.", _HOMES, target="20", current="12"),
            _paper("This is 8 points above our target.", target="80%", current="72%"),
        ],
        right=[
            _paper("The rate is 24 above the target.", _RATE, target="90", current="114"),
            _paper("We are 8 percentage points below the target.", target="80%", current="72%"),
            _paper("We are 10% below the target.", target="80%", current="72%"),
            _paper("We are nearly 10 percentage points below the target.", target="80%", current="72%"),
            _paper("Last quarter we were 5 points below the target.", target="80%", current="72%"),
            _paper("We are 5 points below the target of the county.", target="80%", current="72%"),
            _paper("12 of our homes are below the target for energy.", _HOMES, target="20", current="12"),
            _paper("The cost is £200 above the target.", target="80%", current="72%"),
        ],
    ),
    "NUM18": Case(
        wrong=[
            _paper("Data is not yet available from the provider.", current="0%"),
            _paper("We are awaiting data from the police.", _HOMES, current="0"),
            _paper("The figures have not been published yet.", current="0"),
        ],
        right=[
            _paper("There were none this quarter.", _HOMES, current="0"),
            _paper("Data is not yet available from the provider.", current="N/A"),
            _paper("Data is not yet available for schools.", current="12%"),
            _paper("Figures are available on the website.", _HOMES, current="0"),
        ],
    ),
}
