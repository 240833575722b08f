"""What stands beside an update: for every sort of line, in words, as a sound fragment of a page, and in few queries."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from goldenthread.model.figures import Absence, Marker, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Calendar, Light, Polarity, TimeBasis
from goldenthread.web.plans.models import Figure, TabledFigure
from goldenthread.web.returns.judging import judged, kept
from goldenthread.web.returns.models import NotRated, Question, Update, UpdateState
from goldenthread.web.returns.queries.beside import Beside, Words, beside
from tests.web.conftest import Cast
from tests.web.look.soundness import assert_sound, parsed
from tests.web.plans.builders import make_target
from tests.web.returns.builders import make_update, make_update_figure
from tests.web.returns.scenes import day, gathered, recorded, scene

pytestmark = pytest.mark.django_db

AT = datetime(2021, 8, 3, 18, 0, tzinfo=UTC)


def shown(update: Update) -> tuple[Beside, str]:
    """What stands beside it, and the words of the page's part, which must be sound."""
    found = beside(gathered(update))
    html = render_to_string("returns/beside.html", {"beside": found})
    assert_sound(html)
    assert "style=" not in html
    return found, " ".join(" ".join(parsed(html).itertext()).split())


# ---- the target ----


def test_target_stands_with_its_profile_and_what_is_expected_by_now(cast: Cast) -> None:
    """Handbook 4.3: the year's target is for March; by September the profile expects 250."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    make_target(measure, "500", profile=[110, 250, 380, 500])
    found, words = shown(at.update(measure))
    assert found.target is not None
    assert (found.target.lines, found.target.note, found.expected) == (("500",), "provisional", "250")
    assert found.profile[0].quarters == ("110", "250", "380", "500")
    assert "Target 2021/22 500 (provisional) 250 expected by now" in words


def test_targets_of_components_each_have_their_name(cast: Cast) -> None:
    """With their profiles."""
    at = scene(cast)
    measure = at.measure("Primary", "Secondary")
    make_target(measure, "97", component="Primary", original="", profile=[90, 92, 95, 97])
    make_target(measure, "92", component="Secondary", original="")
    found, words = shown(at.update(measure))
    assert found.expected == "Primary 92%"
    assert "Primary 97% Secondary 92%" in words


def test_no_target_is_said(cast: Cast) -> None:
    """An empty state in words."""
    at = scene(cast)
    found, words = shown(at.update(at.measure()))
    assert (found.profile, found.expected) == ((), "")
    assert "Target 2021/22 Not stated" in words


# ---- last quarter and last year ----


def test_last_quarter_stands_with_figure_light_words_and_action(cast: Cast) -> None:
    """What the officer would look up in the paper of last quarter."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "95")
    recorded(measure, day(2020, 6, 30), "90")
    last = make_update(
        at.quarter_before(),
        measure,
        judged=Light.AMBER,
        what_happened="Two schools closed.",
        why="Because of:\n- a storm\n- a flood",
        action="Open both again",
        action_who="Head of Property",
        action_by=date(2021, 8, 31),
        state=UpdateState.LOCKED,
    )
    make_update_figure(last, "92", original="92%")
    last.computed = kept(judged(gathered(last)))["computed"]
    last.save()
    found, words = shown(at.update(measure))
    assert found.last is not None
    assert (found.last.title, found.last.figure, found.last.light) == ("Quarter 1, 2021/22", "92%", Light.AMBER)
    assert found.last.words == (
        Words(False, ("Two schools closed.", "Because of:")),
        Words(True, ("a storm", "a flood")),
    )
    assert found.last.action == "Open both again: Head of Property, by 31 August 2021"
    assert found.last.by == "Divisional Manager, Early Help"
    assert found.last.travel == ("↑", "Better than a year before")
    assert "Quarter 1, 2021/22 92% Amber ↑ Better than a year before" in words


