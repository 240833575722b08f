"""Cases of the checks on polarity and unit."""

from goldenthread.model.plan import Definition, Known, Polarity, PolarityPart
from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, Setting, measure, report

HIGHER = Definition(polarity=PolarityPart(value=Polarity.HIGHER, known=Known.STATED))
LOWER = Definition(polarity=PolarityPart(value=Polarity.LOWER, known=Known.STATED))


def _measured(
    title: str, *, last: str = "50", target: str = "60", current: str = "70", definition: Definition | None = None
) -> Report:
    return report(
        measure(title=title, cells={"last": last, "target": target, "current": current}, definition=definition)
    )


_MONITOR = "Monitor the number of enquiries (snapshot)"

CASES = {
    "POL01": Case(
        wrong=[
            _measured("Monitor the rate of referrals per 10,000 residents (snapshot)", target="500", current="641"),
            _measured("Maintain the percentage of roads in good condition", target="80%", current="75%"),
            _measured("Housing – Record the number of empty homes (snapshot)", target="200", current="150"),
            _measured("Report on the proportion of waste sent to landfill", target="5%", current="7%"),
        ],
        right=[
            _measured("Reduce the number of empty homes (snapshot)", target="200", current="150"),
            _measured("Monitor the number of enquiries (snapshot)", target="60", current="60"),
            _measured("Monitor the number of enquiries (snapshot)", target="N/A", current="60"),
            _measured("Monitor the number of enquiries (snapshot)", definition=LOWER),
            Setting(_measured(_MONITOR), plan=_measured(_MONITOR, definition=LOWER)),
            _measured("Maintain the percentage of roads in good condition", target="at least 80%", current="85%"),
            # the year is not over, so that more or less is not known yet
            _measured("Record the number of visits (financial year cumulative)", target="200", current="60"),
            _measured("Monitor visits to leisure centres (cumulative)", target="200", current="60"),
            _measured("Percentage of invoices paid in time", target="95%", current="90%"),
            _measured("Report on the cost of agency staff", target="£250,000 reduction", current="£4,000,000"),
        ],
    ),
    "POL02": Case(
        wrong=[
            _measured("Maintain the percentage of young people not in work", last="3.4%", target="4.0%"),
            _measured("Maintain the number of volunteers", last="120", target="150"),
            _measured("Libraries – Sustain the number of active members", last="12,000", target="10,000"),
        ],
        right=[
            _measured("Maintain the percentage of homes at the decent standard", last="94%", target="95%"),
            _measured("Maintain the number of volunteers", last="120", target="120"),
            _measured("Maintain the number of volunteers", last="N/A", target="150"),
            _measured("Maintain the number of volunteers", last="120", target="at least 100"),
            _measured("Maintain/increase the number of volunteers", last="120", target="150"),
            _measured("Increase the number of volunteers", last="120", target="150"),
            _measured("Maintain the number of volunteers", last="120", target="100", definition=HIGHER),
            _measured("Maintain the number of volunteers", last="45 (Q1 YTD)", target="150"),
        ],
    ),
    "POL03": Case(
        wrong=[
            _measured("Reduce the number of complaints upheld", definition=HIGHER),
            _measured("Increase the number of trees planted", definition=LOWER),
            _measured("Reduce the number of missed bins", target="at least 50"),
        ],
        right=[
            _measured("Reduce the number of complaints upheld", definition=LOWER),
            _measured("Increase the number of trees planted", definition=HIGHER),
            _measured("Reduce the number of missed bins", target="no more than 50"),
            _measured("Improve the time taken to let a home", definition=LOWER),
            _measured("Ensure all complaints are answered in time", definition=HIGHER),
            _measured("Monitor the number of complaints", definition=LOWER),
        ],
    ),
    "POL04": Case(
        wrong=[
            _measured("Rate of hospital admissions for falls", last="23.1", target="21.9", current="22"),
            _measured("Social worker vacancy rate", last="5", target="5", current="6"),
            _measured("Reduce the accident rate at junctions", last="1.2", target="1.1", current="1.4"),
        ],
        right=[
            _measured("Rate of hospital admissions per 10,000 residents", last="23.1", target="21.9", current="22"),
            _measured("Council tax collection rate", last="95%", target="96%", current="25%"),
            _measured("Business rate income", last="95", target="96", current="25"),
            _measured("Social worker vacancy rate", last="tbc", target="tbc", current="N/A"),
            _measured("Sickness absence (days)", last="9.5", target="9", current="2"),
            _measured("Accident rate", last="1.2 per 1,000", target="1.1", current="1.4"),
        ],
    ),
    "POL05": Case(
        wrong=[
            _measured("Increase take-up of free school meals", last="80", target="90", current="85"),
            _measured("Tenant satisfaction with repairs", last="80", target="90", current="85"),
            _measured("Staff turnover", last="12", target="10", current="3"),
        ],
        right=[
            _measured("Increase take-up of free school meals", last="80%", target="90%", current="85%"),
            _measured("Number of homes at full occupancy", last="80", target="90", current="85"),
            _measured("Take-up of bus passes", last="8,000", target="9,000", current="8,500"),
            _measured("Staff turnover", last="12%", target="10", current="3"),
            _measured("Affordable homes delivered", last="80", target="90", current="85"),
            _measured("Sickness absence days for each worker", last="9.5", target="9", current="2"),
        ],
    ),
}
