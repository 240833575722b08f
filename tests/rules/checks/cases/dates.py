"""Cases of the checks on dates as printed."""

from goldenthread.model.report import Report
from tests.rules.checks.papers import YEAR, Case, measure, milestone, narrative, report


def _says(*texts: str) -> Report:
    lines = [milestone(f"M{i}", commentary=text) for i, text in enumerate(texts)]
    return report(*lines)


CASES = {
    "PER09": Case(
        wrong=[
            _says("The survey closes on 31/06/2021."),
            _says("The order takes effect on 09/21/2021."),
            _says("Signed on 30/02/22."),
            _says("Reviewed on 29/02/2021."),
        ],
        right=[
            _says("The survey closes on 30/06/2021."),
            _says("Reviewed on 29/02/2020."),
            _says("Scores of 45/60/72 were given."),
            _says("24/7 cover and 1/2 day leave."),
            _says("In 2020/21 and 2021/22."),
        ],
    ),
    "PER10": Case(
        wrong=[
            _says("The board meets on Tuesday 24 January 2022."),
            report(narrative("Introduction", "The consultation closes on Friday, 3rd May 2021.")),
        ],
        right=[
            _says("The board meets on Monday 24 January 2022."),
            _says("The board meets on Tuesday 24 January."),
            _says("Open Monday to Friday, 1 June 2021 to 30 June 2021."),
            _says("On Sunday 31 February 2021."),
        ],
    ),
    "PER11": Case(
        wrong=[
            _says("The target for the financial year 2021/23 is 80%."),
            _says("Savings in quarter 1 2021/21 were on target."),
            report(narrative("Finance", "The 2012/22 budget was set in March."), period=YEAR),
            _says("The 2022/21 budget was set in March."),
            report(measure(title="Reduce the 2021/23 outturn")),
        ],
        right=[
            _says("The target for the financial year 2021/22 is 80%."),
            _says("The strategy 2021/25 was agreed."),
            _says("The 2021-2026 plan was agreed."),
            _says("The budget for 2021/22 – 2023/24 was set."),
            _says("Over 2012/22 the borough grew."),
            _says("In 1999/2000 there were 2000/2500 homes."),
            _says("The contract runs 2021-23."),
        ],
    ),
    "PER12": Case(
        wrong=[
            _says("The works run from September 2021 to March 2021."),
            _says("Consultation (1st July 2021 – 30th June 2021)."),
            _says("The scheme ran 12 May 2021 until 4 May 2021."),
        ],
        right=[
            _says("The works run from September 2021 to March 2022."),
            _says("Consultation (1st July 2021 – 31st July 2021)."),
            _says("The end date was brought forward from September 2021 to March 2021."),
            _says("A rise compared with September 2021 to March 2021."),
            _says("In March 2021 to date there were 4."),
            _says("From May 2021 to May 2021."),
        ],
    ),
    "PER13": Case(
        wrong=[
            _says("In Quarter 2 (April to June 2021) 45 homes were let."),
            _says("Q3: July – September 2021 was wet."),
            report(narrative("Introduction", "This is the first quarter, 1 July to 30 September.")),
        ],
        right=[
            _says("In Quarter 1 (April to June 2021) 45 homes were let."),
            _says("Quarter 2 (April to September 2021), cumulative."),
            _says("Quarter 1 (January to March 2021) of the national survey."),
            _says("In quarter 2, July saw 4 and August to September 6."),
            _says("Q4 January – March."),
            _says("Quarter 2 was wet. From April to June it was dry."),
        ],
    ),
    "PER14": Case(
        wrong=[
            _says(
                "From September 2021, full inspections of every setting returned.",
                "Full inspections returned in September 2020 when grades may change.",
            ),
            report(
                narrative("Reviews", "A Joint Area Inspection of Highways in June 2019 praised the winter service."),
                narrative("List", "July 2019 - Joint Area Inspection of Highways, with two actions."),
            ),
            _says(
                "The refurbished leisure centre opens to the public in March 2022.",
                "The refurbished leisure centre opens to the public in April 2022.",
            ),
        ],
        right=[
            _says(
                "From September 2021, full inspections of every setting will return.",
                "Full inspections will return in September 2021 when grades may change.",
            ),
            # COM19 finds this one
            _says(
                "From September 2021, full inspections of every setting will return.",
                "Full inspections will return in September 2022 when grades may change.",
            ),
            # a series of figures, one for each year
            _says(
                "In March 2021 85% of care leavers lived in suitable accommodation.",
                "In March 2020 81% of care leavers lived in suitable accommodation.",
            ),
            _says(
                "The annual tenants' conference in June 2020 was held online.",
                "The annual tenants' conference in June 2021 was held in the town hall.",
            ),
            _says(
                "Inspection of Elm House in May 2021 was rated good. Inspection of Elm House in May 2020 was rated poor.",
                "Inspection of Elm House in May 2020 was rated poor.",
            ),
            _says("The library opened in May 2021.", "The swimming pool opened in June 2021."),
            _says(
                "The audit of street lighting contracts ended in May 2021. The audit of street lighting began in May 2020."
            ),
            _says(
                "The refurbished leisure centre opens to the public in March 2022.",
                "The refurbished leisure centre opens to the public in November 2022.",
            ),
        ],
    ),
}
