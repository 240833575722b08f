"""An update's light and arrow, by measures made by hand with the verdicts written out here: handbook 4.2 to 4.5."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import Absence, Marker, Role, TargetKind, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Arrow, Light, Polarity, Reason, TimeBasis
from goldenthread.web.plans.models import Measure, RatingMethod, TargetType
from goldenthread.web.returns.judging import Judged, arrow_of, judged, kept, light_of
from goldenthread.web.returns.models import Answer, NotRated, Update
from goldenthread.web.returns.written import Written, WrittenFigure
from tests.web.conftest import Cast
from tests.web.plans.builders import make_target
from tests.web.returns.builders import make_update_figure
from tests.web.returns.scenes import Scene, day, days, gathered, recorded, scene

pytestmark = pytest.mark.django_db

SEPTEMBER_2020 = Period.month(2020, 9)
APRIL_TO_SEPTEMBER_2020 = days(date(2020, 4, 1), date(2020, 9, 30))


def says(value: str | None, **fields: Any) -> WrittenFigure:
    """One figure as somebody writes it."""
    chosen: dict[str, Any] = {"original": value or "", "value": None if value is None else Decimal(value)} | fields
    return WrittenFigure(**chosen)


def answer(at: Scene, measure: Measure, *figures: WrittenFigure, **fields: Any) -> Judged:
    """The measure's update judged as somebody has just written it."""
    return judged(gathered(at.update(measure)), Written(figures=figures, **fields))


# ---- the light ----


@pytest.mark.parametrize(
    ("unit", "polarity", "target", "actual", "tolerance", "light"),
    [
        (Unit.PERCENT, Polarity.HIGHER, "95", "92.5", None, Light.AMBER),
        (Unit.PERCENT, Polarity.HIGHER, "95", "92.5", "1", Light.RED),
        (Unit.PERCENT, Polarity.HIGHER, "95", "95", "1", Light.GREEN),
        (Unit.PERCENT, Polarity.HIGHER, "95", "94", "1", Light.AMBER),
        (Unit.PERCENT, Polarity.HIGHER, "95", "93.99", "1", Light.RED),
        (Unit.PERCENT, Polarity.LOWER, "4", "3.6", None, Light.GREEN),
        (Unit.PERCENT, Polarity.LOWER, "4", "4.4", None, Light.AMBER),
        (Unit.PERCENT, Polarity.LOWER, "4", "4.41", None, Light.RED),
        (Unit.COUNT, Polarity.LOWER, "18", "19.1", None, Light.AMBER),
        (Unit.COUNT, Polarity.LOWER, "18", "19.1", "0.9", Light.RED),
        (Unit.COUNT, Polarity.LOWER, "0", "0", None, Light.GREEN),
        (Unit.COUNT, Polarity.LOWER, "0", "2", "1", Light.RED),
        (Unit.COUNT, Polarity.LOWER, "0", "1", "1", Light.AMBER),
        (Unit.POUNDS, Polarity.LOWER, "250000", "260000", "20000", Light.AMBER),
        (Unit.RATE, Polarity.CLOSEST, "80", "81", "2", Light.AMBER),
    ],
)
def test_light_by_polarity_unit_and_the_measures_own_tolerance(
    cast: Cast, unit: Unit, polarity: Polarity, target: str, actual: str, tolerance: str | None, light: Light
) -> None:
    """R4.4, and the worked examples of handbook 4.2: the tolerance is in the measure's own unit, else a tenth of the target."""
    at = scene(cast)
    own = None if tolerance is None else Decimal(tolerance)
    measure = at.measure(unit=unit, polarity=polarity, tolerance=own)
    make_target(measure, target)
    assert answer(at, measure, says(actual)).progress.light is light


def test_sentence_of_the_light_names_figure_target_distance_and_tolerance(cast: Cast) -> None:
    """What a councillor and the officer read."""
    at = scene(cast)
    measure = at.measure(tolerance=Decimal(1))
    make_target(measure, "95", state="approved")
    found = answer(at, measure, says("92.5"))
    assert (
        found.progress.sentence
        == "Red: 92.5% against a target of 95%, 2.5 points short; outside the tolerance of 1 point."
    )


