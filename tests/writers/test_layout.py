"""How a paper is laid out before it is rendered."""

from __future__ import annotations

import pytest

from goldenthread.model.cells import read_cell
from goldenthread.model.figures import Column, Role
from goldenthread.writers.layout import figure_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Residential 50% Leaving Care 80%", ("Residential 50%", "Leaving Care 80%")),
        ("LA 92.5% Pri 95.6% (2020/21)", ("LA 92.5%", "Pri 95.6% (2020/21)")),
        ("716 EH Intervention 170 MAP (prov)", ("716 EH Intervention", "170 MAP (prov)")),
        ("421 open CAF 1473 CAF activity 302 pre CAF", ("421 open CAF", "1473 CAF activity", "302 pre CAF")),
        ("641", ("641",)),
    ],
)
def test_a_number_and_its_label_stand_on_one_line(text: str, lines: tuple[str, ...]) -> None:
    cell = read_cell(text, Column(heading="Current", role=Role.CURRENT))
    assert figure_lines(cell) == lines
    assert " ".join(lines) == text
