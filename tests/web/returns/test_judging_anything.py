"""Whatever anybody may write, an update is judged with a sentence and nothing is raised; without a database, to try much."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.model.figures import Absence, Marker, TargetKind, TargetState, Unit
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import Calendar, Light, MeasureLine, Polarity, TimeBasis
from goldenthread.web.accounts.models import Directorate, Post
from goldenthread.web.plans.models import (
    Definition,
    Figure,
    Measure,
    Milestone,
    Objective,
    Plan,
    RatingMethod,
    Series,
    Target,
    TargetType,
)
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import Found, judged, kept
from goldenthread.web.returns.models import Answer, NotRated, Return, Round, Update, UpdateFigure
from goldenthread.web.returns.windows import window_for
from goldenthread.web.returns.written import Written, WrittenFigure

COMPONENTS = ("", "Primary", "Secondary", "Total", "Q1")
NUMBERS = st.decimals(min_value=-(10**13), max_value=10**13, places=6)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
WORDS = st.one_of(
    TEXTS, st.sampled_from(["See commentary", "- one\n- two\n\nthree", "Complete.", "XX to follow", "12 of 40, 30%"])
)
DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))
KINDS = (TargetKind.LEVEL, TargetKind.RANGE, TargetKind.CHANGE, TargetKind.SHARE, TargetKind.TEXT, TargetKind.NONE)


def rounds() -> st.SearchStrategy[Round]:
    """A round of any quarter of three years, or of days that are no quarter."""
    quarters = st.builds(Period.financial_quarter, st.integers(2020, 2022), st.integers(1, 4))
    spans = st.just(Period.span(date(2021, 7, 5), date(2021, 10, 2)))
    return st.builds(
        lambda one: Round(pk=1, title="The quarter", observed_from=one.start, observed_to=one.end), quarters | spans
    )


@st.composite
def definitions(draw: st.DrawFn, key: int) -> Definition:
    """Any definition, much of it unknown."""
    return Definition(
        pk=key,
        number=key,
        unit=draw(st.sampled_from(["", *(one.value for one in Unit)])),
        polarity=draw(st.sampled_from(["", *(one.value for one in Polarity)])),
        time_basis=draw(st.sampled_from(["", *(one.value for one in TimeBasis)])),
        calendar=draw(st.sampled_from(["", *(one.value for one in Calendar)])),
        decimals=draw(st.none() | st.integers(0, 6)),
        multiplier=draw(st.sampled_from([None, 100, 10000])),
        tolerance=draw(st.none() | st.decimals(0, 100, places=6)),
        rating_method=draw(st.sampled_from(list(RatingMethod))),
        why=draw(TEXTS),
        begins=draw(st.none() | st.just(2021)),
    )


@st.composite
def said_figures(draw: st.DrawFn) -> dict[str, Any]:
    """A figure or the reason for none, as a row may hold it."""
    value = draw(st.none() | NUMBERS)
    return {
        "component": draw(st.sampled_from(COMPONENTS)),
        "value": value,
        "numerator": draw(st.none() | NUMBERS),
        "denominator": draw(st.none() | NUMBERS),
        "absence": "" if value is not None else draw(st.sampled_from(Absence)),
        "markers": draw(st.lists(st.sampled_from(Marker), max_size=3, unique=True)),
        "qualifier": draw(st.sampled_from(["", "2019/20", "Apr-Sept", "of eligible"])),
        "original": draw(st.sampled_from(["", "93.5", "n/a", "12 (prov)", "5/7", "Primary 5 Secondary 6"]) | TEXTS),
    }


@st.composite
def series(draw: st.DrawFn, versions: list[Definition]) -> list[Figure]:
    """Some figures of earlier windows of any length, under either version of the definition."""
    rows = []
    for fields in draw(st.lists(said_figures(), max_size=6)):
        window = draw(
            st.builds(Period.financial_quarter, st.integers(2018, 2022), st.integers(1, 4))
            | st.builds(Period.financial_year, st.integers(2018, 2021))
            | st.builds(Period.academic_year, st.integers(2018, 2021))
            | st.builds(lambda one: Period.span(one, one), DAYS)
        )
        kind = draw(st.just(window.kind) | st.sampled_from(PeriodKind))  # a row whose days do not fit its kind
        where = {"period_kind": kind, "period_start": window.start, "period_end": window.end}
        rows.append(Figure(definition=draw(st.sampled_from(versions)), **where, **fields))
    return sorted(rows, key=lambda one: (one.period_end, one.period_start))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A target of any sort that the record can hold."""
    kind = draw(st.sampled_from(KINDS))
    low = draw(NUMBERS)
    return Target(
        component=draw(st.sampled_from(COMPONENTS)),
        year=draw(st.integers(2020, 2022)),
        kind=kind,
        low=None if kind in (TargetKind.TEXT, TargetKind.NONE) else low,
        high=low + 5 if kind is TargetKind.RANGE else None,
        state=draw(st.sampled_from(TargetState)),
        type=draw(st.sampled_from(TargetType)),
        text=draw(TEXTS),
        original=draw(st.sampled_from(["", "95%", "tbc", "80-90"])),
        profile=draw(st.just([]) | st.lists(NUMBERS, min_size=4, max_size=4)),
    )


