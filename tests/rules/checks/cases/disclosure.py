"""Cases of the checks on small counts of people."""

from goldenthread.model.figures import Column, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Definition, UnitPart
from goldenthread.model.report import Report
from tests.rules.checks.papers import Q1, Q2, Case, Setting, measure, milestone, narrative, report

CHILDREN = "Reduce the number of children subject to a permanent exclusion (academic year cumulative to end of quarter)"
RATE = Definition(unit=UnitPart(value=Unit.RATE))
NEXT_YEAR = Period.financial_quarter(2022, 1)
HOUSING = "Number of tenants evicted for arrears"
PLACED = "Reduce the number of children placed in residential care (financial year, cumulative to end of quarter)"


def says(text: str, title: str = "Support children in care well") -> Report:
    return report(milestone(title=title, commentary=text))


def shows(title: str, **cells: str) -> Report:
    columns: list[str | Column] = list(cells)
    return report(measure(title=title, cells=dict(zip(columns, cells.values(), strict=True))))


def tells(text: str) -> Report:
    return report(narrative("Key Developments", text))


def quarters(then: str, now: str, title: str = PLACED) -> Setting:
    return Setting(
        report(measure(title=title, cells={"current": now}, within=Q2), period=Q2),
        previous=report(measure(title=title, cells={"current": then}), period=Q1),
    )