def test_last_quarter_without_a_light_says_why(cast: Cast) -> None:
    """A reason, or that nobody answered."""
    at = scene(cast)
    measure, milestone = at.measure(), at.milestone()
    before = at.quarter_before()
    make_update(before, measure, not_rated=NotRated.NO_TARGET, state=UpdateState.APPROVED)
    make_update(before, milestone)
    of_measure, _ = shown(at.update(measure))
    of_milestone, words = shown(at.update(milestone))
    assert of_measure.last is not None
    assert of_measure.last.no_light == "There is no target"
    assert of_milestone.last is not None
    assert of_milestone.last.no_light == "Nobody answered"
    assert "No commentary was written." in words


def test_same_period_last_year_is_the_measures_own_window(cast: Cast) -> None:
    """Of a school measure, September 2020; the total of the school year is not taken for it."""
    at = scene(cast)
    measure = at.measure(
        unit=Unit.COUNT,
        polarity=Polarity.LOWER,
        time_basis=TimeBasis.ACADEMIC_YEAR_CUMULATIVE,
        calendar=Calendar.ACADEMIC,
    )
    recorded(measure, Period.academic_year(2020), "900")
    before, words = shown(at.update(measure))
    assert (before.last_year, before.last_year_period) == (None, "September 2020")
    assert "September 2020 No figure is recorded" in words
    recorded(measure, Period.month(2020, 9), "60", markers=[Marker.PROVISIONAL])
    after, words = shown(Update.objects.get())
    assert after.last_year is not None
    assert (after.last_year.lines, after.last_year.notes) == (("60",), "provisional")
    assert "September 2020 60 provisional" in words


# ---- the series ----


def test_series_stands_newest_first_and_says_what_cannot_be_compared(cast: Cast) -> None:
    """Each figure in its own definition's sense; a new version is a break (R4.10)."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT)
    recorded(measure, day(2020, 9, 30), "70")
    recorded(measure, day(2020, 12, 31), None, absence=Absence.NOT_AVAILABLE)
    new = at.redefined(measure)
    recorded(measure, day(2021, 6, 30), "81", definition=new)
    found, words = shown(at.update(measure))
    assert [(row.period, row.lines, row.break_before) for row in found.rows] == [
        ("30 June 2021", ("81",), True),
        ("31 December 2020", ("Not available",), False),
        ("30 September 2020", ("70",), False),
    ]
    assert "30 June 2021 81 [b] Not comparable with earlier figures" in words


def test_empty_whole_beside_its_components_says_nothing(cast: Cast) -> None:
    """Nor does it stand in the table; a period with nothing but a blank does."""
    at = scene(cast)
    measure = at.measure("Primary")
    recorded(measure, day(2020, 9, 30), None, absence=Absence.BLANK)
    recorded(measure, day(2021, 6, 30), None, absence=Absence.BLANK)
    recorded(measure, day(2021, 6, 30), "95", component="Primary", original="")
    found, _ = shown(at.update(measure))
    assert [row.lines for row in found.rows] == [("Primary 95%",), ("Left blank",)]


def test_restated_figure_shows_what_was_tabled_too(cast: Cast) -> None:
    """R4.11: as tabled and as known now, with the day and the reason."""
    at = scene(cast)
    measure = at.measure()
    figure = recorded(measure, day(2021, 6, 30), "93", original="93%", tabled_in="Board, 7 September 2021")
    kept_values = {
        name: getattr(figure, name)
        for name in ("component", "period_kind", "period_start", "period_end", "markers", "absence", "version")
    }
    TabledFigure.objects.create(
        figure=figure,
        value=Decimal(91),
        original="91%",
        tabled_in="Board, 7 September 2021",
        restated_at=datetime(2021, 10, 4, 9, 0, tzinfo=UTC),
        restated_by=cast["performance officer"],
        reason="A school had been left out.",
        **kept_values,
    )
    found, words = shown(at.update(measure))
    assert found.rows[0].lines == ("93%",)
    assert "As tabled in Board, 7 September 2021: 91%, restated on 4 October 2021: A school had been left out." in words


def test_no_series_at_all_begins_one(cast: Cast) -> None:
    """Nothing to show, and no error."""
    at = scene(cast)
    found, words = shown(at.update(at.measure()))
    assert (found.rows, found.chart, found.last_year, found.last) == ((), None, None, None)
    assert "No figure is recorded yet: this one begins the series." in words
    assert "This line was not in a round before this one" in words


# ---- the chart ----


def test_chart_holds_a_point_for_each_figure_like_the_updates_own(cast: Cast) -> None:
    """From left to right by day, from bottom to top by value; the target at its height; the words for who does not see it."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "95")
    for end, value in ((date(2020, 9, 30), "90"), (date(2021, 3, 31), "92.5"), (date(2021, 9, 29), "93")):
        recorded(measure, Period.span(end, end), value)
    found, _ = shown(at.update(measure))
    assert found.chart is not None
    [line] = found.chart.lines
    [run] = line.runs
    assert [(one.x, one.y) for one in run.points] == [("8.0", "148.0"), ("160.0", "86.0"), ("312.0", "73.6")]
    assert run.path == "8.0,148.0 160.0,86.0 312.0,73.6"
    assert (found.chart.target, found.chart.target_y, found.chart.highest, found.chart.lowest) == (
        "95%", "24.0", "93%", "90%",
    )  # fmt: skip
    assert found.chart.says == (
        "From 90% on 30 September 2020 to 93% on 29 September 2021, 3 figures. The target is 95%. "
        "The table below holds them all."
    )


