"""Cases of the checks on a count and then a percentage of it, or its change."""

from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, milestone, report


def told(words: str) -> Report:
    return report(milestone(commentary=words))


CASES = {
    "NUM38": Case(
        wrong=[
            told("In the quarter 60 complaints were closed, and 42 of them (75%) were answered within ten days."),
            told("We inspected 1,200 drains, and 300 of these (20%) were blocked."),
            told("There are 80 stalls, but 20 of those, or 40%, stand empty."),
        ],
        right=[
            told("In the quarter 60 complaints were closed, and 42 of them (70%) were answered within ten days."),
            told("We inspected 1,200 drains, and about 300 of these (20%) were blocked."),
            told("In all 60 complaints were closed; 42 of them were late, and 75% of tenants were content."),
            told("There are 82 stalls, and 27 of them (33%) stand empty."),
            told("Of 60 complaints, 12 were upheld and 9 of them (75%) were about repairs."),
            told("There were 60 complaints and 84 of these calls (75%) were answered."),
        ],
    ),
    "NUM39": Case(
        wrong=[
            told("Residents reported 1,284 tips, an increase of 12% on the 1,190 reported last year."),
            told("There were 450 visits (a fall of 20% from 500)."),
            told("The library lent 9,900 books, which is a rise of 2% over the 9,000 of last spring."),
        ],
        right=[
            told("Residents reported 1,284 tips, an increase of 7.9% on the 1,190 reported last year."),
            told("Residents reported 1,284 tips, an increase of 8% on the 1,190 reported last year."),
            told("There were 450 visits (a fall of 10% from 500)."),
            told("There were about 450 visits, a fall of 20% from 500."),
            told("There were 450 visits, a fall of 20% from the 1 of 2 that was hoped for."),
            told("There were 450 visits, an increase of 12% on last year."),
        ],
    ),
}