def test_range_is_missed_above_it_too(cast: Cast) -> None:
    """Handbook 4.2: children in care, range 80 to 100, actual 112: red for any tolerance under 12."""
    at = scene(cast)
    measure = at.measure(unit=Unit.RATE, polarity=Polarity.RANGE, tolerance=Decimal("11.9"))
    make_target(measure, "80", kind=TargetKind.RANGE, high=Decimal(100), original="80-100")
    assert answer(at, measure, says("112")).progress.light is Light.RED


def test_nought_as_target_has_no_share_that_could_be_tolerated(cast: Cast) -> None:
    """R4.4: without an amount, missing a target of nought is neither amber nor red."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, polarity=Polarity.LOWER)
    make_target(measure, "0")
    found = answer(at, measure, says("2"))
    assert (found.progress.light, found.progress.reason) == (None, Reason.NO_TOLERANCE)


def test_running_count_is_held_against_its_profile(cast: Cast) -> None:
    """Handbook 4.3: 250 of the year's 500 are expected by September; 260, where fewer are better, is a little over."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, polarity=Polarity.LOWER, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    make_target(measure, "500", profile=[110, 250, 380, 500])
    found = answer(at, measure, says("260"))
    assert found.progress.light is Light.AMBER
    assert "250 expected by now of a provisional target of 500" in found.progress.sentence


def test_part_of_a_year_without_a_profile_is_not_held_against_the_whole(cast: Cast) -> None:
    """Handbook 4.3: neither green nor red, and the reason says so."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, polarity=Polarity.HIGHER, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    make_target(measure, "500")
    found = answer(at, measure, says("260"))
    assert (found.progress.light, found.progress.reason) == (None, Reason.NO_PROFILE)


def test_profile_of_one_component_is_never_taken_for_another(cast: Cast) -> None:
    """Two targets, one with a profile: the other's figure must not be held against it."""
    at = scene(cast)
    measure = at.measure(
        "Boys", "Girls", unit=Unit.COUNT, polarity=Polarity.HIGHER, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE
    )
    make_target(measure, "100", component="Boys", profile=[10, 20, 30, 100])
    make_target(measure, "400", component="Girls")
    found = answer(at, measure, says("25", component="Boys"), says("25", component="Girls"))
    assert found.progress.reason is Reason.NO_PROFILE


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"answer": Answer.NOT_YET, "available_on": date(2021, 11, 5)}, Reason.NOT_DUE),
        ({"answer": Answer.NOT_YET}, Reason.NOT_DUE),
        ({"answer": Answer.SEE_COMMENTARY}, Reason.SEE_COMMENTARY),
        ({"figures": (says(None, absence=Absence.NOT_APPLICABLE, original="N/A"),)}, Reason.NO_FIGURE),
        ({"figures": (says(None, absence=Absence.SUPPRESSED, original="[c]"),)}, Reason.SUPPRESSED),
        ({"figures": (says(None, absence=Absence.SEE_COMMENTARY),)}, Reason.SEE_COMMENTARY),
        ({"figures": (says(None),)}, Reason.NO_FIGURE),
        ({"figures": (says("93"),), "not_rated": NotRated.PAUSED}, Reason.PAUSED),
        ({}, Reason.NO_FIGURE),
    ],
)
def test_no_figure_gives_no_light_with_its_reason(cast: Cast, fields: dict[str, Any], reason: Reason) -> None:
    """R4.2: what is not there is never nought, and each reason is its own."""
    at = scene(cast)
    measure = at.measure(polarity=Polarity.LOWER)
    make_target(measure, "5")
    found = judged(gathered(at.update(measure)), Written(**fields))
    assert (found.progress.light, found.progress.reason) == (None, reason)
    assert found.travel is not None
    assert found.travel.arrow is None


