"""Cases of the checks on officers. The names are nobody's."""

from goldenthread.model.plan import AnyLine
from goldenthread.model.report import Officer, Report
from tests.rules.checks.papers import Case, Setting, measure, milestone, narrative, objective, report

PROMISE = narrative(
    "Introduction", "Initials show which officer is responsible for the commentary. A key is provided in the appendix."
)


def by(*authors: str) -> list[AnyLine]:
    """Measures with a commentary by each of these."""
    return [
        measure(f"HOU01 0{i}", f"Repairs of type {i}", commentary="On course.", by=[name] if name else [])
        for i, name in enumerate(authors, 1)
    ]


def of(*people: str) -> list[AnyLine]:
    """Milestones for which each of these answers."""
    return [
        milestone(f"TR01{'abcdefgh'[i]}", f"Resurface road {i}", responsible=[name] if name else [])
        for i, name in enumerate(people)
    ]


def key(*names: str) -> list[Officer]:
    """A key of officers: "AG Ann Green" or a post alone."""
    entries = (name.split(" ", 1) for name in names)
    return [Officer(initials=first, name=rest) for first, rest in entries]


def posts(*names: str) -> list[Officer]:
    """A key of initials and posts."""
    return [Officer(initials="".join(word[0] for word in name.split()), post=name) for name in names]


def says(text: str, *lines: AnyLine) -> Report:
    """A paper with this text."""
    return report(narrative("Overview", text), *(lines or of("Ann Green")))


