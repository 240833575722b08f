"""The line that the quarterly paper prints of an update: its columns, absences in words, components, commentary, milestones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.cells import read_cells
from goldenthread.model.figures import Absence, Cell, Marker, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Action, Calendar, Due, Light, MeasureLine, MilestoneLine, TimeBasis
from goldenthread.model.text import ListItem, Span, paragraph
from goldenthread.web.plans.models import MeasureContribution
from goldenthread.web.returns.lines import blocks_of, line_of
from goldenthread.web.returns.models import Answer, NotRated
from goldenthread.web.returns.written import Written, WrittenFigure
from tests.web.conftest import Cast
from tests.web.plans.builders import make_target
from tests.web.returns.builders import make_update, make_update_figure
from tests.web.returns.scenes import Scene, day, gathered, recorded, scene

pytestmark = pytest.mark.django_db

TO_MARCH_2021 = Period.rolling_twelve_months(date(2021, 3, 31))


def said(value: str | None, **fields: Any) -> WrittenFigure:
    """One figure as somebody writes it."""
    chosen: dict[str, Any] = {"original": value or "", "value": None if value is None else Decimal(value)} | fields
    return WrittenFigure(**chosen)


def current(at: Scene, written: Written, *components: str, **definition: Any) -> Cell:
    """The cell of now of a measure of which somebody wrote this."""
    update = at.update(at.measure(*components, **definition))
    cell = line_of(gathered(update), written).cell(Role.CURRENT)
    assert cell is not None
    return cell


def cell_of(line: MeasureLine | MilestoneLine, role: Role) -> Cell:
    """The cell of a column that must be there."""
    cell = line.cell(role)
    assert cell is not None
    return cell


# ---- the columns ----


def test_columns_are_those_of_the_quarterly_paper(cast: Cast) -> None:
    """Last year's actual, target, current, direction of travel, quarterly progress: as in examples/2021-22-q2.json."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "95", original="95%")
    recorded(measure, Period.financial_year(2020), "91.4", original="91.4%")
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    update = at.update(measure)
    make_update_figure(update, "92.5", original="92.5%")
    line = line_of(gathered(update))
    assert isinstance(line, MeasureLine)
    assert [(cell.column.heading, cell.text) for cell in line.cells] == [
        ("2020/21 actual", "91.4%"),
        ("2021/22 target", "95%"),
        ("Current", "92.5%"),
        ("Direction of Travel", "Left blank"),
        ("Quarterly Progress", "Left blank"),
    ]
    assert [cell.column.period for cell in line.cells[:2]] == [Period.financial_year(2020), Period.financial_year(2021)]
    assert [cell.figures[0].value for cell in line.cells[:3]] == [Decimal("91.4"), Decimal(95), Decimal("92.5")]
    assert (line.ref, line.title) == ("PED01 01", "Attendance at school")
    assert line.responsible == ("Divisional Manager, Early Help", "Data Analyst, Early Help")
    assert line.definition.time_basis is not None
    assert line.definition.time_basis.value is TimeBasis.SNAPSHOT


def test_printed_figures_are_read_again_as_what_they_are(cast: Cast) -> None:
    """What the paper prints in a cell says all that its figures hold: markers, components and numbers."""
    at = scene(cast)
    written = Written(
        figures=(
            said("95.6", component="Primary", markers=(Marker.PROVISIONAL,)),
            said("89.3", component="Secondary", markers=(Marker.ESTIMATED,)),
        )
    )
    cell = current(at, written, "Primary", "Secondary")
    assert cell.original == "Primary 95.6% [p]; Secondary 89.3% [e]"
    [again] = read_cells([(cell.column, cell.original)], "Attendance at school")
    assert again.figures == cell.figures


