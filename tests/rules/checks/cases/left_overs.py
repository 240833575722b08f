"""Cases of the checks on what is left over in the text."""

from goldenthread.model.reading import Mended, Reading
from goldenthread.model.report import Officer, Report
from tests.rules.checks.papers import Case, Setting, measure, milestone, narrative, report


def tells(*paragraphs: str) -> Report:
    return report(narrative("Key Developments", *paragraphs))


def says(*commentary: str) -> Report:
    return report(milestone(commentary=commentary))


_MENDED = Mended(before="Р1", after="P1", where="line 3", why="Greek or Cyrillic letters that look like Latin ones")
_JOINED = Mended(before="£1,23 4", after="£1,234", where="line 9", why="an amount broken over two lines")
_LONG = (
    "The highways team has resurfaced forty streets since April, and has inspected every bridge and culvert in the "
    "borough, so that "
    "the programme for the winter can be agreed with the depots in good time."
)

CASES = {
    "TXT01": Case(
        wrong=[
            tells("The pаnel met in June."),
            report(milestone(title="Reorganise the dеpot")),
            Setting(tells("All is well."), reading=Reading(report=tells("All is well."), mended=(_MENDED,))),
        ],
        right=[
            tells("The panel met in June; the café opened for Háf Bell."),
            tells("The measure is in µg and the angle is 90°; Ω is the unit of resistance."),
            Setting(tells("All is well."), reading=Reading(report=tells("All is well."), mended=(_JOINED,))),
        ],
    ),
    "TXT02": Case(
        wrong=[
            says("I In order to lower costs the contract was let anew."),
            says("The figure will offer a baseline for homes I within the borough."),
            says("This is moving towards the rate for new plans. e"),
            says("Every home is inspected. 44"),
            says("Two year olds have good provision.", "Children are placed in good provision44"),
            says("The council s own homes were let."),
        ],
        right=[
            says("I am pleased to report that I have met the residents, and I in turn was asked to speak."),
            says("A panel was formed. It meets weekly."),
            says("The scheme is described in appendix b and under option c of the plan."),
            says("It is filed under no. 4"),
            says("The strategy covers Covid19"),
            says("There were 44 visits in the quarter."),
            tells("a Primary b Secondary", "b The second team", "c This is the third"),
        ],
    ),
    "TXT03": Case(
        wrong=[
            tells("The trees were surveyed. ¬ Felling will begin in October."),
            tells("The childrenâ€™s homes were inspected."),
            tells("The cost was Â£400 a week."),
            tells("What the board asked\ufffd was answered."),
            report(milestone(title="Open the \uf0b7 hub")),
        ],
        right=[
            tells("The children’s homes – all three – were “good”, at £400 a week… and the café’s too."),
            tells("Señor and naïve are spelt so; 20°C; ½ price; ↑ better."),
        ],
    ),
    "TXT04": Case(
        wrong=[
            tells("As shown in Error! Reference source not found."),
            tells("Repairs &amp; maintenance are on course."),
            tells("First line<br>second line of the comment."),
            tells("This is **important** for tenants."),
            report(measure(cells={"current": "#DIV/0!"})),
            tells("Read [The New Plan](#) for more."),
        ],
        right=[
            tells("Repairs & maintenance cost < £5m, and 3 > 2."),
            tells("See #exampletown on social media; it is ranked *** by visitors."),
            tells("Errors! Reference books were not found in the library."),
            report(measure(cells={"current": "12*"})),
        ],
    ),
    "TXT05": Case(
        wrong=[
            tells("We want to improve the the offer for residents."),
            report(milestone(title="Reduce the cost of out of borough placement placements")),
            says("Most were graded grade grade good."),
            says("Work continues with with partners."),
        ],
        right=[
            tells("The plan that had had most support is the one that that panel chose."),
            tells("Walla Walla is twinned with Baden Baden; New New Street was closed."),
            tells("It is done, done well, and what it is is plain."),
            tells("The theatre has the theory: on one side."),
            tells("Bin 20 20 was emptied."),
        ],
    ),
    "TXT06": Case(
        wrong=[
            tells("Most are male pupils.Several were excluded twice."),
            tells("Schools,colleges and nurseries were asked."),
            tells("In Q1 2021-22shows a rise."),
            tells("Persistent lateness is themost common reason.", "This is the most we can do, and most agree."),
            tells(
                "Places in independentfostering agencies cost more.",
                "An independent view of independent fostering; fostering grows.",
            ),
            tells("The cost ofthe works has risen."),
        ],
        right=[
            tells("See www.example.gov.uk, plan.Final.pdf, e.g. the Plan, or write to Jo.Example@example.gov.uk."),
            tells("The U.K. rate is 9.5 and i.e. good; J.Smith spoke; 1st, 2nd, 10am, 20mph, 3hours."),
            tells("The theory of the theatre: there, then, these and theirs. Breathe and bathe."),
            tells("Street lights: a street has lights; streetlights. Breast milk, breast feeding; feeding; breastfeeding."),
            tells("A market town; the market; places to sit and places to eat; online marketplaces."),
            tells("The market traders, the market stalls and traders; a markettraders.co.uk page; supermarket."),
            tells("Development is sustainable; to develop mental health; developmental needs; develop mental strength."),
            tells("There were 1,200 visits and £3,400,000 was spent."),
        ],
    ),
    "TXT07": Case(
        wrong=[
            tells("These are the most common reasons.. Others are rare."),
            tells("Step Down ,Supported Lodgings and the flat."),
            tells("The bid was made .Work continues."),
        ],
        right=[
            tells("And so on ... and so forth… e.g., the first, i.e., the last."),
            tells("Grew by .5 points; see v1..v3 ; the file is ../plan."),
            tells("It was asked: why? Because, they said, of cost."),
        ],
    ),
    "TXT08": Case(
        wrong=[
            tells("The framework (agreed in June will be used."),
            tells("The framework agreed in June) will be used."),
            says("Residents called it “the best day of the year and asked for more."),
        ],
        right=[
            tells("The framework (agreed in June (by the board)) is explained in appendix 1 (section 8)."),
            tells("There are two aims: 1) to reuse and 2) to recycle; a) first b) second."),
            tells("The list (first part", "and second part) is complete."),
            says("Residents called it “the best day” of the year :)"),
            says("Six (6) lamps and the ’phone box."),
        ],
    ),
    "TXT09": Case(
        wrong=[
            tells("The council is commissioning more therapy and the board are utilising the"),
            report(milestone(title="Identify opportunities for joint commissioning of repairs and")),
            tells("Officers will meet the contractor to agree the programme with"),
        ],
        right=[
            tells("We will work on these aims with the", "depots and their crews."),
            says("This is the team that the residents asked us to look into."),
            says("Progress is good and the new road is open"),
            says("The contractor has been chosen and the"),
            says("Which"),
        ],
    ),
    "TXT10": Case(
        wrong=[
            tells("See https://example.gov.uk/map?ll=53.3 4379%2C-2.6 for the map."),
            tells("See http:/example.gov.uk for more."),
            tells("Write to housing @example.gov.uk today."),
            tells("See www. example.gov.uk for more."),
        ],
        right=[
            tells("See https://example.gov.uk/map?ll=53.34379%2C-2.6 and www.example.gov.uk."),
            tells("Write to housing@example.gov.uk, or see http://www.example.gov.uk/plan.pdf (in Welsh)."),
            tells("Follow @example on social media."),
        ],
    ),
    "TXT11": Case(
        wrong=[
            says("Some services have continued Page 3 of 12 throughout the year."),
            says("All contracts Ref: Milestones Quarterly Progress were let."),
        ],
        right=[
            says("See page 3 of the strategy."),
            says("The reference of the milestone is in the plan, and progress is good."),
        ],
    ),
    "TXT12": Case(
        wrong=[
            report(narrative("Key Developments", _LONG), narrative("Emerging Issues", _LONG)),
            report(
                narrative("Key Developments", _LONG), narrative("Emerging Issues", _LONG.replace("forty", "forty-one"))
            ),
            says("14% of case files were graded good", "14% of case files were graded good"),
        ],
        right=[
            report(narrative("Key Developments", _LONG), narrative("Emerging Issues", "The winter may be hard.")),
            report(milestone("PED01a", commentary=_LONG), milestone("PED01b", commentary=_LONG)),
            says("July 2024", "40% were graded good here", "August 2024", "40% were graded good here"),
            tells("This work will begin next year.", "This work will begin next year."),
        ],
    ),
    "TXT13": Case(
        wrong=[
            tells("Exmaple Borough Council has adopted the plan."),
            tells("In Example we act. Residents of Exampel said so; Example is one borough."),
            report(narrative("Key Developments", "Bahs Council met."), council="Bash Council"),
        ],
        right=[
            tells("Example Borough Council and Example’s residents; for example this one; Examples are many."),
            tells("Sample Borough Council is our neighbour."),
            report(narrative("Key Developments", "Reading Borough Council met; Heading north."), council="Reading Council"),
            report(narrative("Key Developments", "All is well."), council=""),
        ],
    ),
    "TXT14": Case(
        wrong=[
            report(narrative("Ashley House", "The commission for Ashely House can go on.")),
            tells("Schools asked for tuition in behaviour.", "Good behaviour; behaviour plans.", "Poor behavoiur was seen."),
            tells(
                "The resurfacing contract and resurfacing works.",
                "More resurfacing is due; resurfacing pays.",
                "The resurfcing budget is spent.",
            ),
        ],
        right=[
            tells("A contract was let; contracts; contracts; contracts; we keep contacts with the depots."),
            tells("The county and the country; counties, counties, counties, countries."),
            tells("Ashley House and Ashton House; School Street and Schools Street; Marsh Lane and March Road."),
            tells("Speciality, speciality, speciality and specialty; thorough work through the year."),
            report(
                narrative("Armour House", "Armuor House is open."),
                officers=[Officer(initials="VA", name="Val Armuor", post="")],
            ),
        ],
    ),
    "TXT15": Case(
        wrong=[
            tells("Placements in INMSS have grown.", "Visits to NMISS schools were made."),
            tells("The SEND2 return is due.", "It follows the SEN2 return."),
        ],
        right=[
            tells("KS2 and KS4, CIC and CIN, PED1 and PED2; SEND and SEN."),
            tells("INMSS schools and the other INMSS schools."),
            tells("NMISS IS ONE AND INMSS ANOTHER"),
        ],
    ),
    "TXT16": Case(
        wrong=[
            tells("A Multi Agency Plan (MAP) was made.", "The Managed Access Programme (MAP) began."),
            tells("The Housing Revenue Account (HRA) and the Home Repairs Agency (HRA)."),
        ],
        right=[
            tells("A Multi-Agency Plan (MAP) was made.", "The multi agency plans (MAP) began."),
            tells("The Housing Revenue Account (HRA) and its plan (HRA)."),
            tells("Families and Children (FaC) and Families & Children (FaC)."),
        ],
    ),
    "TXT17": Case(
        wrong=[
            tells("There are currenlty 13 women on the programme."),
            report(milestone(title="Publish the Assesment of need")),
            says("We recieved two bids, and thier prices were seperate."),
            tells("The Highwyas team has cleared the drains."),
            tells("Each residnet was written to."),
        ],
        right=[
            tells("There are currently 13 women on the programme, which we received separately."),
            tells("The color of the program and the organization of the center."),
            tells("Though compliant, the offices compete; contact the contactor about hosing the trough."),
        ],
    ),
}  # fmt: skip