@pytest.mark.parametrize(
    ("definition", "target", "reason"),
    [
        ({"rating_method": RatingMethod.NOT_RATED}, {}, Reason.CONTEXTUAL),
        ({}, {"type": TargetType.CONTEXTUAL}, Reason.CONTEXTUAL),
        ({}, {"type": TargetType.BASELINE}, Reason.BASELINE_YEAR),
        ({"polarity": Polarity.MONITORED}, {}, Reason.CONTEXTUAL),
        ({"polarity": ""}, {}, Reason.NO_POLARITY),
        ({}, {"kind": TargetKind.TO_BE_CONFIRMED, "low": None, "original": "tbc"}, Reason.NO_TARGET),
        ({}, {"kind": TargetKind.TEXT, "text": "Among the best third"}, Reason.TARGET_IS_WORDS),
        ({}, {"year": 2020}, Reason.NO_TARGET),
    ],
)
def test_what_the_council_does_not_rate_has_no_light(
    cast: Cast, definition: dict[str, Any], target: dict[str, Any], reason: Reason
) -> None:
    """R4.1, R4.2: by the definition, by the sort of target, or because there is none for this year."""
    at = scene(cast)
    measure = at.measure(**definition)
    fields = {"low": "95"} | target
    make_target(measure, **fields)
    assert answer(at, measure, says("93")).progress.reason is reason


def test_light_of_a_measure_that_is_worked_out_is_the_rules(cast: Cast) -> None:
    """Where the council has the light calculated, the paper prints the computed one; else the officer's alone."""
    at = scene(cast)
    calculated = at.measure(rating_method=RatingMethod.CALCULATED)
    judged_by_officer = at.measure(title="Children in need")
    for one in (calculated, judged_by_officer):
        make_target(one, "95")
    assert answer(at, calculated, says("92.5")).line.progress.judged is Light.AMBER
    assert answer(at, judged_by_officer, says("92.5")).line.progress.judged is None