@pytest.mark.parametrize(
    ("definition", "windows", "heading", "value"),
    [
        ({}, [Period.financial_year(2020)], "2020/21 actual", "1"),
        ({}, [Period.financial_year(2019), Period.financial_year(2020)], "2020/21 actual", "2"),
        ({}, [day(2020, 3, 31), day(2021, 3, 31)], "2020/21 actual", "2"),
        ({"time_basis": TimeBasis.ROLLING_TWELVE_MONTHS}, [TO_MARCH_2021], "2020/21 actual", "1"),
        (
            {"time_basis": TimeBasis.ACADEMIC_YEAR_CUMULATIVE, "calendar": Calendar.ACADEMIC},
            [Period.academic_year(2019), Period.academic_year(2020)],
            "2020/21 actual",
            "2",
        ),
        (
            {"time_basis": TimeBasis.ANNUAL, "calendar": Calendar.CALENDAR},
            [Period.calendar_year(2019), Period.calendar_year(2020)],
            "2020 actual",
            "2",
        ),
    ],
)  # fmt: skip
def test_last_actual_is_the_last_whole_year_of_the_measures_own_calendar(
    cast: Cast, definition: dict[str, Any], windows: list[Period], heading: str, value: str
) -> None:
    """Financial, academic or calendar; of a snapshot, the one at the year's end."""
    at = scene(cast)
    measure = at.measure(**definition)
    for number, window in enumerate(windows, 1):
        recorded(measure, window, str(number))
    cell = cell_of(line_of(gathered(at.update(measure))), Role.LAST_ACTUAL)
    assert cell.column.heading == heading
    assert [one.value for one in cell.figures] == [Decimal(value)]


def test_school_year_that_still_runs_is_not_last_years(cast: Cast) -> None:
    """In June 2021 the last whole school year is 2019/20."""
    at = scene(cast, observed_from=date(2021, 4, 1), observed_to=date(2021, 6, 30), opens=date(2021, 7, 1))
    measure = at.measure(time_basis=TimeBasis.ACADEMIC_YEAR_CUMULATIVE, calendar=Calendar.ACADEMIC)
    recorded(measure, Period.academic_year(2019), "700")
    cell = cell_of(line_of(gathered(at.update(measure))), Role.LAST_ACTUAL)
    assert (cell.column.heading, cell.column.period) == ("2019/20 actual", Period.academic_year(2019))


def test_nothing_recorded_leaves_blank_columns_under_their_own_years(cast: Cast) -> None:
    """No series and no target: the columns are there all the same, and say that they are blank."""
    at = scene(cast)
    line = line_of(gathered(at.update(at.measure())))
    assert [(cell.column.heading, cell.absence) for cell in line.cells] == [
        ("2020/21 actual", Absence.BLANK),
        ("2021/22 target", Absence.BLANK),
        ("Current", Absence.BLANK),
        ("Direction of Travel", Absence.BLANK),
        ("Quarterly Progress", Absence.BLANK),
    ]


def test_target_is_that_of_the_rounds_year(cast: Cast) -> None:
    """A plan of three years has three; components stand in one cell with their names."""
    at = scene(cast)
    measure = at.measure("Primary", "Secondary")
    make_target(measure, "90", year=2022)
    make_target(measure, "92", component="Secondary", original="")
    make_target(measure, "97", component="Primary", original="")
    cell = cell_of(line_of(gathered(at.update(measure))), Role.TARGET)
    assert cell.original == "Primary 97%; Secondary 92%"


# ---- the cell of now ----


def test_one_figure_prints_as_it_was_typed(cast: Cast) -> None:
    """The officer's own way of writing it, and the number beside it."""
    cell = current(scene(cast), Written(figures=(said("1234.5", original="1,234.5"),)), unit=Unit.COUNT)
    assert cell.original == "1,234.5"
    assert cell.figures[0].value == Decimal("1234.5")


@pytest.mark.parametrize(
    ("unit", "typed", "printed"),
    [
        (Unit.PERCENT, "93.0", "93.0%"),
        (Unit.PERCENT, "93 %", "93 %"),
        (Unit.POUNDS, "1,250", "£1,250"),
        (Unit.POUNDS, "1.2m", "1.2m"),
        (Unit.RATE, "214", "214"),
        (Unit.COUNT, "68 (Apr-Sept)", "68 (Apr-Sept)"),
    ],
)
def test_bare_number_prints_with_the_sign_of_its_unit(cast: Cast, unit: Unit, typed: str, printed: str) -> None:
    """The definition knows that it is per cent: nobody has to type the sign, and the paper shows it in every cell."""
    cell = current(scene(cast), Written(figures=(said("93", original=typed),)), unit=unit)
    assert cell.original == printed


