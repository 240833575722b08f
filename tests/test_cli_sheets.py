"""A council's sheet through the command line: every name that issue 2 lists is matched, shown, and can be put right."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from goldenthread import cli
from goldenthread.model.figures import Role
from goldenthread.model.plan import Arrow, Light, MeasureLine, Polarity
from goldenthread.model.report import report_from_json


class _Column(NamedTuple):
    heading: str
    taken_as: str
    text: str
    kept_as: Callable[[MeasureLine], object]
    value: object


def _figure(role: Role) -> Callable[[MeasureLine], object]:
    def value(line: MeasureLine) -> object:
        cell = line.cell(role)
        return str(cell.figures[0].value) if cell and cell.figures else None

    return value


def _words(line: MeasureLine) -> object:
    return line.commentary.model_dump()["blocks"][0]["spans"][0]["text"] if line.commentary else None


def _good(line: MeasureLine) -> object:
    return line.definition.polarity.value if line.definition.polarity else None


# the names of issue 2, each with what a row says under it and where that must be found
_COLUMNS = (
    *(_Column(name, "ref", "A1", lambda line: line.ref, "A1") for name in ("Ref", "Code")),
    *(_Column(name, "measure", "Visits", lambda line: line.title, "Visits") for name in ("Measure", "Indicator", "PI")),
    *(
        _Column(name, "current", "12", _figure(Role.CURRENT), "12")
        for name in ("Actual", "Out-turn", "Value", "Current", "This period")
    ),
    *(_Column(name, "previous", "12", _figure(Role.PREVIOUS), "12") for name in ("Last period", "Previous")),
    _Column("Baseline", "baseline", "12", _figure(Role.BASELINE), "12"),
    *(_Column(name, "target", "12", _figure(Role.TARGET), "12") for name in ("Target", "Year-end target")),
    *(
        _Column(name, "progress", "Warning", lambda line: line.progress.judged, Light.AMBER)
        for name in ("Status", "RAG", "Progress")
    ),
    *(
        _Column(name, "travel", "Improving", lambda line: line.travel.judged, Arrow.BETTER)
        for name in ("Direction of travel", "Trend")
    ),
    _Column("Good is", "good is", "Low", _good, Polarity.LOWER),
    _Column("Aim to maximise/minimise", "good is", "Maximise", _good, Polarity.HIGHER),
    *(
        _Column(name, "responsible", "Head of Visits", lambda line: line.responsible, ("Head of Visits",))
        for name in ("Responsible officer", "Owner")
    ),
    *(_Column(name, "commentary", "More came.", _words, "More came.") for name in ("Comment", "Commentary")),
)


class _Ran(NamedTuple):
    code: int
    line: MeasureLine | None
    said: str


_Read = Callable[..., _Ran]


@pytest.fixture
def read_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> _Read:
    """Reads a sheet of one row, given as its text by the heading, with `goldenthread read`."""

    def call(row: dict[str, str], *words: str) -> _Ran:
        path = tmp_path / "measures.csv"
        path.write_text(f"{','.join(row)}\r\n{','.join(row.values())}\r\n", encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["goldenthread", "read", str(path), *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfd.readouterr()
        (line,) = report_from_json(out).measures if out else (None,)
        return _Ran(int(ended.value.code or 0), line, err)

    return call


def _row_with(column: _Column, heading: str) -> dict[str, str]:
    """A row with that column, and a reference, a title and a figure beside it where it is none of these."""
    named = {"ref": "Ref", "measure": "Measure", "current": "Actual"}
    texts = {"ref": "B9", "measure": "Calls", "current": "7"}
    beside = {name: texts[taken] for taken, name in named.items() if taken != column.taken_as}
    return {**beside, heading: column.text}


@pytest.mark.parametrize("column", _COLUMNS, ids=[column.heading for column in _COLUMNS])
def test_a_column_by_any_of_its_names_is_matched_and_shown(read_row: _Read, column: _Column) -> None:
    ran = read_row(_row_with(column, column.heading))
    assert ran.code == 0
    assert f"“{column.heading}” is taken as {column.taken_as} (sheet “measures”, row 1)" in ran.said
    assert ran.line is not None
    assert column.kept_as(ran.line) == column.value
    assert "not understood" not in ran.said


@pytest.mark.parametrize("column", _COLUMNS, ids=[column.heading for column in _COLUMNS])
def test_a_column_of_a_name_of_its_own_is_named_with_map(read_row: _Read, column: _Column) -> None:
    ran = read_row(_row_with(column, "Zz"), "--map", f"Zz={column.taken_as}")
    assert ran.code == 0
    assert f"“Zz” is taken as {column.taken_as} (sheet “measures”, row 1)" in ran.said
    assert ran.line is not None
    assert column.kept_as(ran.line) == column.value


def test_a_column_taken_wrongly_is_corrected_with_map(read_row: _Read) -> None:
    row = {"Ref": "A1", "Measure": "Visits", "Value": "10", "Previous": "12"}
    taken, corrected = read_row(row), read_row(row, "--map", "Value=target", "--map", "previous=current")
    assert taken.line is not None
    assert [(cell.column.role, cell.original) for cell in taken.line.cells] == [
        (Role.CURRENT, "10"),
        (Role.PREVIOUS, "12"),
    ]
    assert corrected.line is not None
    assert [(cell.column.role, cell.original) for cell in corrected.line.cells] == [
        (Role.TARGET, "10"),
        (Role.CURRENT, "12"),
    ]
    assert "“Value” is taken as target" in corrected.said
    assert "“Previous” is taken as current" in corrected.said


def test_what_a_person_says_of_a_column_wins_over_its_neighbours(read_row: _Read) -> None:
    row = {"Ref": "1", "Unique no": "A1", "Measure": "Group", "What we count": "Visits", "Actual": "7"}
    ran = read_row(row, "--map", "Unique no=ref", "--map", "What we count=measure")
    assert ran.line is not None
    assert (ran.line.ref, ran.line.title) == ("A1", "Visits")
    assert [(cell.column.heading, cell.original) for cell in ran.line.cells] == [
        ("Ref", "1"),
        ("Measure", "Group"),
        ("Actual", "7"),
    ]


def test_a_row_under_all_the_names_at_once_is_read_whole(read_row: _Read) -> None:
    """Two names of one thing are two cells, or the second is kept as printed: neither is lost."""
    ran = read_row({column.heading: column.text for column in _COLUMNS})
    assert ran.code == 0
    assert ran.line is not None
    said = {cell.column.heading for cell in ran.line.cells}
    once = {"Ref", "Measure", "Good is", "Responsible officer", "Comment"}
    assert said == {column.heading for column in _COLUMNS} - once
    for column in _COLUMNS:
        assert f"“{column.heading}” is taken as" in ran.said