def test_officers_light_is_never_touched(cast: Cast) -> None:
    """R4.3: judged green and computed amber stand side by side."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "95")
    line = answer(at, measure, says("92.5"), judged=Light.GREEN).line
    assert line.progress.judged is Light.GREEN
    assert line.progress.computed is not None
    assert line.progress.computed.light is Light.AMBER


def test_components_each_against_their_own_target(cast: Cast) -> None:
    """All parts alike give one light; parts that differ give none, and say how each stands."""
    at = scene(cast)
    measure = at.measure("Primary", "Secondary")
    make_target(measure, "97", component="Primary")
    make_target(measure, "92", component="Secondary")
    both = answer(at, measure, says("95.6", component="Primary"), says("89.3", component="Secondary"))
    assert both.progress.light is Light.AMBER
    Update.objects.all().delete()
    differ = answer(at, measure, says("97.1", component="Primary"), says("89.3", component="Secondary"))
    assert (differ.progress.light, differ.progress.reason) == (None, Reason.PARTS_DIFFER)
    assert "Primary 97.1% against a provisional target of 97%" in differ.progress.sentence


def test_ratio_is_shown_with_its_two_numbers(cast: Cast) -> None:
    """R4.9: 39 of 70 is 55.7%, and the sentence says of how many."""
    at = scene(cast)
    measure = at.measure(kind="ratio", numerator="plans in time", denominator="plans", multiplier=100)
    make_target(measure, "60")
    written = says("55.714286", original="39/70", numerator=Decimal(39), denominator=Decimal(70))
    found = answer(at, measure, written)
    assert found.progress.light is Light.AMBER
    assert "39 of 70" in found.progress.sentence


# ---- the arrow ----


@pytest.mark.parametrize(
    ("polarity", "then", "now", "arrow"),
    [
        (Polarity.LOWER, "5.0", "3.6", Arrow.BETTER),
        (Polarity.LOWER, "0.6", "0.7", Arrow.WORSE),
        (Polarity.HIGHER, "93.1", "93.1", Arrow.SAME),
        (Polarity.HIGHER, "93.1", "93.14", Arrow.SAME),
        (Polarity.HIGHER, "93.1", "93.2", Arrow.BETTER),
        (Polarity.HIGHER, "93.1", "92", Arrow.WORSE),
        (Polarity.CLOSEST, "90", "94", Arrow.BETTER),
        (Polarity.CLOSEST, "94", "98", Arrow.WORSE),
    ],
)
def test_arrow_is_by_polarity_against_the_same_day_last_year(
    cast: Cast, polarity: Polarity, then: str, now: str, arrow: Arrow
) -> None:
    """R4.7: young people not in education fell from 5.0% to 3.6%, which is better; the target of 95 is what is close to."""
    at = scene(cast)
    measure = at.measure(polarity=polarity)
    make_target(measure, "95")
    recorded(measure, day(2020, 9, 30), then)
    recorded(measure, day(2021, 3, 31), "50")
    recorded(measure, day(2021, 6, 30), "60")
    found = answer(at, measure, says(now))
    assert found.travel is not None
    assert found.travel.arrow is arrow
    assert found.line.travel.judged is arrow  # type: ignore[union-attr]


def test_arrow_says_with_what_it_was_compared(cast: Cast) -> None:
    """The working, in one sentence."""
    at = scene(cast)
    measure = at.measure(polarity=Polarity.LOWER)
    recorded(measure, day(2020, 9, 30), "5.0")
    found = answer(at, measure, says("3.6"))
    assert found.travel is not None
    assert found.travel.sentence == "Better: 3.6% against 5% in the same period last year; lower is better."


@pytest.mark.parametrize(
    ("basis", "calendar", "window"),
    [
        (TimeBasis.SNAPSHOT, "financial", day(2020, 9, 30)),
        (TimeBasis.SNAPSHOT, "financial", Period.financial_quarter(2020, 2)),
        (TimeBasis.PERIOD, "financial", Period.financial_quarter(2020, 2)),
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, "financial", APRIL_TO_SEPTEMBER_2020),
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, "financial", Period.financial_quarter(2020, 2)),
        (TimeBasis.ACADEMIC_YEAR_CUMULATIVE, "academic", SEPTEMBER_2020),
        (TimeBasis.ROLLING_TWELVE_MONTHS, "financial", Period.rolling_twelve_months(date(2020, 9, 30))),
        (TimeBasis.YEAR_END_FORECAST, "financial", Period.financial_year(2020)),
        (TimeBasis.ANNUAL, "calendar", Period.calendar_year(2020)),
        ("", "", Period.financial_quarter(2020, 2)),
    ],
)
def test_every_time_basis_finds_its_own_window_a_year_earlier(
    cast: Cast, basis: str, calendar: str, window: Period
) -> None:
    """R4.6: the same basis, the same length, exactly one year apart; also where only the quarter's name was recorded."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, time_basis=basis, calendar=calendar)
    recorded(measure, window, "70")
    found = answer(at, measure, says("76"))
    assert found.travel is not None
    assert found.travel.arrow is Arrow.BETTER, found.travel.sentence


def test_school_measures_second_quarter_is_september_alone(cast: Cast) -> None:
    """R6.3: suspensions in September 2021 against September 2020, never against the year that ended in August."""
    at = scene(cast)
    measure = at.measure(
        unit=Unit.COUNT, polarity=Polarity.LOWER, time_basis=TimeBasis.ACADEMIC_YEAR_CUMULATIVE, calendar="academic"
    )
    recorded(measure, Period.academic_year(2020), "900")
    alone = answer(at, measure, says("76"))
    assert alone.travel is not None
    assert (alone.travel.arrow, alone.travel.reason) == (None, Reason.DIFFERENT_WINDOWS)
    assert "September 2021" in alone.travel.sentence
    Update.objects.all().delete()
    recorded(measure, SEPTEMBER_2020, "60")
    found = answer(at, measure, says("76"))
    assert found.travel is not None
    assert found.travel.arrow is Arrow.WORSE
    assert "76 against 60" in found.travel.sentence


