"""Cases of the checks on shares in sentences."""

from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, measure, narrative, report


def _said(*paragraphs: str) -> Report:
    return report(narrative("Key developments", *paragraphs))


def _comment(text: str, current: str = "80") -> Report:
    return report(measure(title="Reduce the number of incidents", cells={"current": current}, commentary=text))


CASES = {
    "NUM01": Case(
        wrong=[
            _said("490 of the 585 children were placed, which equates to 82%."),
            _said("The department set a target of 585 children. The service has placed 490, which equates to 82%."),
            _said("There were 138 out of 170 interviews completed (73%)."),
            _said("12 of 15 reviews were held on time, or 75%."),
            _said("By June 73% (138 of 170) of tenants had replied."),
            _said("90.2% take up 1160 (on the September headcount) out of 1397 children."),
            _said("Street lighting repairs: 412/520 = 81.2% within five days."),
            _said("Four of the eight lots were let (40%)."),
            _comment("61% (5/7) were seen.", "61%"),
            report(measure(cells={"current": "71% (5 of 8)"})),
            _said("Of the 320 potholes reported, 190 (68%) were filled within five days."),
            _said("We held 150 licensing hearings, of which 36 (42%) ended in a refusal."),
            _said("Of 90 planning appeals, 30 (33%) were allowed and 15 (27%) were withdrawn."),
            _said("The library has 8,400 members, of whom 2,100 (25%) are children and 1,260 (25%) are over 65."),
            _said("In the quarter 2,140 of the 2,500 calls were answered, which equates to 76%."),
            _said("At the end of June 1,045 of 1,100 bus shelters (85%) had been cleaned."),
            _said("In total 1,260 of the 1,397 bins, representing 92%, were emptied on the right day."),
        ],
        right=[
            _said("490 of the 585 children were placed, which equates to 83.8%."),
            _said("1,260 of 1,397 is taken up, which equates to 90.2%."),
            _said("490 of the 585 children were placed, about 85%."),
            _said("12 of the 15 wards, representing 70% of residents, have a forum."),
            _said("12 of 15 reviews were on time (target 95%)."),
            _said("12 of 15 reviews were on time, 10% more than last year."),
            _said("12 of 15 reviews were on time, up from 70% in Quarter 4."),
            _said("In 2020/21 (95%) we let 20 of 30 units in 2021/22 (12%)."),
            _said("For 2019/20 = 95% of rents were paid."),
            _said("Of the 20 schools, 5 were inspected; 80% are good."),
            _said("5 of the 20 calls were missed (75% were answered)."),
            _said("The target of 585 is set by the department. We are at 82%."),
            _said("490 (15 of them out of the borough) of the 585 were placed, which equates to 81.2%."),
            _said("3 of the 12 (25%) and 4 of the 16 (25%) were late."),
            _said("Two of the 12 officers left and 85% of posts are filled."),
            _said("138 of the 170 visits were made within 20 working days, 95% of them in the first week."),
            report(measure(cells={"current": "71% (5/7)"})),
            _said("In the quarter 2,140 of the 2,500 calls (86%) were answered."),
            _said("By the end of May 1,254 of 1,320 bins (95%) had been replaced."),
            _said("Of the 320 potholes reported, 218 (68%) were filled within five days."),
            _said("Of 90 planning appeals, 30 (33%) were allowed and 15 (50%) of those were costs awards."),
            _said("Of 90 planning appeals, 30 (33%) were allowed and 15 (50% of these) had costs awarded."),
            _said("The library has 8,400 members, of whom 2,100 (25%) are children and 630 (30%) are under five."),
            _said("Of the 40 parks, 12 (15% of all land) are closed."),
            _said("Of 1,100 pupils, 400 in Year 6 are in 12 schools (75%)."),
            _said("Of the 60 homes, 20 (target 80%) are let."),
            _said("Of the 28 agencies, about 7 (23%) may leave."),
            _said("There were 250 appeals, 40 more than last year, of which 50 (20%) were upheld."),
            _said("Of the 500 posts in 12 teams, 30 (6%) are vacant."),
            # planning, staff, public health, highways and revenues as they write
            _said(
                "1,204 applications were determined, 96 of them (8%) majors; 72 of the 96 (75%) were decided in 13 weeks."
            ),
            _said(
                "1,260 people set a quit date, of whom 693 (55%) had quit at four weeks, and 402 (58% of quitters) at twelve."
            ),
            _said("Of the 620 miles of road, 31 (5%) are red, 124 (20%) amber and 465 (75%) green."),
            _said("We have 1,210 posts: 1,150 filled and 60 vacant, of which 35 (58%) are in adult care."),
            _said("The workforce of 4,210 is 6% BAME (252), 4% disabled (168) and 71% women (2,989)."),
            _said("60% of calls (1,200 of 2,000) were answered in 20 seconds and 90% (1,800) in a minute."),
            _said("Of 42 complaints, 28 (67%) were answered in 15 days; the target is 90% (38)."),
            _said("Roughly 80% (20 of 26) replied."),
        ],
    ),
    "NUM02": Case(
        wrong=[
            _comment("67% were aged 10 to 15, the remaining 13% were 16 or 17."),
            _said("Leisure centres took 45% of the income, car parks 30% and the remaining 15% came from hire."),
            _said("82% of invoices were paid on time; the other 28% were late."),
            _said("We have re-let 60% of voids, with the rest (30%) awaiting repair."),
        ],
        right=[
            _comment("67% were aged 10 to 15, the remaining 33% were 16 or 17."),
            _said("Attendance was 92%. Of it 45% is primary, 30% secondary and the remaining 25% other."),
            _said("Of all visits 33.3% were in April, 33.3% in May and the remaining 33.3% in June."),
            _said("The remaining 13% are waiting for a date."),
            _said("70% of the remaining 30% have been seen."),
            _said("67% were seen in May. The other 20% increase is explained below."),
            _said("Other councils reached 82%, against our 75%."),
        ],
    ),
    "NUM03": Case(
        wrong=[
            _comment("80 young people went missing: 67% were boys and 13% were girls."),
            _said("We granted 45 licences. 30% were for shops and 15% for restaurants."),
            _said("The 120 complaints were about waste (70%), noise (35%) and parking (15%)."),
        ],
        right=[
            _comment("100 young people went missing: 67% were boys and 33% girls."),
            _comment("80 young people went missing: 67 were boys and 13 girls."),
            _said("We granted 45 licences. 30% were for shops and 25% for restaurants."),
            _said("We granted 45 licences, 45% more than last year."),
            _said("Of 63 visits 31.5% were late and 31.5% early."),
            _said("The target for 5 is 2% and 3%."),
        ],
    ),
    "NUM04": Case(
        wrong=[
            _said("45% (1 audit) was inadequate."),
            _said("Inspections found 71% (3 homes) to be below the standard."),
            _said("85% (2 requests) were answered late."),
        ],
        right=[
            _said("50% (1 audit) was inadequate."),
            _said("14% (1 audit), 18% (2 audits) and 12.5% (1 audit) were inadequate."),
            _said("45% (20 cases) were closed."),
            _said("8.8% (287 young people) were not in education."),
            _said("98% (2 points more) were seen."),
            _said("Satisfaction has improved from 76% to 81% (5 percentage points)."),
            _said("98% (2 of 3 sites) were seen."),
            _said("0% (2 audits) were inadequate."),
            _said("33% (1 case) was closed; 66% (2 cases) were not."),
        ],
    ),
    "NUM05": Case(
        wrong=[
            _said("More than half of visits (45%) were late."),
            _said("The majority of tenants (38%) are satisfied."),
            _said("Less than half (61%) of the potholes were filled in time."),
            _said("Over a third (21%) of bins are missed twice."),
            _said("Two thirds of tenants (213 of 540) pay by direct debit."),
            _said("A quarter of the planning applications received this quarter (88 of 160) were refused."),
            _said("About half of the businesses inspected (29%) had no certificate."),
            _said("One in ten callers (31%) hung up before the call was answered."),
            _said("Two thirds of callers (41%) were answered within a minute."),
        ],
        right=[
            _said("More than half of visits (55%) were late."),
            _said("The majority of tenants (88%) are satisfied."),
            _said("More than half of visits are late, and the target (45%) is missed."),
            _said("Over a third (34%) of bins are missed twice."),
            _said("Fewer than half (45%) were late."),
            _said("Nearly half of the businesses inspected (46%) had no certificate."),
            _said("Two thirds of tenants (358 of 540) pay by direct debit."),
            _said("One in five callers (31 of 155) hung up."),
            _said("In the first half (95%) of the season all pitches were booked."),
            _said("A third contractor (85%) was added to the framework."),
            _said("Performance in quarter (45%) and half of the year (60%) is shown."),
            _said("In the third quarter (45%) fewer visits were made."),
            _said("A quarter of the visits (12 more than last year) were late."),
            _said("The rate rose by a third (from 45% to 60%)."),
            _said("Half of the grant (£40,000) was paid in May."),
            _said("Costs rose by a quarter of a million pounds (8%)."),
            _said("Half the schools (14 of 30) replied."),
            _said("Half of the year (61%) is gone."),
            _said("A third party (60%) claims."),
        ],
    ),
}
