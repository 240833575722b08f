"""Who works for Example Borough Council: two directorates, and a person in a post for each role. Every name is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.web.accounts.models import Department, Directorate, Holding, Person, Post, Role

DOMAIN: Final = "@example.gov.uk"
SINCE: Final = date(2021, 1, 4)

PLACES: Final = {
    "People": ("Children and Families", "Education, Inclusion and Provision"),
    "Place": ("Highways and Transport", "Waste and Open Spaces"),
}


@dataclass(frozen=True)
class Part:
    """A person of the example: what they are called, the post that they hold, and where."""

    name: str
    address: str
    post: str
    role: Role
    directorate: str = ""


PARTS: Final = (
    Part("Priya Nolan", "performance.officer", "Performance Officer, People", Role.PERFORMANCE_OFFICER, "People"),
    Part("Marcus Field", "director", "Operational Director, Children and Families", Role.DIRECTOR, "People"),
    Part("Helen Brook", "officer", "Divisional Manager, Early Help", Role.RESPONSIBLE_OFFICER, "People"),
    Part("Dean Corrie", "second.officer", "Education Welfare Manager", Role.RESPONSIBLE_OFFICER, "People"),
    Part("Sam Okoro", "contributor", "Data Analyst, Early Help", Role.CONTRIBUTOR, "People"),
    Part("Farah Lindley", "finance.officer", "Finance Business Partner", Role.FINANCE_OFFICER),
    Part("Councillor Joan Dale", "member", "Chair, Policy and Performance Board", Role.MEMBER),
    Part("Ellis Marsh", "administrator", "Systems Administrator", Role.ADMINISTRATOR),
    Part("Tomasz Hill", "place.officer", "Performance Officer, Place", Role.PERFORMANCE_OFFICER, "Place"),
)

HOLDERS: Final = {
    "Operational Director, Education, Inclusion and Provision": "Ruth Ashdown",
    "Divisional Manager, Child in Need": "Amina Yusuf",
    "Divisional Manager, Children in Care": "Gareth Pole",
    "Missing and Exploitation Coordinator": "Lena Marsden",
    "Service Manager, Safeguarding Unit": "Colin Abara",
    "Lead Commissioner, Placements and SEND": "Jess Tranter",
    "Virtual School Head": "Omar Whitlock",
    "Divisional Manager, Inclusion": "Bridget Sayle",
    "Head of Behaviour Support": "Neil Farrow",
    "Divisional Manager, School Improvement": "Sunita Rowe",
    "Early Years Lead": "Carys Dunmore",
    "Participation and Skills Manager": "Victor Lunn",
    "Divisional Manager, Highways": "Moira Kemp",
    "Divisional Manager, Waste and Open Spaces": "Adeel Rook",
    "Transport Planning Manager": "Paula Winder",
}
"""Who holds the posts that the plans make as they are read, so that none is vacant. They only stand there: none can sign in."""


def make_everybody() -> tuple[dict[str, Directorate], dict[str, Person]]:
    """The rows: the directorates by name, and the people by the first part of their address. Nobody has a password yet."""
    places: dict[str, Directorate] = {}
    people: dict[str, Person] = {}
    for name, departments in PLACES.items():
        places[name] = Directorate.objects.create(name=name)
        for department in departments:
            Department.objects.create(directorate=places[name], name=department)
    for part in PARTS:
        person = Person.objects.create_user(f"{part.address}{DOMAIN}", name=part.name)
        post = Post.objects.create(title=part.post, role=part.role, directorate=places.get(part.directorate))
        Holding.objects.create(person=person, post=post, since=SINCE)
        people[part.address] = person
    return places, people


def fill_posts() -> None:
    """Gives each post that the plans have made its holder."""
    for title, name in HOLDERS.items():
        person = Person.objects.create_user(f"{name.lower().replace(' ', '.')}{DOMAIN}", name=name)
        Holding.objects.create(person=person, post=Post.objects.get(title=title), since=SINCE)
