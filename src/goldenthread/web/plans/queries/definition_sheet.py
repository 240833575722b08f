"""The definition sheet of a measure in words, with why each part that is not stated yet matters (handbook 4.1, R4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goldenthread.web.plans.models import Definition, MeasureKind
from goldenthread.web.plans.queries.printed import number_text

NOT_STATED_YET: Final = "Not stated yet"
DOES_NOT_APPLY: Final = "Does not apply: the figure is no ratio."
_NEEDED: Final = "the measure cannot be rated until it is stated"
_WHY: Final = {
    "unit": f"Without it nobody knows what the figures count, and {_NEEDED}.",
    "polarity": f"Without it nobody can say whether a rise is good or bad, and {_NEEDED}.",
    "time_basis": f"It decides which figures may be compared with which, and {_NEEDED}.",
    "calendar": "It says in which year a figure counts.",
    "numerator": f"A ratio is worked out from it, and {_NEEDED}.",
    "denominator": f"A ratio is worked out from it, and {_NEEDED}.",
    "multiplier": f"It says whether a ratio is a percentage or a rate per so many, and {_NEEDED}.",
    "population": "Rates are comparable only where source, ages and date of the population are the same.",
    "decimals": "Until it is stated, figures print with the places that they were typed with.",
    "description": "Without it two people may count two different things.",
    "source_system": "It says where a figure can be checked.",
    "tolerance": "Until it is stated, the council’s own rule decides what is near enough.",
    "expected_availability": "It says when the figure can be asked for.",
}
_ORDER: Final = (
    "description",
    "kind",
    "unit",
    "decimals",
    "polarity",
    "time_basis",
    "calendar",
    "numerator",
    "denominator",
    "multiplier",
    "population",
    "components",
    "source_system",
    "expected_availability",
    "rating_method",
    "tolerance",
    "sensitivity",
    "comparability",
    "limitations",
    "framework_references",
)
_OF_RATIOS: Final = ("numerator", "denominator", "multiplier", "population")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet. `why` is given where it is not stated and that matters."""

    label: str
    text: str
    is_stated: bool = True
    why: str = ""


def definition_sheet(definition: Definition, components: Sequence[str]) -> list[Part]:
    """Every part of the definition, stated or not."""
    return [_part(name, definition, components) for name in _ORDER]


def _part(name: str, definition: Definition, components: Sequence[str]) -> Part:
    if name == "components":
        return _components(definition, components)
    field = Definition._meta.get_field(name)
    label = str(field.verbose_name)  # type: ignore[union-attr]
    label = label[0].upper() + label[1:]
    value = getattr(definition, name)
    if name in _OF_RATIOS and definition.kind != MeasureKind.RATIO and value in ("", None):
        return Part(label, DOES_NOT_APPLY)
    if value in ("", None):
        return Part(label, NOT_STATED_YET, is_stated=False, why=_WHY.get(name, ""))
    return Part(label, _words(name, definition))


def _words(name: str, definition: Definition) -> str:
    value = getattr(definition, name)
    match name:
        case "tolerance":
            return number_text(value, definition)
        case "multiplier":
            return f"{value:,}"
        case "decimals" | "description":
            return str(value)
        case _:
            shown = getattr(definition, f"get_{name}_display", None)
            text = str(shown()) if shown else str(value)
            return text[0].upper() + text[1:]


def _components(definition: Definition, components: Sequence[str]) -> Part:
    if not components:
        return Part("Components", "None: one figure for the whole.")
    adds_up = "They add up to the total." if definition.components_sum else "They do not add up to a total."
    return Part("Components", f"{', '.join(components)}. {adds_up}")
