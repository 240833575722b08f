"""An objective's form: labels and what stands beside them, in whatever order and wherever the cells were merged."""

from __future__ import annotations

import pytest

from goldenthread.readers.forms import Part, form_parts, is_label, milestone_items, objective_ref, plan_year
from goldenthread.readers.paper import Grid, GridCell, Row, cell, para


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(tuple(Row(tuple(cell(text) for text in row), f"row {i}") for i, row in enumerate(rows, 1)))


def parts(*rows: tuple[str, ...]) -> list[tuple[Part, str, str]]:
    return [(part.part, part.ref, part.text) for part in form_parts(grid(*rows))]


def test_each_label_has_what_stands_beside_it() -> None:
    found = parts(
        ("Corporate Priority:", "A clean borough"),
        ("Service Objective: SCS01", "Keep the streets clean"),
        ("Key Milestone(s) (16-17)", "a. Empty the bins (March 2017)"),
        ("Responsible Officer:", "Head of Streets", "Linked Indicators", "SCS LI1"),
    )
    assert found == [
        (Part.PRIORITY, "", "A clean borough"),
        (Part.OBJECTIVE, "SCS01", "Keep the streets clean"),
        (Part.MILESTONES, "", "a. Empty the bins (March 2017)"),
        (Part.RESPONSIBLE, "", "Head of Streets"),
        (Part.LINKED, "", "SCS LI1"),
    ]


@pytest.mark.parametrize(
    ("row", "ref", "title"),
    [
        (("Service Objective", "SCS01: Keep the streets clean"), "SCS01", "Keep the streets clean"),
        (("Objective:", "CYP P1 – Raise attainment"), "CYP P1", "Raise attainment"),
        (("CYP P1", "Raise attainment"), "CYP P1", "Raise attainment"),
        (("СҮР Р1", "Raise attainment"), "СҮР Р1", "Raise attainment"),
        (("CYP P1 Raise attainment", "", "Raise attainment"), "CYP P1", "Raise attainment"),
        (("Objective", "Raise attainment"), "", "Raise attainment"),
    ],
    ids=["in its title", "with a dash", "alone", "in letters that look Latin", "its title ran into it", "none printed"],
)
def test_an_objectives_reference_stands_in_its_label_or_before_its_title(
    row: tuple[str, ...], ref: str, title: str
) -> None:
    ((part, found, text),) = parts(row)
    assert part is Part.OBJECTIVE
    assert found.strip() == ref
    assert text == title


@pytest.mark.parametrize(
    "rows",
    [
        [("Ref", "Milestone", "Quarterly Progress"), ("SCS01a", "Empty the bins", "")],
        [("Objective", "Raise attainment"), ("Ward", "Town")],
        [("P1.1", "Raise attainment")],
        [("", "")],
    ],
    ids=["a table of milestones", "a row without a label", "a milestone", "nothing"],
)
def test_a_table_with_anything_else_in_it_is_no_form(rows: list[tuple[str, ...]]) -> None:
    assert parts(*rows) == []


def test_a_label_with_nothing_beside_it_takes_no_label_for_its_words() -> None:
    assert parts(("Key Developments", "Emerging Issues")) == [(Part.DEVELOPMENTS, "", ""), (Part.ISSUES, "", "")]


def test_milestones_begin_with_letters_or_stand_each_in_a_paragraph() -> None:
    content = GridCell((para("(2016/17)"), para("a. Empty the bins"), para("b) Sweep"), para("Plan for next year")))
    form = Grid((Row((cell("Key Milestones"), content), "row 1"),))
    (part,) = form_parts(form)
    assert list(milestone_items(part)) == [("a", "Empty the bins"), ("b", "Sweep"), ("", "Plan for next year")]
    assert plan_year(form) == "2016/17"


def test_words_of_the_form_are_known_alone() -> None:
    assert is_label("Linked Indicators:")
    assert not is_label("Linked Indicators are below")
    assert objective_ref("Service Objective: SCS01") == "SCS01"
    assert objective_ref("CYP P1") == "CYP P1"
    assert objective_ref("The CYP P1 objective") == ""
