"""Checks on the arrows of travel, on the key, and on symbols that say one thing and their words another (family PRG)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.model.figures import Absence, Role
from goldenthread.model.plan import Arrow, Light, MeasureLine
from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.rules import travel
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.paper import Held, Paper, short
from goldenthread.rules.checks.words import listed


def _at_light(held: Held) -> Place:
    cell = held.line.cell(Role.PROGRESS)
    return held.at(cell.column.full_heading if cell else "progress")


# ---- the arrow ----

_OWN_COMPARISON = re.compile(
    r"\b(?:same (?:period|quarter|time|point|stage)|last year|previous(?:ly)?|in (?:june|september|december|march)"
    r"|compar\w+|quarter [1-4]|q[1-4]|20\d\d)\b",
    re.IGNORECASE,
)


@check(
    "PRG08",
    Severity.WARNING,
    "The arrow points the other way than the figures",
    why="Whether a rise is good depends on the measure: an arrow drawn by the sign alone tells members the opposite.",
    remedy="Compare the two figures, mind which way is good, and turn the arrow; or say what it is compared with.",
    wrong="Reduce …: 22 last year, 25 now, ↑ Better",
    right="Reduce …: 22 last year, 25 now, ↓ Worse",
    source="Handbook 4.5, R4.6, R4.7",
)
def arrow_against_figures(paper: Paper) -> Iterator[Found]:
    """ "Better" where the figures compared are worse, or the other way round; only over equal windows (R4.6, R4.7)."""
    for held, measure in paper.measures:
        judged = measure.travel.judged
        if judged not in (Arrow.BETTER, Arrow.WORSE) or _OWN_COMPARISON.search(held.words):
            continue
        verdict = measure.travel.computed or travel.of_measure(measure, paper.report.period)
        if {judged, verdict.arrow} == {Arrow.BETTER, Arrow.WORSE}:
            yield Found(
                held.at("Direction of Travel"),
                f"{held.called} is shown as “{judged.value}”, but see the figures. {verdict.sentence}",
            )


_EARLIER = (Role.LAST_ACTUAL, Role.EARLIER_ACTUAL, Role.PREVIOUS, Role.BASELINE)


@check(
    "PRG09",
    Severity.WARNING,
    "An arrow with nothing to compare",
    why="Where last year has no figure, nobody can check better or worse, and the key says that such a measure has no arrow.",
    remedy="Show N/A for direction of travel, or give the figure that it is compared with.",
    wrong="Last year N/A, current 61%, ↑ Better",
    right="Last year N/A, current 61%, N/A",
    source="Handbook 4.5, R4.6",
)
def arrow_from_nowhere(paper: Paper) -> Iterator[Found]:
    """An arrow of a measure whose earlier figures are all N/A or not available, with no comparison in words (R4.6)."""
    for held, measure in paper.measures:
        judged = measure.travel.judged
        earlier = [cell for cell in measure.cells if cell.column.role in _EARLIER]
        if (
            judged is None
            or not earlier
            or any(cell.absence not in (Absence.NOT_APPLICABLE, Absence.NOT_AVAILABLE) for cell in earlier)
            or paper.before(held) is not None
            or _OWN_COMPARISON.search(held.words)
        ):
            continue
        yield Found(
            held.at("Direction of Travel"),
            f"{held.called} is shown as “{judged.value}”, but its earlier figure is “{earlier[0].text}”.",
        )


# ---- the key, and how a light is printed ----


@check(
    "PRG11",
    Severity.WARNING,
    "The key explains a measure's light in a milestone's words",
    why="The key is what members go by: a measure has an annual target, a milestone has a date.",
    remedy="Print under each heading the definition that belongs there.",
    wrong="Amber, for a measure: “uncertain whether the milestone will be achieved within the timeframe”",
    right="Amber, for a measure: “uncertain whether the annual target will be achieved”",
    source="Handbook R4.8; appendix A17",
)
def other_definition(paper: Paper) -> Iterator[Found]:
    """A definition of a measure's light that speaks of the milestone, or of a milestone's that speaks of the target (A17)."""
    lights = paper.report.rule_set.lights
    for of, other, texts in (
        ("measure", "milestone", [one.measure for one in lights]),
        ("milestone", "annual target", [one.milestone for one in lights]),
    ):
        said = [text for text in texts if text]
        wrong = [text for text in said if other in text.lower() and of not in text.lower()]
        if wrong and len(wrong) < len(said):
            for text in wrong:
                yield Found(Place(), f"The key's words for a {of} speak of the {other}: “{short(text, 120)}”.", text)


@check(
    "PRG12",
    Severity.NOTE,
    "The key's definitions speak of different things",
    why="If red is about the objective and green about the milestone, a line may be neither, or both.",
    remedy="Use the same word in all three definitions.",
    wrong="Green: “the milestone is on course …”; red: “the objective will not be achieved …”",
    right="Green: “the milestone is on course …”; red: “the milestone will not be achieved …”",
    source="Handbook 4.2, R4.8",
)
def uneven_definitions(paper: Paper) -> Iterator[Found]:
    """One of a milestone's definitions that says “objective” where all the others say “milestone” (R4.8)."""
    said = [(one.light, one.milestone) for one in paper.report.rule_set.lights if one.milestone]
    odd = [(light, text) for light, text in said if "objective" in text.lower() and "milestone" not in text.lower()]
    others = [text for _, text in said if "milestone" in text.lower()]
    if len(odd) == 1 and len(others) == len(said) - 1 and others:
        light, text = odd[0]
        name = light.value if light else "one light"
        yield Found(
            Place(),
            f"The key explains {name} by the objective, and the other lights by the milestone: “{short(text, 120)}”.",
            text,
        )