@pytest.mark.parametrize(
    ("original", "markers", "printed"),
    [
        ("93.2", (Marker.PROVISIONAL,), "93.2% [p]"),
        ("93.2%", (Marker.PROVISIONAL,), "93.2% [p]"),
        ("93.2% (prov)", (Marker.PROVISIONAL,), "93.2% (prov)"),
        ("93.2% (prov)", (Marker.PROVISIONAL, Marker.REVISED), "93.2% (prov) [r]"),
        ("", (Marker.ESTIMATED,), "93.2% [e]"),
        ("", (), "93.2%"),
    ],
)
def test_markers_that_were_ticked_print_beside_what_was_typed(
    cast: Cast, original: str, markers: tuple[Marker, ...], printed: str
) -> None:
    """Handbook 1.1: a figure that is provisional says so; one that was typed with its marker does not say it twice."""
    cell = current(scene(cast), Written(figures=(said("93.2", original=original, markers=markers),)))
    assert (cell.original, cell.figures[0].markers) == (printed, markers)


def test_components_with_the_same_number_each_keep_it(cast: Cast) -> None:
    """Two boxes with “5” in them are not one cell that says 5."""
    written = Written(figures=(said("5", component="Primary"), said("5", component="Secondary")))
    cell = current(scene(cast), written, "Primary", "Secondary", unit=Unit.COUNT)
    assert cell.original == "Primary 5; Secondary 5"
    assert [(one.label, one.value) for one in cell.figures] == [("Primary", Decimal(5)), ("Secondary", Decimal(5))]


def test_component_without_a_figure_says_so_beside_the_other(cast: Cast) -> None:
    """Absence is said, and is not nought; the other figure still stands."""
    written = Written(
        figures=(said("5", component="Primary"), said(None, component="Secondary", absence=Absence.SUPPRESSED))
    )
    cell = current(scene(cast), written, "Primary", "Secondary", unit=Unit.COUNT)
    assert cell.original == "Primary 5; Secondary Suppressed"
    assert [one.label for one in cell.figures] == ["Primary"]


def test_absence_of_all_components_is_said_once(cast: Cast) -> None:
    """Not once for each of them, so that it is read as the reason that it is."""
    absent = {"absence": Absence.SEE_COMMENTARY}
    written = Written(figures=(said(None, component="Primary", **absent), said(None, component="Secondary", **absent)))
    cell = current(scene(cast), written, "Primary", "Secondary")
    assert (cell.original, cell.absence) == ("See commentary", Absence.SEE_COMMENTARY)


def test_components_of_last_year_stand_in_their_own_order_and_without_an_empty_whole(cast: Cast) -> None:
    """As the definition orders them; a blank for the whole beside its parts says nothing."""
    at = scene(cast)
    measure = at.measure("Secondary", "Primary")
    recorded(measure, Period.financial_year(2020), None, absence=Absence.BLANK)
    recorded(measure, Period.financial_year(2020), "95", component="Primary")
    recorded(measure, Period.financial_year(2020), "90", component="Secondary")
    cell = cell_of(line_of(gathered(at.update(measure))), Role.LAST_ACTUAL)
    assert cell.original == "Secondary 90%; Primary 95%"


@pytest.mark.parametrize(
    ("written", "printed", "absence"),
    [
        (
            Written(answer=Answer.NOT_YET, available_on=date(2021, 11, 5)),
            "Not yet available (expected 5 November 2021)",
            Absence.NOT_YET_DUE,
        ),
        (Written(answer=Answer.NOT_YET), "Not yet available", Absence.NOT_YET_DUE),
        (Written(answer=Answer.SEE_COMMENTARY), "See commentary", Absence.SEE_COMMENTARY),
        (Written(figures=(said(None, original="n/a", absence=Absence.NOT_APPLICABLE),)), "n/a", Absence.NOT_APPLICABLE),
        (
            Written(figures=(said(None, absence=Absence.TO_BE_CONFIRMED),)),
            "To be confirmed",
            Absence.TO_BE_CONFIRMED,
        ),
        (Written(figures=(said(None, original="Left blank", absence=Absence.BLANK),)), "", Absence.BLANK),
        (
            Written(figures=(said(None, original="eleventy", absence=Absence.NOT_PLACED),)),
            "eleventy",
            Absence.NOT_PLACED,
        ),
        (Written(figures=(said(None),)), "", Absence.BLANK),
        (Written(), "", Absence.BLANK),
    ],
)
def test_absence_is_said_as_what_it_is(cast: Cast, written: Written, printed: str, absence: Absence) -> None:
    """R1.5: each reason is its own, in words that the paper's readers and our own reader of papers know."""
    cell = current(scene(cast), written)
    assert (cell.original, cell.absence, cell.figures) == (printed, absence, ())
    [again] = read_cells([(cell.column, cell.original)], "Attendance at school")
    assert again.absence is absence or absence in (Absence.BLANK, Absence.NOT_PLACED)