CASES = {
    "SDC01": Case(
        wrong=[
            shows(CHILDREN, current="4"),
            shows(CHILDREN, last="11", current="KS1 1 KS2 1 KS3 4 KS4 9"),
            shows(HOUSING, last="2", current="14"),
            shows("Number of permanent exclusions", current="3"),
            shows("Record the number of young people flagged as at risk of exploitation", current="5"),
            shows("Residents permanently admitted to a care home", current="1"),
        ],
        right=[
            shows(CHILDREN, last="11", target="4", current="6"),
            shows(CHILDREN, current="0"),
            shows(CHILDREN, current="[c]"),
            shows(CHILDREN, current="4%"),
            shows("Average number of placements for each child", current="2"),
            shows("Number of schools judged inadequate", current="2"),
            shows("Number of children's homes rated Good", current="3"),
            shows("Number of social worker posts vacant", current="4"),
            shows("Rate of children in care per 10,000", current="4"),
            shows("Number of people killed or seriously injured on the roads", current="3"),
            shows("Days taken to relet a tenant's home", current="4"),
            shows("Number of library events for children", current="3"),
            shows("People who visited the museum (thousands)", current="4"),
            report(measure(title="Children in care", cells={"current": "4"}, definition=RATE)),
        ],
    ),
    "SDC02": Case(
        wrong=[
            says("One young person is now in a secure placement."),
            says("3 pupils were permanently excluded in the term."),
            says("Four children with plans were excluded, of whom three had a review."),
            says("Four of the eight repeat CYP are in care."),
            says("Number of permanent exclusions in September 2024 = 4 This is similar to last year.", "Reduce exclusions"),
            says("The number of pupils having home tuition was 1, and others had no setting.", "Reduce absence"),
            says("Two unaccompanied asylum seeking children arrived in June."),
            tells("A number of injuries were serious and in one case this resulted in death."),
            tells("Two tenants were evicted and one resident was made homeless by the fire."),
            tells("Three patients died while waiting for a care package."),
            tells("2 care leavers have moved into the flat."),
        ],
        right=[
            says("Two social workers and one team manager were appointed to the children's team."),
            says("One child protection conference was held late."),
            says("There are two children's homes and three children's centres."),
            says("One in four children has a plan, and three out of every ten pupils are absent."),
            says("Fewer than 5 children were placed out of the borough; fewer than six pupils were excluded."),
            says("The programme helps women who have had two or more children removed."),
            says("Improving outcomes for Key Stage 4 young people and Year 3 pupils, and Level 2 pupils."),
            says("Tuition is one to one: each child has one adult, and every two children share a room."),
            says("Funded two year old children may take up a place, as may 3 year olds."),
            says("Two young people took part in the interview panel for the new director."),
            says("The flat has two bedrooms, and 1 infant school has closed."),
            says("As one young person said, the group is the best part of the week."),
            tells("Three residents asked questions at the meeting and two clients wrote to thank us."),
            tells("Three schools where pupils are often absent were visited."),
            tells("One family hub opened and four parents' groups began."),
            tells("In 2021 children returned to school; 356 children are in care."),
            tells("The average number of placements for a child is 2."),
            tells("Three fewer children were placed than in June."),
            tells("Two people were convicted of fly-tipping and three men were fined by the court."),
            tells("Three people died on our roads, two of them men on motorcycles, and five people were hurt."),
            tells("Some 5 to 7 people sleep rough; three or less placement moves in a year is good."),
        ],
    ),
    "SDC03": Case(
        wrong=[
            says("KS1 – 1 KS2 – 1 KS3 – 4 KS4 – 9", CHILDREN),
            says("Of the pupils excluded: boys 12, girls: 3, year 9: 5, year 10: 10.", CHILDREN),
            says("Admissions by age: 65-74 years - 11, 75-84 years - 2", "Older people admitted to residential care"),
            tells("Pupils excluded by ethnicity: White British: 14; Black: 2; Asian: 1"),
        ],
        right=[
            says("KS1 – 11 KS2 – 12 KS3 – 40 KS4 – 90", CHILDREN),
            says("Primary: 3, secondary: 2", "Increase the number of schools judged good"),
            tells("Visits to schools: primary: 4, secondary: 2"),
            says("KS1: 4% KS2: 5% KS3: 14%", CHILDREN),
            says("The number of pupils has risen since year 1 - 2019.", CHILDREN),
        ],
    ),
    "SDC04": Case(
        wrong=[
            shows("Percentage of care leavers in work", current="75% (3/4)"),
            shows("Proportion of residents discharged home", last="91% (40 of 44)", current="67% (2 of 3)"),
            says("75% of the 4 pupils had a review in time.", "Increase reviews held in time"),
            tells("In the quarter 5% of 60 young people were placed out of the borough."),
        ],
        right=[
            shows("Percentage of care leavers in work", current="75% (60/80)"),
            shows("Percentage of schools judged good", current="75% (3/4)"),
            says("75% of the 4 schools visited had a plan.", "Increase reviews held in time"),
            says("75% of 400 pupils had a review in time.", "Increase reviews held in time"),
            tells("Some 80% of 16 and 17 year olds are in learning."),
        ],
    ),
    "SDC05": Case(
        wrong=[
            tells("58 of 60 care leavers are in suitable accommodation."),
            tells("We have seen 97% of the 60 young people who left care."),
            says("8 of the 9 were in year 10 and the rest younger.", CHILDREN),
            tells("37 out of 39 tenants have agreed a plan to pay."),
        ],
        right=[
            tells("58 of 60 schools are judged good, and 6 out of the 8 schools are academies."),
            tells("Work took 8 of the 9 months allowed, and 17 of 19 posts are filled."),
            tells("40 of 60 care leavers are in suitable accommodation."),
            tells("60 of 60 care leavers have been seen."),
            says("8 of the 9 actions are complete.", CHILDREN),
            tells("In the survey 118 of 120 residents were content."),
            tells("Half of them (12 of 13 sites) are open for people to visit."),
        ],
    ),
    "SDC06": Case(
        wrong=[
            says("Children educated elsewhere: 26. Of this number, 11 were at home, 3 had tuition and 11 had places.", CHILDREN),
            tells("There are 40 young people in the scheme; of these 25 are in work and 12 in training."),
            shows("Children with a plan, by place", current="Home 11 Unit 9 Tuition [c] Total 23"),
        ],
        right=[
            says("The total number of children was 26. Of this number, 11 were at home and 15 otherwise placed.", CHILDREN),
            says("The total number of children was 260. Of these, 110 were at home and 80 otherwise placed.", CHILDREN),
            tells("There are 40 schools; of these 25 are academies and 12 are maintained."),
            tells("Of the 40 young people, 90% are in work and 8% in training."),
        ],
    ),
    "SDC07": Case(
        wrong=[quarters("17", "19"), quarters("30", "31"), quarters("44", "49", PLACED.replace("residential", "foster"))],
        right=[
            quarters("17", "30"),
            quarters("17", "17"),
            quarters("17", "19", "Number of schools visited (financial year, cumulative to end of quarter)"),
            quarters("17", "19", "Number of children in care (snapshot at end of quarter)"),
            quarters("3", "5"),
            Setting(
                report(measure(title=PLACED, cells={"current": "19"}), period=NEXT_YEAR),
                previous=report(measure(title=PLACED, cells={"current": "17"}), period=Q1),
            ),
            Setting(report(measure(title=PLACED, cells={"current": "17"}))),
        ],
    ),
    "SDC08": Case(
        wrong=[
            tells("A 14-year-old boy at the academy was excluded in June."),
            tells("The only pupil in the unit has been moved to another school."),
            tells("An eight year old girl was injured at the crossing."),
            tells("The service was changed after a resident, aged 84, died in the summer."),
            tells("Three drivers, one of whom is deaf, share the van."),
            tells("Our only gardener, who has epilepsy, works at the park."),
            tells("One resident of the lane, who has dementia, was missed four times in August."),
        ],
        right=[
            tells("The only pupil referral unit was inspected in June."),
            tells("One resident, who was missed in August, has complained to the bank for the blind."),
            tells("We visited 240 tenants, one in ten of whom has a disability."),
            tells("Four contractors, one of whom is new, share the work for disabled residents."),
            tells("The only team who have met disabled tenants is housing."),
            tells("A two year old child may have fifteen hours of care a week."),
            tells("The only children's home in the borough was closed."),
            tells("Places for 14-year-old pupils were increased."),
            tells("The only way in which a pupil was helped is by tuition."),
        ],
    ),
    "SDC09": Case(
        wrong=[
            tells("Pupil H801200001001 has moved."),
            tells("The patient (NHS number 943 476 5919) was seen."),
            tells("See the case of the child, DOB: 12/03/2011."),
            says("Claim of AB 12 34 56 C is closed.", "Benefits paid on time"),
        ],
        right=[
            tells("Pupil A801200001001 is not a number that the check letter fits."),
            tells("Ring 0303 333 4300 or 943 476 5918."),
            tells("The strategy was agreed on 12/03/2021."),
            tells("Reference AB123 was closed; date of birth is recorded for all."),
        ],
    ),
    "SDC10": Case(
        wrong=[
            tells("Ring 07700 900123 to refer a child."),
            tells("Write to jo.example@gmail.com for a place."),
            tells("The new children’s home is at 12 Example Road, EX1 2AB."),
        ],
        right=[
            tells("Ring 01234 567890 or write to families@example.gov.uk."),
            tells("The library is at 12 Example Road, EX1 2AB."),
            tells("The new children’s home opened in May."),
            tells("The forecast is 2077000900 pounds."),
        ],
    ),
    "SDC11": Case(
        wrong=[
            report(measure(title=CHILDREN, cells={"current": "[c]"}, commentary="The figure is 4, as in June.")),
            report(measure(title=HOUSING, cells={"current": "*"}, commentary="There were only three this quarter.")),
            report(measure(title=HOUSING, cells={"latest": "<6"}, commentary="The total was 2 in all.")),
        ],
        right=[
            report(measure(title=CHILDREN, cells={"current": "[c]"}, commentary="There were few this quarter.")),
            report(measure(title=CHILDREN, cells={"current": "12"}, commentary="The figure is 12, as in June.")),
            report(measure(title=CHILDREN, cells={"current": "[c]"}, commentary="There was 90% attendance.")),
        ],
    ),
}  # fmt: skip
