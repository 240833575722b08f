"""How the history writes a plan's rows: a target and a figure in the unit of its measure, a period, the text of a section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.kinds import Book, Values
from goldenthread.web.history.words import NOT_STATED, day, shortened, shown, year
from goldenthread.web.plans.models import Baseline, Definition, Figure, Measure, PlanState, TabledFigure, Target
from goldenthread.web.plans.queries.printed import figure_in_numbers, number_text, period_text, target_in_numbers

# ---- targets and figures ----


def target_called(values: Values, book: Book) -> str:
    """The target for 2021/22, or of one component."""
    return f"the target for {year(values['year'])}{_component(values)}"


def target_shown(values: Values, book: Book) -> str:
    """What is to be reached, in the measure's unit."""
    return target_in_numbers(_target(values), _definition_of_measure(values["measure_id"], book))


def profile_shown(values: Values, book: Book) -> str:
    """What is expected by the end of each quarter."""
    definition = _definition_of_measure(values["measure_id"], book)
    return ", ".join(number_text(one, definition) for one in values["profile"]) or NOT_STATED


def figure_called(values: Values, book: Book) -> str:
    """The figure for 2020/21."""
    return f"the figure for {period_text(_figure(values))}{_component(values)}"


def figure_shown(values: Values, book: Book) -> str:
    """The figure with its markers, or why there is none."""
    known = book.row(Definition, values["definition_id"])
    return figure_in_numbers(_figure(values), _definition(known))


def tabled_called(values: Values, book: Book) -> str:
    """The value tabled for 2020/21, which was restated."""
    return f"the value tabled for {period_text(_tabled(values))}{_component(values)}"


def tabled_shown(values: Values, book: Book) -> str:
    """What was tabled, in the unit of the figure's measure."""
    figure = book.row(Figure, values["figure_id"])
    known = book.row(Definition, figure["definition_id"]) if figure else None
    return figure_in_numbers(_tabled(values), _definition(known))


def baseline_called(values: Values, book: Book) -> str:
    """The baseline of 2020/21."""
    return f"the baseline of {period_text(_baseline(values))}{_component(values)}"


def baseline_shown(values: Values, book: Book) -> str:
    """What the measure starts from."""
    return figure_in_numbers(_baseline(values), _definition_of_measure(values["measure_id"], book))


def period_of(values: Values, book: Book) -> str:
    """The period of a figure or baseline, by name."""
    return period_text(Figure(**{name: values[name] for name in ("period_kind", "period_start", "period_end")}))


def _component(values: Values) -> str:
    return f" ({values['component']})" if values["component"] else ""


def _target(values: Values) -> Target:
    return Target(**values)


def _figure(values: Values) -> Figure:
    return Figure(**values)


def _baseline(values: Values) -> Baseline:
    return Baseline(**values)


def _tabled(values: Values) -> TabledFigure:
    return TabledFigure(**values)


def _definition(values: Values | None) -> Definition:
    return Definition(**values) if values else Definition()


def _definition_of_measure(measure: int, book: Book) -> Definition:
    known = book.row(Measure, measure)
    return _definition(book.row(Definition, known["definition_id"]) if known else None)


def target_year_shown(values: Values, book: Book) -> str:
    """The financial year of a target: 2021/22."""
    return year(values["year"])


# ---- the plan ----


def name_of(person: int, book: Book) -> str:
    """A person by name."""
    return book.name(Person, person)


def quoted(text: str) -> str:
    """A text that somebody typed, cut to what a sentence can bear."""
    return shortened(shown(text))


def listed_parts(parts: Sequence[str]) -> str:
    """The parts of a change in a row, each whole."""
    return "; ".join(parts)


def state_shown(values: Values, book: Book) -> str:
    """The state of a plan; of an approved one by whom and when."""
    if values["state"] != PlanState.APPROVED.value:
        return str(values["state"])
    on = f" on {day(values['approved_on'])}" if values["approved_on"] else ""
    return f"approved (by {values['approved_by']}{on})"


def first_year_shown(values: Values, book: Book) -> str:
    """The first year of a plan: 2021/22."""
    return year(values["first_year"])


def begins_shown(values: Values, book: Book) -> str:
    """The year from which a definition holds."""
    return year(values["begins"]) if values["begins"] is not None else NOT_STATED


def dropped_shown(values: Values, book: Book) -> str:
    """The day on which a line was dropped."""
    return day(values["dropped_on"]) if values["dropped_on"] else "not dropped"


def dropped(before: Values, after: Values, book: Book, called: str) -> str:
    """Dropped the measure on a day, or took it back."""
    if after["dropped_on"] is None:
        return f"took {called} back into the plan"
    return f"dropped {called} on {day(after['dropped_on'])}"


def section_title(values: Values, book: Book) -> str:
    """What a section is called."""
    title = values["content"].get("title") or values["content"].get("part", "")
    return f"the section “{title}”"


def section_text(values: Values, book: Book) -> str:
    """The words of a section, without its shape."""
    return shown(" ".join(_texts(values["content"])))


def _texts(content: Any) -> Iterator[str]:
    match content:
        case dict():
            for name, part in content.items():
                if isinstance(part, str) and name in _WORDS:
                    yield part
                elif not isinstance(part, str):
                    yield from _texts(part)
        case list():
            for part in content:
                yield from _texts(part)
        case _:
            return


_WORDS = ("number", "title", "text", "judgement", "grade")