CASES = {
    "OFF01": Case(
        wrong=[
            report(PROMISE, *by("Ann Green", "Sam Brown"), officers=key("AG Ann Green")),
            report(*by("Head of Housing", "Head of Leisure"), officers=posts("Head of Housing", "Head of Roads")),
        ],
        right=[
            report(PROMISE, *by("Ann Green", "Sam Brown"), officers=key("AG Ann Green", "SB Sam Brown")),
            report(*by("AG", "SB"), officers=key("AG Ann Green", "SB Sam Brown")),
            report(*by("Ann Green", "Sam Brown")),
            report(*by("Head of Housing", "HR", "Ann Green"), officers=key("AG Ann Green")),
            report(*by("Ann Greene"), officers=key("AG Ann Green")),  # a spelling, not another person
        ],
    ),
    "OFF02": Case(
        wrong=[report(PROMISE, *by("AG", "SB"))],
        right=[
            report(PROMISE, *by("AG", "SB"), officers=key("AG Ann Green")),
            says("Initials such as SEND are explained in the key to terms."),
            says("Each officer's initials stand before the commentary."),
            says("The key performance indicators of each officer's team are listed below."),
            says(
                "The council's initials stand over the door of the listed building, whose key the officer holds."
            ).model_copy(update={"officers": tuple(key("AG Ann Green"))}),
        ],
    ),
    "OFF03": Case(
        wrong=[
            report(*by("AG", "SB"), officers=key("AG Ann Green")),
            report(*of("AMc", "SB")),
        ],
        right=[
            report(*by("AG", "SB"), officers=key("AG Ann Green", "SB Sam Brown")),
            report(*of("HR", "ICT", "Ann Green", "Housing", "Head of Roads")),
            report(PROMISE, *by("AG", "SB")),  # said once, by OFF02
        ],
    ),
    "OFF04": Case(
        wrong=[
            report(*by("AG", "SB"), officers=key("AG Ann Green", "SB Sam Brown", "TW Tom White")),
            report(
                *of("Head of Housing", "Head of Roads"),
                officers=posts("Head of Housing", "Head of Roads", "Chief Planner"),
            ),
        ],
        right=[
            report(*by("AG", "SB"), officers=key("AG Ann Green", "SB Sam Brown")),
            report(*by("Ann Green", "SB"), officers=key("AG Ann Green", "SB Sam Brown")),
            report(
                narrative("Overview", "Tom White has joined the council."),
                *by("AG", "SB"),
                officers=key("AG Ann Green", "SB Sam Brown", "TW Tom White"),
            ),
            report(*of("Ann Green"), officers=key("AG Ann Green", "SB Sam Brown")),
        ],
    ),
    "OFF05": Case(
        wrong=[
            report(*by("Ann Browne", "Ann Brown", "Ann Brown")),
            report(*of("Tracey Lowe", "Tracey Lowe", "Tracy Lowe", "Tracey Lowe")),
            report(*of("Zoë Marsh", "Zoe Marsh", "Zoe Marsh")),
            Setting(report(*of("Val Harbor")), previous=report(*of("Val Harbour", "Val Harbour"))),
            report(objective(*of("Ann Green"), responsible=("Samuel Whitely",)), *by("Samuel Whiteley")),
        ],
        right=[
            report(*by("Jane Smith", "Jan Smith", "Jane Smith", "Jan Smith")),
            report(*by("Paul Marsh", "Paula Marsh", "Paul Marsh")),
            report(*by("Julie Marsh", "Julia Marsh", "Julie Marsh")),
            report(*by("Ann Hall", "Ann Hill", "Ann Hall")),
            report(*by("Ann Green", "Sam Green", "Ann Grant")),
            report(*of("Head of Parks", "Head of Park", "Head of Parks")),
            report(*by("John Ashton", "John Aston", "John Ashton", "John Aston")),
        ],
    ),
    "OFF06": Case(
        wrong=[
            Setting(report(*of("Sam Brown")), previous=report(*of("Ann Green"))),
            Setting(report(*of("Head of Roads")), plan=report(*of("Head of Transport"))),
        ],
        right=[
            Setting(report(*of("Ann Green")), previous=report(*of("Ann Green"))),
            Setting(report(*of("Head of Roads")), previous=report(*of("Ann Green"))),
            Setting(report(*of("Ann Greene")), previous=report(*of("Ann Green"))),
            Setting(report(*of("Sam Brown")), previous=report(*of(""))),
            Setting(report(*of("Sam Brown")), previous=report(*of("Sam Brown")), plan=report(*of("Ann Green"))),
            Setting(
                report(
                    milestone(
                        "TR01a", "Resurface road 0", responsible=["Sam Brown"], commentary="Taken over from Ann Green."
                    )
                ),
                previous=report(*of("Ann Green")),
            ),
        ],
    ),
    "OFF07": Case(
        wrong=[
            report(*of("Ann Green", "Sam Brown", "", "Ann Green")),
            report(*of("Head of Roads", "", *["Sam Brown"] * 4)),
        ],
        right=[
            report(*of("Ann Green", "Sam Brown", "Ann Green")),
            report(*of("", "", "")),
            report(*of("Ann Green", "", "")),
            report(*of("Ann Green", "Ann Green", "Ann Green"), *by("Sam Brown")),  # measures never have one here
            report(objective(*of("Ann Green", "Ann Green", "", "Ann Green"), responsible=("Head of Roads",))),
        ],
    ),
    "OFF08": Case(
        wrong=[report(*by("Ann Green", "Sam Brown", "", "Ann Green"))],
        right=[
            report(*by("Ann Green", "Sam Brown", "Ann Green")),
            report(*by("", "", "")),
            report(*by("Ann Green", "Sam Brown", "Ann Green"), milestone("TR01a")),  # nothing to sign
        ],
    ),
    "OFF09": Case(
        wrong=[
            report(*of("TBC")),
            report(*of("Ann Green", "Vacant")),
            report(objective(*by("A"), responsible=("tbc",))),
        ],
        right=[report(*of("Ann Green", "Head of Housing (vacant until May)")), report(*of("", "Acting Head of Roads"))],
    ),
    "OFF10": Case(
        wrong=[
            says("Ask ann.green@example.gov.uk for the full list."),
            says("Contact Ann on 07700 900123."),
            report(
                *of("Ann Green"), measure(commentary="Data from agreen@example.gov.uk; queries to green@example.gov.uk")
            ),
        ],
        right=[
            says("Write to housing.services@example.gov.uk or info@example.gov.uk."),
            says("Ring 0300 123 4567 or 01632 960001; 077 homes were let and 07/08 is the base."),
            says("Follow @examplecouncil; 40 homes @ £90 a week."),
        ],
    ),
}
