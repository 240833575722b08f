"""Cases of the checks on how figures are printed in the cells of one row."""

from goldenthread.model.figures import Column
from goldenthread.model.reading import Mended, Reading
from goldenthread.model.report import Report
from tests.rules.checks.papers import Q1, Q2, Case, Setting, measure, narrative, report

_VISITS = "Increase the percentage of visits made on time"
_ELIGIBLE = "Ensure all eligible children have a place"
_HOMES = "Reduce the number of empty homes"
_COST = "Report on the budget spent on placements"


def _row(title: str, **cells: str) -> Report:
    shown: dict[str | Column, str] = {}
    shown.update(cells)
    return report(measure("PED03 06", title, cells=shown))


def _two(title: str, before: str, now: str) -> Setting:
    return Setting(
        report(measure(title=title, cells={"current": now}, within=Q2), period=Q2),
        previous=report(measure(title=title, cells={"current": before}), period=Q1),
    )


def _read(*mends: tuple[str, str]) -> Setting:
    paper = _row(_COST, current="£11,377,280")
    return Setting(
        paper,
        reading=Reading(
            report=paper,
            mended=tuple(Mended(before=one, after=two, where="PED03 06, line 4", why="broken") for one, two in mends),
        ),
    )


def _said(text: str) -> Report:
    return report(narrative("Key developments", text))


CASES = {
    "NUM26": Case(
        wrong=[
            _row(_ELIGIBLE, last="85", target="100% of eligible", current="82"),
            _row(_VISITS, last="85%", target="90%", current="82"),
            _row(_COST, last="£11,896,671", target="9,583,822", current="£13,752,955"),
        ],
        right=[
            _row(_ELIGIBLE, last="85%", target="100% of eligible", current="82%"),
            _row(_VISITS, last="85", target="90", current="82"),
            _row(_VISITS, last="85%", target="90%", current="0"),
            _row(_HOMES, last="85", target="90", current="82"),
            _row(_COST, last="N/A", target="N/A", current="£13,752,955"),
        ],
    ),
    "NUM27": Case(
        wrong=[
            _row(_ELIGIBLE, last="585", current="84%"),
            _row(_HOMES, last="120", target="100", current="8%"),
            _row(_HOMES, last="8%", current="120"),
            _two(_HOMES, "120", "8%"),
        ],
        right=[
            _row(_ELIGIBLE, last="85%", target="100%", current="84%"),
            _row(_HOMES, last="120", target="5% reduction", current="118"),
            _row(_ELIGIBLE, last="585", target="100%", current="490"),
            _row(_ELIGIBLE, last="85", target="100% of eligible", current="82"),
            _two(_HOMES, "120", "118"),
            _two(_HOMES, "N/A", "8%"),
            _row(_COST, last="£1.2m", target="N/A", current="£1.3m"),
        ],
    ),
    "NUM28": Case(
        wrong=[
            _row(_COST, last="9,672, 589", current="£11,377,280"),
            _row(_HOMES, current="1,23"),
            _row(_HOMES, current="12,3456"),
            _row(_VISITS, current="82.%"),
            _row(_VISITS, current="82.5.1%"),
            _said("The scheme will cost £1,25 this year."),
            _said("We teach c19, 500 children."),
        ],
        right=[
            _row(_COST, last="9,672,589", current="£11,377,280"),
            _row(_HOMES, current="1,230"),
            _row(_HOMES, current="45 (12.05.21)"),
            _row(_VISITS, current="82.5%"),
            _said("The scheme will cost £1,250, 500 of it in March."),
            _said("See sections 1,2 and 3.4.1; wards 12, 500 homes."),
            _said("It costs £1,250,000.50."),
        ],
    ),
    "NUM29": Case(
        wrong=[
            _row("Improve attendance at primary schools", current="108%"),
            _row(_VISITS, current="102.5%"),
            _row(_VISITS, last="-5%", current="95%"),
            _said("In May 112% of pupils were seen."),
        ],
        right=[
            _row(_VISITS, current="100%"),
            _row("Percentage of the budget spent", current="108%"),
            _row("Percentage change in visits", current="-5%"),
            _row("Suspension rate of pupils (%)", current="108%"),
            _row("Income of leisure centres as % of target", current="108%"),
            _said("Visits are 112% of the target, and 150% of last year's."),
            _said("Visits grew by 112% in May."),
        ],
    ),
    "NUM30": Case(
        wrong=[_row(_HOMES, current="N/A 45"), _row(_VISITS, target="85% / N/A"), _row(_HOMES, target="tbc 20")],
        right=[
            _row(_HOMES, current="45"),
            _row(_HOMES, current="N/A"),
            _row(_HOMES, target="N/A (new for 2021/22)"),
            _row(_VISITS, current="Pri 95% Sec N/A"),
            _row(_HOMES, current="Refer comment"),
        ],
    ),
    "NUM31": Case(
        wrong=[
            _row(_VISITS, current="45% 52%"),
            _row(_HOMES, current="45 and 52"),
            _row(_COST, current="£1,250 £3,400"),
        ],
        right=[
            _row(_VISITS, current="North 45% South 52%"),
            _row(_HOMES, current="12 345"),
            _row(_VISITS, target="90-95%"),
            _row(_HOMES, current="12 of 15"),
            _row(_HOMES, current="45 (52 last year)"),
        ],
    ),
    "NUM32": Case(
        wrong=[
            _row("Improve attendance", last="Primary 95% Secondary 91%", current="Primary 94% PRU 60%"),
            _row(
                "Improve attendance", last="Primary 95% Secondary 91% Special 88%", current="Primary 94% Secondary 92%"
            ),
            _two("Improve attendance", "Primary 95% Secondary 91%", "Pri 94% Sec 90%"),
        ],
        right=[
            _row("Improve attendance", last="Primary 95% Secondary 91%", current="Secondary 92% Primary 94%"),
            _row("Improve attendance", last="95%", current="Primary 94% Secondary 92%"),
            _row("Improve attendance", last="Schools 95% Homes 91%", current="School: 94% Home: 92%"),
        ],
    ),
    "NUM33": Case(
        wrong=[
            _read(("£11,377,28 0", "£11,377,280")),
            _read(("£11,377,28 0", "£11,377,280"), ("£13,752,95 5", "£13,752,955")),
        ],
        right=[_read(), _read(("СҮР РЗ", "CYP P3")), _row(_COST, current="£11,377,280")],
    ),
    "NUM34": Case(
        wrong=[_row(_HOMES, last="46", current="45.7"), _row(_VISITS, last="92.2%", current="92%")],
        right=[
            _row(_HOMES, last="46.2", current="45.7"),
            _row(_VISITS, last="80%", current="92.4%"),
            _row(_VISITS, last="99.8%", current="100%"),
            _row(_VISITS, target="92%", current="92.4%"),
        ],
    ),
}
