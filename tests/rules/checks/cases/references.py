"""Cases of the checks on references: of lines, typed wrongly, in the text, and in how a paper is put together."""

from goldenthread.model.plan import Light, MeasureLine, MilestoneLine
from goldenthread.model.reading import Reading, Unplaced
from goldenthread.model.report import LightDefinition, Narrative, Officer, Report, ReportKind, RuleSet
from tests.rules.checks.papers import Case, Setting, measure, milestone, narrative, objective, report

SECTIONS = [
    narrative("Introduction", "This report covers the quarter.", number="1.0"),
    narrative(
        "Key Developments", "None.", number="2.0", items=[narrative("Roads", "Resurfacing began.", number="2.1")]
    ),
    narrative("Emerging Issues", "None.", number="3.0", items=[narrative("Rents", "Rents rise.", number="3.1")]),
]


def milestones(*refs: str) -> list[MilestoneLine]:
    """Milestones with these references, each with a title of its own."""
    return [milestone(ref, f"Work number {i} in the ward") for i, ref in enumerate(refs)]


def measures(*refs: str) -> list[MeasureLine]:
    """Measures with these references, each with a title of its own."""
    return [measure(ref, f"Share of repairs of type {i} done on time") for i, ref in enumerate(refs)]


def said(*commentaries: str, ref: str = "HOU01 0") -> Report:
    """A housing paper whose measures carry these commentaries."""
    return report(
        objective(
            *[
                measure(f"{ref}{i}", f"Share of repairs of type {i}", commentary=text)
                for i, text in enumerate(commentaries, 1)
            ],
            ref="HOU01",
        )
    )


def told(*paragraphs: str, sections: list[Narrative] | None = None) -> Report:
    """A paper with numbered sections whose introduction says this."""
    return report(
        narrative("Introduction", *paragraphs, number="1.0"),
        *(sections or SECTIONS)[1:],
        *milestones("PED01a", "PED01b"),
    )


def appendices(*names: str, text: str = "") -> Report:
    """A paper with these appendices, and a text that speaks of them."""
    return report(
        narrative("Introduction", text, number="1.0"),
        *milestones("PED01a"),
        *[narrative(name, "The table follows.") for name in names],
    )


def indicators(linked: str, *refs: str) -> Report:
    """A plan with one objective that names its linked indicators."""
    return report(objective(*measures(*refs), ref="ENV01", linked_indicators=linked), kind=ReportKind.BUSINESS_PLAN)


def numbered(*numbers: str) -> Report:
    """A paper with these sections, each of one paragraph."""
    return report(*[narrative(f"Part {i}", "Text.", number=number) for i, number in enumerate(numbers)])


def items(*numbers: str) -> Report:
    """A paper with one section and these items in it."""
    parts = [narrative(f"Part {i}", "Text.", number=number) for i, number in enumerate(numbers)]
    return report(narrative("Key Developments", "Text.", number="2.0", items=parts))


SYMBOLS = "How symbols show progress is explained within Appendix 3."
KEYED = RuleSet(lights=(LightDefinition(light=Light.GREEN, milestone="On course."),))