@check(
    "PRG13",
    Severity.WARNING,
    "A light that the key does not explain",
    why="Members cannot read a light that the paper's own key leaves out.",
    remedy="Add its meaning to the key, or use the lights that the key explains.",
    wrong="▲ Amber in the table; the key has green and red only",
    right="Green, amber and red in the key",
    source="Handbook 4.2, R4.8",
)
def unexplained(paper: Paper) -> Iterator[Found]:
    """A light of a line where the key defines other lights but not this one (R4.8)."""
    lights = paper.report.rule_set.lights
    known = {one.light for one in lights}
    if len(known) < 2 or None in known:
        return
    for light in Light:
        using = [held for held in paper.lines if held.line.progress.judged is light]
        if using and light not in known:
            yield Found(
                _at_light(using[0]),
                f"{listed([held.called for held in using])} {'is' if len(using) == 1 else 'are'} {light.value}, which "
                f"the key does not explain.",
            )


_COLOURED = {"🟢": Light.GREEN, "🟡": Light.AMBER, "🟠": Light.AMBER, "🔴": Light.RED}


@check(
    "PRG14",
    Severity.ERROR,
    "The symbol says one thing and its word another",
    why="Whoever sees the colour and whoever hears the word are told two different things.",
    remedy="Ask the officer which is meant, and show both alike.",
    wrong="🟢 Red",
    right="🔴 Red",
    source="Handbook 9.3, R9.2",
)
def word_and_symbol(paper: Paper) -> Iterator[Found]:
    """A cell of progress or travel whose word is another than its colour, shape or picture (R9.2)."""
    for held in paper.lines:
        cell, light = held.line.cell(Role.PROGRESS), held.line.progress.judged
        if cell and cell.original:
            sign = next((meant for emoji, meant in _COLOURED.items() if emoji in cell.original), light)
            word = read_light(re.sub("[🟢🟡🟠🔴]", "", cell.original).strip())
            if sign and word and word[0] is not sign:
                yield Found(
                    _at_light(held),
                    f"{held.called} shows {sign.value} and says “{cell.original}”.",
                    cell.original,
                    cell.original,
                )
        arrow = held.line.travel.judged if isinstance(held.line, MeasureLine) else None
        way = held.line.cell(Role.TRAVEL)
        said = read_arrow(way.original) if way and way.original else None
        if arrow and said and way and said[0] is not arrow:
            yield Found(
                held.at(way.column.full_heading),
                f"{held.called} shows “{arrow.value}” and says “{way.original}”.",
                way.original,
            )


CHECKS = (
    arrow_against_figures,
    arrow_from_nowhere,
    other_definition,
    uneven_definitions,
    unexplained,
    word_and_symbol,
)