def test_whole_year_is_no_comparison_for_half_of_one(cast: Cast) -> None:
    """R4.6: April to September is not held against the whole of last year."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    recorded(measure, Period.financial_year(2020), "100")
    found = answer(at, measure, says("60"))
    assert found.travel is not None
    assert found.travel.reason is Reason.DIFFERENT_WINDOWS


def test_no_series_at_all_gives_no_arrow_with_its_reason(cast: Cast) -> None:
    """A new measure is judged on its target alone."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "90")
    found = answer(at, measure, says("93"))
    assert found.progress.light is Light.GREEN
    assert found.travel is not None
    assert found.travel.reason is Reason.NOT_COLLECTED_LAST_YEAR
    travel = found.line.cell(Role.TRAVEL)
    assert travel is not None
    assert (travel.original, travel.absence) == ("N/A (not collected last year)", Absence.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("absence", "reason"),
    [
        (Absence.NOT_AVAILABLE, Reason.NOT_COLLECTED_LAST_YEAR),
        (Absence.SUPPRESSED, Reason.SUPPRESSED),
        (Absence.SEE_COMMENTARY, Reason.SEE_COMMENTARY),
    ],
)
def test_last_year_without_a_figure_says_why(cast: Cast, absence: Absence, reason: Reason) -> None:
    """The reason recorded last year is the reason for no arrow now."""
    at = scene(cast)
    measure = at.measure()
    recorded(measure, day(2020, 9, 30), None, absence=absence)
    found = answer(at, measure, says("93"))
    assert found.travel is not None
    assert (found.travel.arrow, found.travel.reason) == (None, reason)


def test_new_definition_stands_between_two_figures(cast: Cast) -> None:
    """R4.10: no arrow across a new version, however alike the figures look; the sentence says since when and why."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT)
    recorded(measure, day(2020, 9, 30), "70")
    at.redefined(measure, begins=2021, why="Agencies' own plans are counted too.")
    found = answer(at, measure, says("76"))
    assert found.travel is not None
    assert (found.travel.arrow, found.travel.reason) == (None, Reason.DEFINITION_CHANGED)
    assert "since 2021/22 (Agencies' own plans are counted too)" in found.travel.sentence


def test_second_figure_under_a_new_definition_is_still_apart_from_the_old_ones(cast: Cast) -> None:
    """The figure of this quarter is not the first of its version, so nothing is marked on it; last year's is of the old one."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT)
    recorded(measure, day(2020, 9, 30), "70")
    at.redefined(measure, begins=2021)
    recorded(measure, day(2021, 6, 30), "74")
    found = answer(at, measure, says("76"))
    current = found.line.cell(Role.CURRENT)
    assert current is not None
    assert current.figures[0].markers == ()
    assert found.travel is not None
    assert found.travel.reason is Reason.DEFINITION_CHANGED


def test_annual_actual_under_an_old_definition_is_not_compared_either(cast: Cast) -> None:
    """Also where last year's figure comes from the column of the year, as of an annual measure."""
    at = scene(cast)
    measure = at.measure(time_basis=TimeBasis.ANNUAL)
    recorded(measure, Period.financial_year(2020), "70")
    at.redefined(measure)
    found = answer(at, measure, says("76"))
    assert found.travel is not None
    assert found.travel.reason is Reason.DEFINITION_CHANGED


def test_break_marked_in_between_is_no_comparison(cast: Cast) -> None:
    """A change of source marked [b] in March stands between September and September."""
    at = scene(cast)
    measure = at.measure()
    recorded(measure, day(2020, 9, 30), "97")
    recorded(measure, day(2021, 3, 31), "91", markers=[Marker.BREAK])
    found = answer(at, measure, says("92"))
    assert found.travel is not None
    assert (found.travel.arrow, found.travel.reason) == (None, Reason.DEFINITION_CHANGED)


