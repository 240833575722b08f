"""What stands behind updates is fetched whole, in the order asked, and in as many queries for six hundred as for one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.model.periods import Period
from goldenthread.web.plans.models import (
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
    Series,
    TargetType,
)
from goldenthread.web.returns.gathering import gather
from goldenthread.web.returns.models import Explanation, Update, UpdateState
from tests.web.conftest import Cast
from tests.web.plans.builders import NOW, make_measure, make_objective, make_plan, make_target
from tests.web.returns.builders import make_return, make_round, make_update, make_update_figure
from tests.web.returns.scenes import day, gathered, recorded, scene

pytestmark = pytest.mark.django_db


def test_update_comes_with_its_line_round_plan_and_definition(cast: Cast) -> None:
    """The rows by which it is printed and judged, with the names of components in their order."""
    at = scene(cast)
    measure = at.measure("Primary", "Secondary")
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    found = gathered(at.update(measure))
    assert (found.round, found.plan, found.line, found.definition) == (
        at.round,
        at.owed.plan,
        measure,
        measure.definition,
    )
    assert found.components == ("Primary", "Secondary")
    assert found.shared_with == ("Data Analyst, Early Help",)
    assert found.observed == Period.financial_quarter(2021, 2)
    assert found.year == 2021


def test_targets_of_the_year_stand_in_the_order_of_the_components(cast: Cast) -> None:
    """Those of other years are there too, but not in force."""
    at = scene(cast)
    measure = at.measure("Secondary", "Primary")
    primary = make_target(measure, "97", component="Primary")
    secondary = make_target(measure, "92", component="Secondary")
    later = make_target(measure, "98", component="Primary", year=2022, type=TargetType.ABSOLUTE)
    found = gathered(at.update(measure))
    assert found.year_targets == (secondary, primary)
    assert set(found.targets) == {primary, secondary, later}


def test_series_stands_oldest_first_with_each_figure_in_its_own_definition(cast: Cast) -> None:
    """A figure keeps the version of the definition that it was given under (R4.10)."""
    at = scene(cast)
    measure = at.measure()
    old = measure.definition
    late, early = recorded(measure, day(2021, 3, 31), "93"), recorded(measure, day(2020, 9, 30), "91")
    at.redefined(measure)
    found = gathered(at.update(measure))
    assert found.series == (early, late)
    assert {one.definition for one in found.series} == {old}
    assert found.definition == measure.definition != old


def test_last_is_the_update_of_the_round_before_by_its_days(cast: Cast) -> None:
    """Not that of a year ago, and not that of another measure; with its figures."""
    at = scene(cast)
    measure, other = at.measure(), at.measure(title="Children in need")
    before = at.quarter_before()
    last = make_update(before, measure, what_happened="Two schools closed.")
    figure = make_update_figure(last, "92")
    make_update(before, other)
    year_ago = make_round(
        cast["performance officer"],
        title="Quarter 2, 2020/21",
        observed_from=date(2020, 7, 1),
        observed_to=date(2020, 9, 30),
        opens=date(2020, 10, 1),
    )
    make_update(make_return(year_ago, at.owed.plan), measure)
    found = gathered(at.update(measure))
    assert found.last == last
    assert found.last_figures == (figure,)
    assert found.before is not None
    assert (found.before.update, found.before.figures, found.before.last) == (last, (figure,), None)
    assert found.before.observed == Period.financial_quarter(2021, 1)


def test_last_follows_the_series_into_a_new_plan(cast: Cast) -> None:
    """A measure that was rolled forward is another row of the same series; a milestone continues the one before it."""
    at = scene(cast)
    measure, milestone = at.measure(), at.milestone()
    before = at.quarter_before()
    last, last_milestone = make_update(before, measure), make_update(before, milestone)
    new_plan = make_plan(cast.directorates["People"], title="Business plan, revised")
    objective = make_objective(new_plan)
    rolled = make_measure(objective, series=measure.series, definition=measure.definition)
    continued = Milestone.objects.create(plan=new_plan, objective=objective, title="The hub", continues=milestone)
    [of_measure, of_milestone] = gather([at.update(rolled), at.update(continued)])
    assert (of_measure.last, of_milestone.last) == (last, last_milestone)


def test_no_round_before_means_no_last(cast: Cast) -> None:
    """The first round has nothing behind it."""
    at = scene(cast)
    found = gathered(at.update(at.measure()))
    assert (found.last, found.last_figures, found.before) == (None, (), None)


def test_approved_update_keeps_the_definition_that_its_figure_was_given_under(cast: Cast) -> None:
    """What was approved before the definition changed is still printed and judged in the old sense; what is open, in the new."""
    at = scene(cast)
    measure = at.measure()
    old = measure.definition
    update = at.update(measure, state=UpdateState.APPROVED)
    recorded(measure, day(2021, 9, 30), "93")
    new = at.redefined(measure)
    assert gathered(update).definition == old
    Update.objects.filter(pk=update.pk).update(state=UpdateState.SENT_BACK)
    assert gathered(update).definition == new


def test_figures_explanations_and_shares_are_the_updates_own(cast: Cast) -> None:
    """In the order asked for, each with what belongs to it and nothing of its neighbour's."""
    at = scene(cast)
    measure, milestone = at.measure(), at.milestone()
    MilestoneContribution.objects.create(milestone=milestone, post=cast.posts["contributor"])
    mine, other = at.update(measure), at.update(milestone)
    figure = make_update_figure(mine, "93")
    said = Explanation.objects.create(
        update=other,
        check_id="COM09",
        key="k",
        says="Long.",
        words="It was a long quarter.",
        by=cast["officer"],
        at=NOW,
    )
    [second, first] = gather([other, mine])
    assert (first.figures, first.explanations, first.shared_with) == ((figure,), (), ())
    assert (second.figures, second.explanations, second.shared_with) == ((), (said,), ("Data Analyst, Early Help",))
    assert second.definition is None
    assert [*second.series, *second.targets, *second.components] == []