CASES = {
    "REF01": Case(
        wrong=[report(milestone("PED06d", "Open the hub"), milestone("PED06d", "Close the hub"))],
        right=[report(milestone("PED06d"), milestone("PED06e")), report(milestone(""), milestone(""))],
    ),
    "REF02": Case(
        wrong=[
            report(*measures("HOU02 01", "HOU02 1")),
            report(*milestones("P2.1", "p2.1")),
            report(*measures("CE/03", "CE 03")),
        ],
        right=[
            report(*measures("HOU02 01", "HOU02 02")),
            report(*measures("EN1", "EN10", "EN01 1")),
            report(*milestones("PED01"), *measures("PED001")),
            report(*measures("", "")),
        ],
    ),
    "REF03": Case(
        wrong=[
            report(*milestones("PED06a", "PED06c", "PED06d")),
            report(*measures("HOU01 01", "HOU01 02", "HOU01 04")),
            report(*measures("HW001", "HW002", "HW003", "HW004", "HW005", "HW008", "HW009", "HW010")),
            report(*milestones("P2.8", "P2.9", "P2.11")),
            Setting(report(*milestones("a1a", "a1b", "a1d")), plan=report(*milestones("a1a", "a1b", "a1c", "a1d"))),
        ],
        right=[
            report(*milestones("PED06c", "PED06d", "PED06e")),
            report(*measures("HOU01 01", "HOU01 07", "HOU01 12", "HOU01 19")),  # a choice from a longer list
            report(*measures("ASCOF 2A", "ASCOF 2B", "ASCOF 2D")),
            report(*measures("NI 154", "NI 155", "NI 157")),
            report(*measures("PED021a", "PED021b", "PED019", "PED020", "PED022")),
            report(*measures("HOU01 01", "HOU01 02", "HOU01 04"), narrative("Note", "HOU01 03 was dropped in May.")),
            report(*milestones("PED06a", "PED06c")),
            report(*milestones("P1.9", "P1.10", "P1.11")),
            Setting(
                report(*milestones("PED06a", "PED06c", "PED06d")),
                plan=report(*milestones("PED06a", "PED06c", "PED06d")),
            ),
            Setting(
                report(*milestones("PED06a", "PED06c", "PED06d")),
                reading=Reading(report=report(), unplaced=(Unplaced(text="PED06b: Open the hub", where="line 12"),)),
            ),
        ],
    ),
    "REF04": Case(
        wrong=[
            report(objective(*measures("PED05 02", "PED05 03", "ED05 04"), ref="PED05")),
            report(
                objective(*milestones("HOU01a", "HOU01b"), ref="HOU01"),
                objective(*milestones("HOU02a", "HOU01c", "HOU02b"), ref="HOU02"),
            ),
            report(
                objective(*milestones("P3.1", "P3.2", "P2.3"), ref="CYP P3"),
                objective(*milestones("P2.1"), ref="CYP P2"),
            ),
        ],
        right=[
            report(objective(*measures("PED05 02", "PED05 03", "PED05 04"), ref="PED05")),
            report(objective(*measures("SCS CYP15", "PED011", "PED012"), *milestones("PED03a", "PED03b"), ref="PED03")),
            report(objective(*measures("HOU01 01", "HOU01 02", "ASCOF 2A"), ref="HOU01")),
            report(objective(*milestones("P7.1", "P7.2", "P7.3"), ref="CYP P07")),
            report(objective(*measures("CE01", "FI02", "HR03"), ref="1")),
        ],
    ),
    "REF05": Case(
        wrong=[
            report(*measures("PED0l 02", "PED01 03", "PED01 04", "PED01 05")),
            report(*measures("HW01", "HW02", "HW03", "HWO4")),
            report(*measures("HOU01 01", "HOU01 02", "HOU01 03", "HOU01 O4")),
        ],
        right=[
            report(*measures("CO1", "CO2", "CO3", "CO4")),
            report(*milestones("HOU01j", "HOU01k", "HOU01l", "HOU01m")),
            report(*measures("HI1", "HI2", "HI3")),
        ],
    ),
    "REF06": Case(
        wrong=[
            report(*measures("PED005", "PED006", "PED007", "PEDE008", "PE009", "PED010", "PED011")),
            report(*measures("ENV01", "ENV02", "EVN03", "ENV04", "ENV05", "ENV06")),
        ],
        right=[
            report(*measures("CE1", "CE2", "CE3", "CE4", "CE5", "CEX1")),
            report(*measures("ENV01", "ENV02", "ENV03", "ENV04", "ENV05", "EN01")),
            report(*measures("SCS01", "SCS02", "PED03", "PED04", "PED05")),
        ],
    ),
    "REF07": Case(
        wrong=[
            report(*[objective(*milestones(f"{ref}.1"), ref=ref) for ref in ("P5", "P6", "P07", "P8")]),
            report(*measures("HOU01 01", "HOU01 02", "HOU01 3", "HOU01 04")),
            report(*measures("EN/1", "EN/2", "EN 3", "EN/4", "EN/5")),
        ],
        right=[
            report(*measures("P8", "P9", "P10", "P11")),
            report(*measures("PED01 01", "PED01 02", "PED02 01", "PED02 02")),
            report(*milestones("PED01a", "PED01b"), *measures("PED001", "PED002", "PED003")),
            report(*measures("HW1", "HW2", "HW03", "HW04")),
            report(*measures("HW1", "HW2", "HW3", "HW4", "HW5", "HW06", "HW07")),  # two habits, not a slip
        ],
    ),
    "REF08": Case(
        wrong=[
            report(*measures("HOU01", "HOU02", "HOU03", "")),
            report(*measures("SCS CYP02", "SCS CYP07", "SCS CYP", "SCS CYP13")),
        ],
        right=[
            report(*milestones("", "", ""), *measures("HOU01", "HOU02", "HOU03")),
            report(*measures("", "", "", "")),
            report(*measures("A1", "", "", "B2")),
        ],
    ),
    "REF09": Case(
        wrong=[
            Setting(
                report(measure("HOU01 06", "Empty homes brought back into use")),
                previous=report(measure("HOU01 05", "Empty homes brought back into use")),
            ),
            Setting(
                report(milestone("TR01c", "Resurface the ring road")),
                plan=report(milestone("TR01d", "Resurface the ring road")),
            ),
        ],
        right=[
            Setting(
                report(measure("HOU01 5", "Empty homes brought back into use")),
                previous=report(measure("HOU01 05", "Empty homes brought back into use")),
            ),
            Setting(
                report(measure("HOU01 06", "Rent collected")), previous=report(measure("HOU01 05", "Empty homes let"))
            ),
            Setting(report(milestone("TR01c", "Resurface the road")), plan=report(milestone("", "Resurface the road"))),
        ],
    ),
    "REF10": Case(
        wrong=[
            report(*milestones("PED01a", "PED01b"), measure("PED01 02", commentary="See PER01a milestone")),
            said("On course.", "This is explained under HOU01 09."),
            report(*milestones("P1.1", "P1.2", "PL2.1"), narrative("Overview", "As reported in PL2.9, work is late.")),
        ],
        right=[
            said("See HOU01 02.", "Repairs of KS2 and Q3 schools; A55 and M56 closed.", "Grade B2 listed, form SR1."),
            said("The A123 and B5 roads; COVID19; PM10 and NO2 at the AQ01 site.", "Linked to HOU01."),
            report(*milestones("PED01a"), narrative("Overview", "Measure ENV03 of another directorate, and EH01a.")),
            Setting(said("It continues HOU01 09 of the plan."), plan=report(*measures("HOU01 09"))),
            report(
                *milestones("P1.1", "P1.2"), narrative("Overview", "The P45 form; class P2; see Q1.2 of the survey.")
            ),
        ],
    ),
    "REF11": Case(
        wrong=[
            told("How lights are used is explained in Appendix 1 (section 8)."),
            told("More is set out in section 5."),
            told("Arrears are covered in paragraph 3.4 above."),
            told("The fleet is electric (see 2.7)."),
            told("The lights are explained in the key at the end (section 6)."),
        ],
        right=[
            told("Rents are covered in section 3, and in paragraph 3.1 above."),
            told("Section 47 enquiries rose, and section 106 agreements fell; 12 children are under section 20."),
            told("A section 251 return was made. See section 19 of the Education Act 1996."),
            told("The duty is set out in section 5 of the Care Act 2014.", "Notices under section 8 were served."),
            told("See section 4 of the Corporate Plan and paragraph 9.2 of the Code."),
            told("Costs are set out in section 5, as the Care Act asks.", "What we owe is set out in section 47."),
            told("Residents of section 5, beside the canal, were moved to other homes of the estate."),
            told("A section 114 notice was not needed.", "S20 agreements; tenants evicted (section 8)."),
            report(narrative("Overview", "More is set out in section 5."), *milestones("A1a")),  # no numbered sections
            told("The posts are listed in section 4.", sections=SECTIONS).model_copy(
                update={"officers": (Officer(initials="AG", post="Head of Housing"),)}
            ),
        ],
    ),
    "REF12": Case(
        wrong=[
            appendices("Appendix 1", text="A key is provided in Appendix 2."),
            appendices("Appendix A: Risks", "Appendix B: Budget", text="See Appendix C for the savings."),
            appendices("Appendix I", text="A key is provided in Appendix 1."),
            report(narrative("Introduction", SYMBOLS), *milestones("A1a"), rule_set=KEYED),
        ],
        right=[
            appendices("Appendix 1", text="A key is provided in Appendix 1."),
            appendices("Appendix 1", text="See Appendix 3 of the Local Plan, and Annex B to the Treasury's guidance."),
            appendices(text="A key is provided in Appendix 1."),  # the agenda may hold it
            report(narrative("Introduction", SYMBOLS), *milestones("A1a")),
            report(narrative("Introduction", "Appendix 3 lists the wards."), *milestones("A1a"), rule_set=KEYED),
            appendices("Appendix A: Risks", "Appendix B", text="Appendix A lists the risks."),
        ],
    ),
    "REF13": Case(
        wrong=[
            told("Table 1: Homes by ward", "As Table 4 shows, voids fell."),
            told("Figure 2. Journeys by bus", "Journeys rose (see figure 3)."),
        ],
        right=[
            told("Table 1: Homes by ward", "As table 1 shows, voids fell."),
            told("As Table 4 shows, voids fell."),
            told("Table 1: Homes by ward", "Table 4 of the census shows more.", "The figure 12 is provisional."),
            told("Table 1: Homes by ward", "The club is in league table 2."),
        ],
    ),
    "REF14": Case(
        wrong=[
            said("Numbers are low.", "As above"),
            said("As per previous comment."),
            said("On course.", "See HOU01 01"),
            said("Please refer to comments above"),
            said("Same as last quarter."),
            said("On course.", "As HOU01 01."),
        ],
        right=[
            said("As above, and the new contractor has cleared the backlog of damp cases in the north of the borough."),
            said("See the survey results published in May: nine tenants in ten are content."),
            said("As at 30 June 412 homes were empty."),
            said("As in other boroughs, numbers rose by 12%."),
            said("See attached"),  # an attachment: REF15
            said("On course."),
        ],
    ),
    "REF15": Case(
        wrong=[
            report(narrative("Financial Summary", "Attached to e mail", number="6.0"), *milestones("A1a")),
            said("Please see attached spreadsheet."),
            said("Budget summary provided separately"),
            said("See spreadsheet sent separately with the agenda."),
            report(narrative("Budget", "Statement Q1 final v2.xlsx"), *milestones("A1a")),
        ],
        right=[
            said("A social worker is attached to each of the twelve schools."),
            said(
                "Attachment theory training was given to sixty foster carers, who found it useful in their daily work."
            ),
            said("See Appendix B, attached."),
            said("The plan is at https://example.gov.uk/plan.pdf"),
            said(
                "Two officers are attached to the regional team until March while its manager's post is advertised again."
            ),
        ],
    ),
    "REF16": Case(
        wrong=[
            indicators("ENV01 01 – ENV01 04", "ENV01 01", "ENV01 02", "ENV01 03"),
            indicators("ENV01 01, ENV01 02", "ENV01 01", "ENV01 02", "ENV01 03"),
            indicators("ENV01 01 to 02", "ENV01 01", "ENV01 02", "ENV01 03"),
        ],
        right=[
            indicators("ENV01 01 – ENV01 03", "ENV01 01", "ENV01 02", "ENV01 03"),
            indicators("ENV01 01-03. Waste is reported once a year.", "ENV01 01", "ENV01 02", "ENV01 03"),
            indicators("ENV01 01, ENV01 02 and ENV01 03", "ENV01 01", "ENV01 02", "ENV01 03"),
            indicators("See the annual report", "ENV01 01", "ENV01 02"),
            indicators("", "ENV01 01", "ENV01 02"),
        ],
    ),
    "REF17": Case(
        wrong=[
            report(
                *[
                    objective(*milestones(f"P{i}.1"), ref=f"P{i}", title=title)
                    for i, title in enumerate(("A", "B", "", "C"))
                ]
            ),
            report(
                *[objective(*milestones(f"P{i}.1"), ref=f"P{i}", title="Cut waste") for i in range(3)],
                objective(ref="P3", title="Plant trees"),
            ),
        ],
        right=[
            report(*[objective(*milestones(f"P{i}.1"), ref=f"P{i}", title="") for i in range(3)]),
            report(
                *[objective(*milestones(f"P{i}.1"), ref=f"P{i}", title="Cut waste") for i in range(3)],
                objective(ref="P3", title="Plant trees", narratives=(narrative("Progress", "Reported once a year."),)),
            ),
            report(objective(ref="P1", title="Plant trees")),
        ],
    ),
    "REF18": Case(
        wrong=[
            numbered("1.0", "2.0", "4.0", "5.0"),
            numbered("1.0", "2.0", "2.0", "3.0"),
            items("2.1", "2.2", "2.2", "2.3"),
            items("2.1", "2.2", "2.5", "2.4"),
        ],
        right=[
            numbered("1.0", "2.0", "3.0"),
            numbered("1", "2", "3", "1", "2", "3"),  # each department begins anew
            items("2.1", "2.2", "2.9", "2.10"),
            items("", "", ""),
            items("2.8", "2.9", "2.10", "2.11"),
            report(
                narrative("A", "Text.", number="1.0"),
                narrative("B", "2.0 Finance", number=""),
                narrative("C", number="3.0"),
            ),
        ],
    ),
    "REF19": Case(
        wrong=[
            Setting(
                report(objective(*milestones("TR01a", "TR01b", "TR01c"), ref="TR01")),
                plan=report(
                    objective(
                        *milestones("TR01a", "TR01b", "TR01c"), milestone("TR01d", "Light the towpath"), ref="TR01"
                    )
                ),
            ),
            Setting(
                report(objective(*measures("HOU01 01", "HOU01 02", "HOU01 03", "HOU01 04"), ref="HOU01")),
                previous=report(
                    objective(
                        *measures("HOU01 01", "HOU01 02", "HOU01 03", "HOU01 04"),
                        measure("HOU01 05", "Rent collected from shops"),
                        ref="HOU01",
                    )
                ),
            ),
        ],
        right=[
            Setting(report(*milestones("PED01a", "PED01b")), plan=report(*milestones("PED01a", "PED01b"))),
            Setting(  # a choice from the plan
                report(objective(*milestones("TR01a"), ref="TR01")),
                plan=report(
                    objective(*milestones("TR01a"), milestone("TR01d", "Light the towpath"), ref="TR01"),
                ),
            ),
            Setting(  # another objective's lines are another report's
                report(objective(*milestones("TR01a", "TR01b"), ref="TR01")),
                plan=report(
                    objective(*milestones("TR01a", "TR01b"), ref="TR01"),
                    objective(milestone("TR02a", "Light the towpath"), ref="TR02"),
                ),
            ),
            Setting(  # the same with other words
                report(objective(*milestones("", "", ""), milestone("", "Light the towpath by the canal"), ref="TR01")),
                plan=report(objective(*milestones("", "", ""), milestone("", "Light the canal towpath"), ref="TR01")),
            ),
            Setting(
                report(
                    narrative("Overview", "TR01d was taken out of the plan in May."),
                    objective(*milestones("TR01a", "TR01b", "TR01c"), ref="TR01"),
                ),
                plan=report(
                    objective(
                        *milestones("TR01a", "TR01b", "TR01c"), milestone("TR01d", "Light the towpath"), ref="TR01"
                    )
                ),
            ),
            report(*milestones("TR01a")),
        ],
    ),
}
