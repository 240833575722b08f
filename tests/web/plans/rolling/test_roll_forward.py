"""The action: what the new plan holds, what it refuses, and that 600 measures take a few statements."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.model.figures import Absence, TargetKind, TargetState, Unit
from goldenthread.model.periods import PeriodKind
from goldenthread.model.plan import TimeBasis
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import (
    Baseline,
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
    Plan,
    PlanSection,
    PlanState,
    StrategicIssue,
    Target,
    TargetType,
)
from goldenthread.web.plans.queries.plan_rows import plan_rows
from goldenthread.web.plans.rolling.actions import PlanChanged, RolledAlready, roll_forward
from goldenthread.web.plans.rolling.proposal import Choice, mark_of, propose
from tests.web.conftest import TODAY, Cast
from tests.web.plans.builders import (
    NOW,
    make_definition,
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)
from tests.web.plans.large import large_plans


def roll(plan: Plan, cast: Cast, *, carry: tuple[int, ...] = (), stop: tuple[int, ...] = (), **choice: Any) -> Plan:
    """The plan of next year."""
    chosen: dict[str, Any] = {"title": "Business plan 2022/23", "first_year": 2022} | choice
    return roll_forward(
        plan=plan,
        choice=Choice(carry=frozenset(carry), stop=frozenset(stop), **chosen),
        mark=mark_of(plan_rows(plan, TODAY)),
        by=cast["performance officer"],
        at=NOW,
        today=TODAY,
    )


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """An approved plan for three years: one objective, one measure with targets 75, 85 and 100, one milestone."""
    plan = make_plan(cast.directorates["People"], state=PlanState.APPROVED, years=3, departments=["Early Help"])
    objective = make_objective(
        plan, priority=make_priority(), owner=cast.posts["director"], linked_indicators="Ofsted 3"
    )
    measure = make_measure(objective, owner=cast.posts["officer"])
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    make_target(measure, "75", state=TargetState.APPROVED, approved_by="Executive Board", approved_on=date(2021, 4, 15))
    make_target(
        measure,
        "85",
        year=2022,
        state=TargetState.APPROVED,
        approved_by="Executive Board",
        approved_on=date(2021, 4, 15),
        type=TargetType.BENCHMARK,
        rationale="England’s average.",
        profile=[Decimal(20), Decimal(40), Decimal(60), Decimal(85)],
    )
    make_target(measure, "100", year=2023)
    milestone = make_milestone(objective, owner=cast.posts["officer"], source="Hubs")
    MilestoneContribution.objects.create(milestone=milestone, post=cast.posts["contributor"])
    PlanSection.objects.create(plan=plan, position=0, content={"part": "narrative", "title": "Foreword"})
    StrategicIssue.objects.create(plan=plan, issue="Fewer places than children", baseline="40 places")
    return plan


def test_the_new_plan_is_a_draft_that_says_where_it_comes_from(plan: Plan, cast: Cast) -> None:
    new = roll(plan, cast)
    assert (new.title, new.first_year, new.years, new.state) == ("Business plan 2022/23", 2022, 3, PlanState.DRAFT)
    assert (new.rolled_from, new.departments, new.approved_by, new.approved_on) == (plan, ["Early Help"], "", None)
    assert new.directorate == plan.directorate


def test_objectives_go_on_with_their_priorities_and_what_stands_around_them(plan: Plan, cast: Cast) -> None:
    new = roll(plan, cast)
    objective = new.objectives.get()
    assert (objective.ref, objective.title, objective.owner) == ("PED01", "Help families early", cast.posts["director"])
    assert objective.linked_indicators == "Ofsted 3"
    assert [str(one) for one in objective.priorities.all()] == ["Children and young people"]
    assert PlanSection.objects.get(plan=new).content == {"part": "narrative", "title": "Foreword"}
    assert new.strategic_issues.get().baseline == "40 places"


def test_a_measure_keeps_its_series_owner_and_shares_and_takes_the_last_definition(plan: Plan, cast: Cast) -> None:
    old = plan.measures.get()
    later = make_definition(old.series, number=2, description="As counted from April.")
    measure = roll(plan, cast).measures.get()
    assert (measure.series, measure.definition) == (old.series, later)
    assert (measure.ref, measure.title, measure.owner) == (old.ref, old.title, cast.posts["officer"])
    assert [one.post for one in measure.contributions.all()] == [cast.posts["contributor"]]
    old.refresh_from_db()
    assert old.definition.number == 1


def test_targets_shift_by_a_year_and_are_provisional_again(plan: Plan, cast: Cast) -> None:
    measure = roll(plan, cast).measures.get()
    targets = list(measure.targets.order_by("year"))
    assert [(one.year, one.low, one.kind, one.state) for one in targets] == [
        (2022, Decimal(85), TargetKind.LEVEL, TargetState.PROVISIONAL),
        (2023, Decimal(100), TargetKind.LEVEL, TargetState.PROVISIONAL),
        (2024, None, TargetKind.TO_BE_CONFIRMED, TargetState.PROVISIONAL),
    ]
    first = targets[0]
    assert (first.type, first.rationale, first.original) == (TargetType.BENCHMARK, "England’s average.", "85")
    assert first.profile == [Decimal(20), Decimal(40), Decimal(60), Decimal(85)]
    assert (first.approved_by, first.approved_on) == ("", None)


def test_the_old_plan_and_its_baselines_stay_behind(plan: Plan, cast: Cast) -> None:
    old = plan.measures.get()
    Baseline.objects.create(
        measure=old,
        period_kind=PeriodKind.FINANCIAL_YEAR,
        period_start=date(2019, 4, 1),
        period_end=date(2020, 3, 31),
        value=Decimal(70),
    )
    before = (plan.version, old.version, [one.version for one in old.targets.all()])
    new = roll(plan, cast)
    plan.refresh_from_db()
    old.refresh_from_db()
    assert before == (plan.version, old.version, [one.version for one in old.targets.all()])
    assert not Baseline.objects.filter(measure__plan=new).exists()


def test_a_milestone_that_goes_on_keeps_its_date_and_says_what_it_continues(plan: Plan, cast: Cast) -> None:
    old = plan.milestones.get()
    milestone = roll(plan, cast, carry=(old.pk,)).milestones.get()
    assert milestone.continues == old
    assert (milestone.due, milestone.due_from, milestone.due_to) == ("March 2022", date(2022, 3, 1), date(2022, 3, 31))
    assert (milestone.owner, milestone.source, milestone.objective.plan) == (
        cast.posts["officer"],
        "Hubs",
        milestone.plan,
    )
    assert [one.post for one in milestone.contributions.all()] == [cast.posts["contributor"]]


def test_a_milestone_that_is_not_ticked_a_measure_that_stops_and_what_was_dropped_stay_behind(
    plan: Plan, cast: Cast
) -> None:
    objective = plan.objectives.get()
    stops = make_measure(objective, ref="PED01 02")
    dropped = make_measure(objective, ref="PED01 03", dropped_on=date(2021, 9, 1))
    gone = make_milestone(objective, ref="PED01b", dropped_on=date(2021, 9, 1))
    new = roll(plan, cast, stop=(stops.pk,), carry=(gone.pk,))
    assert [one.ref for one in new.measures.all()] == ["PED01 01"]
    assert not new.milestones.exists()
    assert dropped.series.measures.count() == 1


def test_references_are_counted_anew_where_that_was_chosen(plan: Plan, cast: Cast) -> None:
    objective = plan.objectives.get()
    make_measure(objective, ref="PED01 04")
    carried = make_milestone(objective, ref="PED01d")
    new = roll(plan, cast, renumber=True, carry=(carried.pk,))
    assert [one.ref for one in new.measures.order_by("position")] == ["PED01 01", "PED01 02"]
    assert new.milestones.get().ref == "PED01a"


# ---- outturn ----


def _last_year(measure: Measure, **window: Any) -> list[Decimal | None]:
    if window:
        make_figure(measure, "91", **window)
    plan = measure.plan
    proposal = propose(plan_rows(plan, TODAY), Choice(title="Next", first_year=2022))
    found = next(one for one in proposal.measures if one.old == measure)
    assert found.awaits_outturn is not bool(found.outturn)
    return [one.value for one in found.outturn]


@pytest.mark.parametrize(
    ("basis", "kind", "start", "end", "counts"),
    [
        (TimeBasis.ANNUAL, PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31), True),
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, PeriodKind.SPAN, date(2021, 4, 1), date(2022, 3, 31), True),
        (TimeBasis.ACADEMIC_YEAR_CUMULATIVE, PeriodKind.ACADEMIC_YEAR, date(2021, 9, 1), date(2022, 8, 31), True),
        (TimeBasis.SNAPSHOT, PeriodKind.SPAN, date(2022, 3, 31), date(2022, 3, 31), True),
        (TimeBasis.SNAPSHOT, PeriodKind.FINANCIAL_QUARTER, date(2022, 1, 1), date(2022, 3, 31), True),
        (TimeBasis.PERIOD, PeriodKind.FINANCIAL_QUARTER, date(2022, 1, 1), date(2022, 3, 31), False),
        (TimeBasis.SNAPSHOT, PeriodKind.FINANCIAL_QUARTER, date(2021, 10, 1), date(2021, 12, 31), False),
        (TimeBasis.ANNUAL, PeriodKind.FINANCIAL_YEAR, date(2020, 4, 1), date(2021, 3, 31), False),
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, PeriodKind.SPAN, date(2021, 4, 1), date(2021, 12, 31), False),
    ],
)
def test_which_figures_are_last_years_outturn(
    plan: Plan, basis: TimeBasis, kind: PeriodKind, start: date, end: date, *, counts: bool
) -> None:
    measure = plan.measures.get()
    measure.definition.time_basis = basis
    measure.definition.save()
    shown = _last_year(measure, period_kind=kind, period_start=start, period_end=end)
    assert shown == ([Decimal(91)] if counts else [])


def test_the_years_own_figure_comes_before_the_one_of_its_last_day(plan: Plan) -> None:
    measure = plan.measures.get()
    make_figure(
        measure, "90", period_kind=PeriodKind.SPAN, period_start=date(2022, 3, 31), period_end=date(2022, 3, 31)
    )
    assert _last_year(measure, year=2021) == [Decimal(91)]


def test_an_outturn_that_is_still_to_come_is_awaited(plan: Plan) -> None:
    measure = plan.measures.get()
    figure = make_figure(measure, "0", year=2021)
    figure.value, figure.absence = None, Absence.NOT_YET_DUE
    figure.save()
    proposal = propose(plan_rows(plan, TODAY), Choice(title="Next", first_year=2022))
    assert [one.old for one in proposal.awaiting] == [measure]


def test_outturn_recorded_after_the_roll_is_last_years_actual_by_itself(plan: Plan, cast: Cast) -> None:
    new = roll(plan, cast)
    make_figure(plan.measures.get(), "91", year=2021)
    assert [figure.value for figure in plan_rows(new, TODAY).measures[0].last_year] == [Decimal(91)]


def test_ended_posts_are_listed_with_what_they_own(plan: Plan, cast: Cast) -> None:
    Post.objects.filter(pk=cast.posts["officer"].pk).update(ended_on=TODAY - timedelta(days=1))
    proposal = propose(plan_rows(plan, TODAY), Choice(title="Next", first_year=2022))
    assert [(post.title, [str(one) for one in lines]) for post, lines in proposal.ended_posts()] == [
        ("Divisional Manager, Early Help", ["PED01 01 Attendance at school"])
    ]


# ---- refusals ----


def test_the_same_roll_twice_is_refused(plan: Plan, cast: Cast) -> None:
    first = roll(plan, cast)
    with pytest.raises(RolledAlready, match="rolled forward to 2022/23 already") as refused:
        roll(plan, cast, title="Another title")
    assert refused.value.there == first
    assert Plan.objects.count() == 2


def test_a_title_that_is_taken_is_refused(plan: Plan, cast: Cast) -> None:
    make_plan(plan.directorate, title="Business plan 2022/23", first_year=2022)
    with pytest.raises(Refused, match="Give the new one another title"):
        roll(plan, cast)


def test_a_year_that_is_not_after_the_plans_own_is_refused(plan: Plan, cast: Cast) -> None:
    with pytest.raises(Refused, match="not after 2021/22"):
        roll(plan, cast, first_year=2021)


def test_a_plan_that_changed_since_the_preview_is_refused(plan: Plan, cast: Cast) -> None:
    mark = mark_of(plan_rows(plan, TODAY))
    Target.objects.filter(year=2022).update(low=Decimal(86))
    with pytest.raises(PlanChanged, match="look through it again"):
        roll_forward(
            plan=plan,
            choice=Choice(title="Next", first_year=2022),
            mark=mark,
            by=cast["performance officer"],
            at=NOW,
            today=TODAY,
        )
    assert Plan.objects.count() == 1


def test_a_plan_that_was_deleted_meanwhile_is_refused(cast: Cast) -> None:
    plan = make_plan(cast.directorates["People"])
    Plan.objects.filter(pk=plan.pk).delete()
    with pytest.raises(Refused, match="was deleted"):
        roll(plan, cast)


def test_a_failure_on_the_way_leaves_nothing(plan: Plan, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("goldenthread.web.plans.rolling.actions._around", fail)
    with pytest.raises(RuntimeError):
        roll(plan, cast)
    assert (Plan.objects.count(), Measure.objects.count(), Milestone.objects.count()) == (1, 1, 1)


# ---- size ----


def test_six_hundred_measures_go_on_in_a_few_statements_each_once(cast: Cast) -> None:
    plan = large_plans(cast.directorates["People"], 600, years=(2021,))[0]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        new = roll(plan, cast)
    assert len(asked) <= 40
    assert new.measures.count() == 600
    assert sorted(new.measures.values_list("series", flat=True)) == sorted(
        plan.measures.values_list("series", flat=True)
    )
    assert Target.objects.filter(measure__plan=new).count() == 1800
    assert Unit.PERCENT in set(new.measures.values_list("definition__unit", flat=True))
