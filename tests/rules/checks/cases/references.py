"""Cases of the checks on references."""

from tests.rules.checks.papers import Case, milestone, report

CASES = {
    "REF01": Case(
        wrong=[report(milestone("PED06d", "Open the hub"), milestone("PED06d", "Close the hub"))],
        right=[report(milestone("PED06d"), milestone("PED06e")), report(milestone(""), milestone(""))],
    ),
}