@st.composite
def gathered(draw: st.DrawFn) -> Gathered:
    """An update with whatever may stand behind it; no row is in a database."""
    plan = Plan(pk=1, title="Business plan", first_year=2021, years=1, directorate=Directorate(pk=1, name="People"))
    of = draw(rounds())
    owed = Return(pk=1, round=of, plan=plan, directorate=plan.directorate)
    objective = Objective(pk=1, plan=plan, ref="PED01", title="Help families early")
    owner = draw(st.none() | st.just(Post(pk=1, title="Divisional Manager, Early Help")))
    common = {"plan": plan, "objective": objective, "owner": owner}
    ref = draw(st.sampled_from(["", "PED01 01"]))
    if draw(st.booleans()):
        due = draw(st.none() | DAYS)
        milestone = Milestone(pk=1, ref=ref, title="Open the hub", due=draw(TEXTS), due_from=due, due_to=due, **common)
        update = Update(
            pk=1, part_of=owed, milestone=milestone, period_start=of.observed_from, period_end=of.observed_to
        )
        last = Update(pk=2, part_of=Return(pk=2, round=of), milestone=milestone, what_happened=draw(WORDS))
        return Gathered(update=update, round=of, plan=plan, line=milestone, last=draw(st.none() | st.just(last)))
    versions = [draw(definitions(1)), draw(definitions(2))]
    title = draw(
        st.sampled_from(["Attendance at school", "Average time taken", "Amount spent so far", "Number of plans"])
    )
    measure = Measure(pk=1, ref=ref, title=title, series=Series(pk=1), definition=versions[1], **common)
    window = window_for(versions[1], of)
    where = {"period_kind": window.kind, "period_start": window.start, "period_end": window.end}
    update = Update(pk=1, part_of=owed, measure=measure, **where)
    last = Update(pk=2, part_of=Return(pk=2, round=of), measure=measure, what_happened=draw(WORDS), **where)
    return Gathered(
        update=update,
        round=of,
        plan=plan,
        line=measure,
        definition=versions[1],
        components=draw(st.sampled_from([(), ("Primary", "Secondary")])),
        targets=tuple(draw(st.lists(targets(), max_size=3))),
        series=tuple(draw(series(versions))),
        last=draw(st.none() | st.just(last)),
        last_figures=tuple(UpdateFigure(**one) for one in draw(st.lists(said_figures(), max_size=2))),
    )


def whatever_is_written() -> st.SearchStrategy[Written]:
    """Any values that a form or a workbook may hand over, sensible together or not."""
    figures = st.builds(
        lambda fields: WrittenFigure(
            **fields | {"absence": fields["absence"] or None, "markers": tuple(fields["markers"])}
        ),
        said_figures(),
    )
    return st.builds(
        Written,
        answer=st.sampled_from(Answer),
        figures=st.lists(figures | st.just(WrittenFigure()), max_size=4).map(tuple),
        available_on=st.none() | DAYS,
        done_on=st.none() | DAYS,
        judged=st.sampled_from(["", *(one.value for one in Light)]),
        not_rated=st.sampled_from(["", *(one.value for one in NotRated)]),
        difference=WORDS,
        what_happened=WORDS,
        why=WORDS,
        what_next=WORDS,
        action=WORDS,
        action_who=TEXTS,
        action_by=st.none() | DAYS,
    )


@settings(max_examples=300, deadline=None)
@given(gathered(), whatever_is_written())
def test_whatever_is_written_is_judged_with_a_sentence(of: Gathered, written: Written) -> None:
    """A light or an arrow, or the reason for none, and always a sentence; what is kept is plain data that is read back."""
    found = judged(of, written)
    verdicts = [found.progress, *([found.travel] if found.travel else [])]
    for verdict in verdicts:
        assert verdict.sentence.endswith(".")
        assert bool(verdict.light or verdict.arrow) is not bool(verdict.reason)
    assert isinstance(found.line, MeasureLine) is (found.travel is not None)
    assert found.line.progress.judged == (written.judged or found.line.progress.judged)
    values = kept(found)
    assert [Found.from_kept(one, {}) for one in values["findings"]] == list(found.findings)
    assert len({one.key for one in found.findings}) == len(found.findings)


@settings(max_examples=60, deadline=None)
@given(gathered())
def test_nothing_written_is_judged_too(of: Gathered) -> None:
    """An update that nobody has begun has its verdicts, and no finding on words that are not there."""
    found = judged(of)
    assert found.progress.sentence
    assert not [one for one in found.findings if one.part == "commentary"]