def test_break_splits_the_line_and_is_marked(cast: Cast) -> None:
    """Figures that cannot be compared are not joined, be it by [b] or by a new version of the definition."""
    at = scene(cast)
    measure = at.measure()
    recorded(measure, day(2020, 6, 30), "97")
    recorded(measure, day(2020, 9, 30), "96")
    recorded(measure, day(2020, 12, 31), "91", markers=[Marker.BREAK])
    recorded(measure, day(2021, 3, 31), "92")
    found, words = shown(at.update(measure))
    assert found.chart is not None
    assert [len(run.points) for run in found.chart.lines[0].runs] == [2, 2]
    assert len(found.chart.breaks) == 1
    assert "[b] marks a break" in words
    new = at.redefined(measure)
    Figure.objects.filter(period_end=date(2021, 3, 31)).update(definition=new)
    again, _ = shown(Update.objects.get())
    assert again.chart is not None
    assert [len(run.points) for run in again.chart.lines[0].runs] == [2, 1, 1]


def test_count_of_the_year_begins_anew_each_year(cast: Cast) -> None:
    """June to March of one year is a line; the next June does not fall from it. A single quarter's count is not on it."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    for end, value in ((date(2020, 6, 30), "20"), (date(2020, 9, 30), "45"), (date(2021, 3, 31), "90")):
        recorded(measure, Period.span(date(2020, 4, 1), end), value)
    recorded(measure, Period.span(date(2021, 4, 1), date(2021, 6, 30)), "30")
    found, _ = shown(at.update(measure))
    assert found.chart is not None
    assert [len(run.points) for run in found.chart.lines[0].runs] == [3, 1]


def test_quarter_is_not_drawn_beside_a_year(cast: Cast) -> None:
    """Of a measure counted in the quarter alone, the total of the year stands in the table, not on the line."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, time_basis=TimeBasis.PERIOD)
    recorded(measure, Period.financial_year(2020), "400")
    recorded(measure, Period.financial_quarter(2020, 4), "105")
    recorded(measure, Period.financial_quarter(2021, 1), "98")
    found, words = shown(at.update(measure))
    assert found.chart is not None
    assert [one.says for run in found.chart.lines[0].runs for one in run.points] == [
        "105, 31 March 2021",
        "98, 30 June 2021",
    ]
    assert "2020/21 400" in words