def test_no_change_prints_last_rounds_figure_where_none_was_copied(cast: Cast) -> None:
    """“No change” is recorded as what it is, and the paper still shows the figure that has not changed."""
    at = scene(cast)
    measure = at.measure()
    make_update_figure(make_update(at.quarter_before(), measure), "91.4", original="91.4%")
    update = at.update(measure)
    line = line_of(gathered(update), Written(answer=Answer.NO_CHANGE))
    assert cell_of(line, Role.CURRENT).original == "91.4%"
    own = line_of(gathered(update), Written(answer=Answer.NO_CHANGE, figures=(said("92"),)))
    assert cell_of(own, Role.CURRENT).original == "92%"


def test_first_figure_under_a_new_definition_carries_the_break(cast: Cast) -> None:
    """R4.10: an automatic [b] between two versions; the next figure has none."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT)
    recorded(measure, day(2021, 6, 30), "70")
    new = at.redefined(measure)
    update = at.update(measure)
    first = cell_of(line_of(gathered(update), Written(figures=(said("76"),))), Role.CURRENT)
    assert (first.original, first.figures[0].markers) == ("76 [b]", (Marker.BREAK,))
    measure.series.figures.update(definition=new)
    later = cell_of(line_of(gathered(update), Written(figures=(said("76"),))), Role.CURRENT)
    assert (later.original, later.figures[0].markers) == ("76", ())


@pytest.mark.parametrize("typed", ["55.7% (39/70)", "39/70", ""])
def test_ratio_prints_its_share_and_its_two_numbers(cast: Cast, typed: str) -> None:
    """39 of 70 is 55.7%, however it was typed (R4.9)."""
    figure = said("55.714286", original=typed, numerator=Decimal(39), denominator=Decimal(70))
    cell = current(scene(cast), Written(figures=(figure,)), kind="ratio", multiplier=100)
    assert cell.original == "55.7% (39/70)"
    assert cell.figures[0].value == Decimal("55.714286")
    assert (cell.figures[0].numerator, cell.figures[0].denominator) == (Decimal(39), Decimal(70))


@pytest.mark.parametrize("typed", ["39/70", "39 of 70"])
def test_share_that_was_typed_as_its_two_numbers_prints_its_rate(cast: Cast, typed: str) -> None:
    figure = said("55.714286", original=typed, numerator=Decimal(39), denominator=Decimal(70))
    cell = current(scene(cast), Written(figures=(figure,)), kind="ratio", multiplier=100)
    assert cell.original == f"55.7% ({typed})"
    assert cell.figures[0].value == Decimal("55.714286")


# ---- light, words and action ----


@pytest.mark.parametrize(
    ("reason", "printed", "absence"),
    [
        (NotRated.SEE_COMMENTARY, "See commentary", Absence.SEE_COMMENTARY),
        (NotRated.NO_TARGET, "No target", Absence.NOT_APPLICABLE),
        (NotRated.NOT_DUE, "Not yet due", Absence.NOT_YET_DUE),
        (NotRated.CONTEXTUAL, "N/A (for context only)", Absence.NOT_APPLICABLE),
        (NotRated.PAUSED, "Paused", None),
    ],
)
def test_no_light_prints_its_reason(cast: Cast, reason: NotRated, printed: str, absence: Absence | None) -> None:
    """R4.2, in words that a reader of the paper takes for the same reason."""
    at = scene(cast)
    line = line_of(gathered(at.update(at.measure())), Written(not_rated=reason))
    cell = cell_of(line, Role.PROGRESS)
    assert (line.progress.judged, cell.original, cell.absence) == (None, printed, absence)
    [again] = read_cells([(cell.column, printed)], "Attendance at school")
    assert again.absence is absence


def test_judged_light_stands_in_its_column(cast: Cast) -> None:
    """The light is a value of its own; the cell has no words and no absence beside it."""
    at = scene(cast)
    line = line_of(gathered(at.update(at.measure())), Written(judged=Light.RED))
    assert line.progress.judged is Light.RED
    assert cell_of(line, Role.PROGRESS) == Cell(column=cell_of(line, Role.PROGRESS).column)


def test_commentary_is_the_three_prompts_in_order_by_the_post(cast: Cast) -> None:
    """What happened, why, what happens next; a blank line begins a paragraph, and “- ” an item."""
    at = scene(cast)
    update = at.update(at.measure())
    written = Written(
        what_happened="Two schools closed.\r\nBoth are open again.\n\nA third opened late.",
        why="  The reasons:\n- a burst pipe\n- a storm  \nNeither will recur.",
        what_next="",
    )
    commentary = line_of(gathered(update), written).commentary
    assert commentary is not None
    assert commentary.by == ("Divisional Manager, Early Help",)
    assert commentary.blocks == (
        paragraph("Two schools closed. Both are open again."),
        paragraph("A third opened late."),
        paragraph("The reasons:"),
        ListItem(spans=(Span(text="a burst pipe"),)),
        ListItem(spans=(Span(text="a storm"),)),
        paragraph("Neither will recur."),
    )


def test_author_is_the_post_as_it_was_called_then(cast: Cast) -> None:
    """The commentary stays by the post that wrote it, whoever owns the line now."""
    at = scene(cast)
    update = at.update(at.measure(), author="Head of Early Help", what_happened="Two schools closed.")
    commentary = line_of(gathered(update)).commentary
    assert commentary is not None
    assert commentary.by == ("Head of Early Help",)


def test_no_words_are_no_commentary(cast: Cast) -> None:
    """Blanks alone say nothing."""
    at = scene(cast)
    line = line_of(gathered(at.update(at.measure())), Written(what_happened=" \n\n "))
    assert (line.commentary, line.action) == (None, None)


def test_markup_stays_the_text_that_it_is() -> None:
    """Whatever is typed is text; a dash within a line makes no list."""
    assert blocks_of("<b>Bold</b> & =1+1 - not a list") == [paragraph("<b>Bold</b> & =1+1 - not a list")]
    assert blocks_of("-5 is the change") == [paragraph("-5 is the change")]
    assert blocks_of("") == []


def test_next_action_has_who_and_by_when(cast: Cast) -> None:
    """The day in words, as the paper prints it."""
    at = scene(cast)
    written = Written(action="Open two more\nclinics", action_who="Head of Service", action_by=date(2021, 11, 5))
    line = line_of(gathered(at.update(at.measure())), written)
    assert line.action == Action(what="Open two more clinics", who="Head of Service", by_when="5 November 2021")


# ---- milestones ----


def test_milestone_has_its_due_date_its_team_and_one_column(cast: Cast) -> None:
    """As a departmental report prints it."""
    at = scene(cast)
    update = at.update(at.milestone(source="Family Hubs"), judged=Light.AMBER, what_happened="The lease is signed.")
    line = line_of(gathered(update))
    assert isinstance(line, MilestoneLine)
    assert line.due == Due(original="March 2022", period=Period.month(2022, 3))
    assert (line.source, line.progress.judged) == ("Family Hubs", Light.AMBER)
    assert [cell.column.heading for cell in line.cells] == ["Quarterly Progress"]


def test_milestone_that_is_done_says_when(cast: Cast) -> None:
    """R4.12: complete with its day, beside the light."""
    at = scene(cast)
    line = line_of(gathered(at.update(at.milestone())), Written(done_on=date(2021, 9, 3), judged=Light.GREEN))
    assert cell_of(line, Role.PROGRESS).original == "Completed on 3 September 2021"
    assert line.progress.judged is Light.GREEN


def test_milestone_without_a_date_has_none(cast: Cast) -> None:
    """Nothing is made up."""
    at = scene(cast)
    line = line_of(gathered(at.update(at.milestone(due="", due_from=None, due_to=None))))
    assert isinstance(line, MilestoneLine)
    assert line.due is None