def _many(cast: Cast, number: int) -> list[Update]:
    at = scene(cast)
    before = at.quarter_before()
    objective = make_objective(at.owed.plan)
    model = at.measure()
    series = Series.objects.bulk_create(Series(directorate=at.owed.plan.directorate) for _ in range(number))
    measures = Measure.objects.bulk_create(
        Measure(
            plan=at.owed.plan,
            objective=objective,
            series=one,
            definition=model.definition,
            title="One of many",
            ref=f"M{n}",
        )
        for n, one in enumerate(series)
    )
    window = {"period_kind": "span", "period_start": date(2021, 9, 30), "period_end": date(2021, 9, 30)}
    Update.objects.bulk_create(Update(part_of=before, measure=one, **window) for one in measures)
    updates = [Update(part_of=at.owed, measure=one, **window) for one in measures]
    made: list[Update] = Update.objects.bulk_create(
        [*updates, Update(part_of=at.owed, milestone=at.milestone(), **window)]
    )
    return list(Update.objects.filter(pk__in=[one.pk for one in made]))


@pytest.mark.parametrize("number", [1, 600])
def test_queries_are_eight_whatever_the_number(cast: Cast, number: int) -> None:
    """A page of one update and a paper of six hundred ask the database the same questions."""
    updates = _many(cast, number)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = gather(updates)
        for one in found:
            assert one.line.objective.title
            assert one.round.title
            assert one.plan.directorate.name
            assert one.last is None or one.before is not None
    assert len(found) == number + 1
    assert sum(one.last is not None for one in found) == number
    assert len(asked) == 8


def test_nothing_is_asked_for_nobody() -> None:
    """An empty list of updates costs no query."""
    with CaptureQueriesContext(connection) as asked:
        assert gather([]) == []
    assert len(asked) == 0