def test_each_component_has_a_line_with_its_name(cast: Cast) -> None:
    """Told apart by more than colour: names, dashes and shapes."""
    at = scene(cast)
    measure = at.measure("Primary", "Secondary")
    for end in (date(2021, 3, 31), date(2021, 6, 30)):
        recorded(measure, Period.span(end, end), "95", component="Primary")
        recorded(measure, Period.span(end, end), "90", component="Secondary")
    found, words = shown(at.update(measure))
    assert found.chart is not None
    assert [(line.number, line.label) for line in found.chart.lines] == [(0, "Primary"), (1, "Secondary")]
    assert "Primary Secondary" in words
    assert found.rows[0].lines == ("Primary 95%", "Secondary 90%")


@pytest.mark.parametrize("values", [("93",), ("93", "93")])
def test_chart_needs_two_days_and_bears_a_level_line(cast: Cast, values: tuple[str, ...]) -> None:
    """One figure is no line; two alike are one in the middle, and nothing is divided by nought."""
    at = scene(cast)
    measure = at.measure()
    for month, value in enumerate(values, 1):
        recorded(measure, day(2021, month, 28), value)
    found, _ = shown(at.update(measure))
    if len(values) == 1:
        assert found.chart is None
    else:
        assert found.chart is not None
        assert {one.y for one in found.chart.lines[0].runs[0].points} == {"86.0"}


# ---- definition, lights, members ----


def test_definition_and_meanings_stand_in_the_councils_words(cast: Cast) -> None:
    """What each light means for a measure, and for a milestone; the definition sheet of a measure alone."""
    at = scene(cast)
    of_measure, words = shown(at.update(at.measure()))
    of_milestone, _ = shown(at.update(at.milestone()))
    assert [one.light for one in of_measure.meanings] == list(Light)
    assert of_measure.meanings[2].words.startswith("The year's target will not be achieved unless something is done.")
    assert of_milestone.meanings[2].words.startswith("Not expected to be done in time")
    assert "Which way is better Higher is better" in words
    assert "Does not apply" not in words
    assert "Not stated yet" not in words
    assert of_milestone.sheet == ()


def test_milestone_shows_its_date_and_last_time(cast: Cast) -> None:
    """No target, no series, no chart."""
    at = scene(cast)
    milestone = at.milestone()
    make_update(at.quarter_before(), milestone, judged=Light.GREEN, what_happened="The lease is signed.")
    found, words = shown(at.update(milestone))
    assert (found.is_milestone, found.due, found.chart, found.rows) == (True, "March 2022", None, ())
    assert "Due March 2022 Quarter 1, 2021/22 Green" in words
    assert "The series" not in words


def test_members_questions_follow_the_line(cast: Cast) -> None:
    """From whichever round; of this measure alone; as text, whatever it holds."""
    at = scene(cast)
    measure, other = at.measure(), at.measure(title="Children in need")
    before = at.quarter_before()
    Question.objects.create(
        update=make_update(before, measure), text="Why do <b>boys</b> miss more?", by=cast["member"], at=AT
    )
    Question.objects.create(update=make_update(before, other), text="And these?", by=cast["member"], at=AT)
    found, words = shown(at.update(measure))
    assert [(one.text, one.on, one.about) for one in found.questions] == [
        ("Why do <b>boys</b> miss more?", "3 August 2021", "Quarter 1, 2021/22")
    ]
    assert "Why do <b>boys</b> miss more?" in words


def test_beside_costs_two_queries(cast: Cast) -> None:
    """However long the series and however many the questions."""
    at = scene(cast)
    measure = at.measure()
    for year in range(2001, 2021):
        recorded(measure, day(year, 9, 30), "90")
    last = make_update(at.quarter_before(), measure)
    for number in range(12):
        Question.objects.create(update=last, text=f"Question {number}?", by=cast["member"], at=AT)
    found = gathered(at.update(measure))
    with CaptureQueriesContext(connection) as asked:
        result = beside(found)
    assert len(result.questions) == 12
    assert len(result.rows) == 20
    assert len(asked) == 2