def test_provisional_figure_is_judged_and_said_to_be_provisional(cast: Cast) -> None:
    """Handbook 4.5: allowed, shown with [p]."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "95")
    recorded(measure, day(2020, 9, 30), "90")
    found = answer(at, measure, says("96", markers=(Marker.PROVISIONAL,)))
    assert found.progress.light is Light.GREEN
    assert "a provisional 96%" in found.progress.sentence
    assert found.travel is not None
    assert found.travel.sentence.startswith("Better: 96% (provisional) against 90%")


def test_restated_figure_of_last_year_is_compared_as_it_is_known_now(cast: Cast) -> None:
    """R4.11: what was tabled stays in its edition; the arrow is worked out from what is known."""
    at = scene(cast)
    measure = at.measure()
    figure = recorded(measure, day(2020, 9, 30), "90")
    figure.value = Decimal(94)
    figure.save()
    found = answer(at, measure, says("93"))
    assert found.travel is not None
    assert found.travel.arrow is Arrow.WORSE


def test_components_are_compared_each_with_its_own(cast: Cast) -> None:
    """Primary with Primary; one that is missing leaves the parts unlike."""
    at = scene(cast)
    measure = at.measure("Primary", "Secondary")
    recorded(measure, day(2020, 9, 30), "95", component="Primary")
    recorded(measure, day(2020, 9, 30), "90", component="Secondary")
    found = answer(at, measure, says("96", component="Primary"), says("91", component="Secondary"))
    assert found.travel is not None
    assert found.travel.arrow is Arrow.BETTER
    assert "Primary 96% against 95%; Secondary 91% against 90%" in found.travel.sentence


# ---- milestones ----


@pytest.mark.parametrize(
    ("due", "fields", "light", "reason"),
    [
        ((date(2022, 3, 1), date(2022, 3, 31)), {}, None, Reason.JUDGED_BY_OFFICER),
        ((date(2021, 9, 1), date(2021, 9, 30)), {}, None, Reason.JUDGED_BY_OFFICER),
        ((date(2021, 8, 1), date(2021, 8, 31)), {"judged": Light.AMBER}, Light.RED, None),
        ((date(2021, 8, 1), date(2021, 8, 31)), {"judged": Light.GREEN}, None, Reason.COMPLETION_NOT_STATED),
        ((date(2021, 8, 1), date(2021, 8, 31)), {"done_on": date(2021, 9, 3)}, Light.GREEN, None),
        ((None, None), {}, None, Reason.JUDGED_BY_OFFICER),
        ((date(2021, 8, 1), date(2021, 8, 31)), {"not_rated": NotRated.PAUSED}, None, Reason.PAUSED),
    ],
)
def test_milestone_past_its_date_is_red_until_it_is_done(
    cast: Cast, due: tuple[date, date], fields: dict[str, Any], light: Light | None, reason: Reason | None
) -> None:
    """R4.12: past its date it cannot be green without the day on which it was completed; in time, its officer judges."""
    at = scene(cast)
    milestone = at.milestone(due="August 2021", due_from=due[0], due_to=due[1])
    found = judged(gathered(at.update(milestone)), Written(**fields))
    assert (found.progress.light, found.progress.reason) == (light, reason)
    assert found.travel is None


# ---- kept ----


def test_what_was_worked_out_is_read_back_without_judging_again(cast: Cast) -> None:
    """A list of updates judges nothing: the verdicts come back from the update as they were."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "95")
    recorded(measure, day(2020, 9, 30), "90")
    update = at.update(measure)
    make_update_figure(update, "92.5")
    found = judged(gathered(update))
    for name, value in kept(found).items():
        setattr(update, name, value)
    update.save()
    again = Update.objects.get(pk=update.pk)
    assert (light_of(again), arrow_of(again)) == (found.progress, found.travel)
    assert found.progress.light is Light.AMBER


def test_update_that_nobody_saved_has_nothing_worked_out(cast: Cast) -> None:
    """Neither light nor arrow, and no error."""
    at = scene(cast)
    update = at.update(at.milestone())
    assert (light_of(update), arrow_of(update)) == (None, None)
    found = judged(gathered(update))
    assert set(kept(found)["computed"]) == {"progress"}


def test_saved_figures_are_judged_as_written_ones(cast: Cast) -> None:
    """The light at the box and the light that is kept are one."""
    at = scene(cast)
    measure = at.measure()
    make_target(measure, "95")
    update = at.update(measure)
    make_update_figure(update, "92.5")
    saved = judged(gathered(update))
    written = judged(gathered(update), Written(figures=(says("92.5"),)))
    assert saved == written
