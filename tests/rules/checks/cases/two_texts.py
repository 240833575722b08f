"""Cases of the checks on two places of one paper."""

from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, measure, report


def _pair(first: str, second: str) -> Report:
    return report(
        measure("PED02 08", "Reduce the number of repeat fires", cells={"current": "8"}, commentary=first),
        measure("PED02 09", "Reduce the number of fires", cells={"current": "80"}, commentary=second),
    )


CASES = {
    "NUM19": Case(
        wrong=[
            _pair(
                "There were 215 notifications of fires, an increase of 23% from the previous quarter.",
                "There has been an increase since last quarter of 50 fires.",
            ),
            _pair(
                "We had 400 fires, a decrease of 10% on the previous quarter.",
                "There was a reduction of 120 fires on last quarter.",
            ),
        ],
        right=[
            _pair(
                "There were 215 notifications of fires, an increase of 23% from the previous quarter.",
                "There has been an increase since last quarter of 40 fires.",
            ),
            _pair(
                "There were 215 notifications of fires, an increase of 23% from the previous quarter.",
                "There has been an increase since last quarter of 50 false alarms.",
            ),
            _pair(
                "There were 215 notifications of fires, an increase of 23% from the previous year.",
                "There has been an increase since last quarter of 50 fires.",
            ),
        ],
    ),
}
