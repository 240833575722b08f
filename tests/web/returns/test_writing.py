"""Keeping and sending an update: whole or not at all, only what differs, and not before it says what it must."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import Absence, Marker
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.models import Component, Definition, Measure, Milestone
from goldenthread.web.plans.models.choices import RatingMethod
from goldenthread.web.returns.actions.writing import (
    answer_no_change,
    answer_not_yet,
    answer_see_commentary,
    save,
    submit,
)
from goldenthread.web.returns.complete import Incomplete, Part
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.judging import light_of
from goldenthread.web.returns.models import Answer, Explanation, NotRated, Update, UpdateFigure, UpdateState
from goldenthread.web.returns.states import Part as Who
from goldenthread.web.returns.written import Written, WrittenFigure
from tests.web.conftest import Cast
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan, make_target
from tests.web.plans.editing.pages import events_of
from tests.web.returns.builders import make_return, make_round, make_update, make_update_figure
from tests.web.returns.scenes import recorded

AT = datetime(2021, 10, 5, 10, 0, tzinfo=UTC)
GREEN = Written(
    figures=(WrittenFigure(original="95.2%", value=Decimal("95.2")),),
    judged="green",
    what_happened="More children came to school.",
)
RED = replace(
    GREEN,
    figures=(WrittenFigure(original="70%", value=Decimal(70)),),
    judged="red",
    action="Visit the families.",
    action_who="Early Help",
    action_by=date(2021, 12, 1),
)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])), owner=cast.posts["officer"])
    make_target(measure)
    return measure


@pytest.fixture
def update(cast: Cast, measure: Measure) -> Update:
    return make_update(make_return(make_round(cast["performance officer"]), measure.plan), measure)


@pytest.fixture
def doing(cast: Cast) -> Doing:
    return Doing(by=cast["officer"], at=AT, parts=frozenset({Who.OWNER}))


def _last(cast: Cast, line: Measure | Milestone, **fields: Any) -> Update:
    """The approved update of the same line in the first quarter."""
    before = make_round(
        cast["performance officer"],
        title="Quarter 1, 2021/22",
        observed_from=date(2021, 4, 1),
        observed_to=date(2021, 6, 30),
        opens=date(2021, 7, 1),
    )
    chosen = {"state": UpdateState.APPROVED, "judged": "green"} | fields
    return make_update(make_return(before, line.plan), line, **chosen)


def _parts(error: pytest.ExceptionInfo[Incomplete]) -> list[Part]:
    return [one.part for one in error.value.missing]


# ---- a draft ----


def test_a_draft_may_lack_anything(update: Update, doing: Doing) -> None:
    row = save(update, Written(what_happened="Half a sentence"), update.version, doing)
    assert row.state == UpdateState.DRAFT
    update.refresh_from_db()
    assert (update.state, update.what_happened, update.submitted_at) == (UpdateState.DRAFT, "Half a sentence", None)
    assert row.version == update.version


def test_with_what_was_said_goes_what_is_worked_out(update: Update, doing: Doing) -> None:
    save(update, RED, update.version, doing)
    update.refresh_from_db()
    light = light_of(update)
    assert light is not None
    assert light.light == "red"
    assert "70%" in light.sentence


def test_a_figure_that_is_not_understood_is_kept_as_typed(update: Update, doing: Doing) -> None:
    unclear = WrittenFigure(original="about ninety", absence=Absence.NOT_PLACED)
    save(update, Written(figures=(unclear,)), update.version, doing)
    kept = UpdateFigure.objects.get(update=update)
    assert (kept.original, kept.value, kept.absence) == ("about ninety", None, Absence.NOT_PLACED)


def test_only_figures_that_differ_are_written_and_the_version_counts_them(update: Update, doing: Doing) -> None:
    first = save(update, GREEN, update.version, doing)
    figure = UpdateFigure.objects.get(update=update)
    again = save(update, GREEN, first.version, doing)
    assert again.version == first.version
    assert events_of(UpdateFigure, figure.pk).count() == 1
    marked = replace(GREEN, figures=(replace(GREEN.figures[0], from_partner=True),))
    last = save(update, marked, again.version, doing)
    assert last.version > again.version
    figure.refresh_from_db()
    assert figure.from_partner
    assert events_of(UpdateFigure, figure.pk).count() == 2


def test_a_figure_that_was_taken_out_goes(update: Update, doing: Doing) -> None:
    row = save(update, GREEN, update.version, doing)
    emptied = save(update, replace(GREEN, figures=()), row.version, doing)
    assert not UpdateFigure.objects.filter(update=update).exists()
    assert emptied.version > row.version


def test_figures_stand_in_the_order_of_the_definition(update: Update, measure: Measure, doing: Doing) -> None:
    for place, name in enumerate(("Primary", "Secondary")):
        Component.objects.create(definition=measure.definition, name=name, position=place)
    written = Written(
        figures=(
            WrittenFigure("Secondary", "89%", Decimal(89), markers=(Marker.PROVISIONAL,)),
            WrittenFigure("Primary", "95%", Decimal(95)),
        )
    )
    save(update, written, update.version, doing)
    rows = UpdateFigure.objects.filter(update=update).order_by("position")
    assert [(one.component, one.markers) for one in rows] == [("Primary", []), ("Secondary", ["p"])]


def test_nobody_is_overwritten(update: Update, doing: Doing) -> None:
    seen = update.version
    save(update, GREEN, seen, doing)
    with pytest.raises(Overtaken):
        save(update, RED, seen, doing)
    update.refresh_from_db()
    assert update.judged == "green"


def test_a_text_that_the_record_cannot_hold_is_refused_whole(update: Update, doing: Doing) -> None:
    with pytest.raises(Refused, match="Who does it"):
        save(update, replace(GREEN, action_who="x" * 161), update.version, doing)
    assert not UpdateFigure.objects.filter(update=update).exists()


def test_an_update_that_is_gone_is_said_to_be_gone(update: Update, doing: Doing) -> None:
    Update.objects.filter(pk=update.pk).delete()
    with pytest.raises(Gone):
        save(update, GREEN, update.version, doing)


# ---- sending ----


def test_sending_says_who_and_when_and_for_which_post(cast: Cast, update: Update, doing: Doing) -> None:
    submit(update, GREEN, update.version, doing)
    update.refresh_from_db()
    assert (update.state, update.submitted_by, update.submitted_at) == (UpdateState.SUBMITTED, cast["officer"], AT)
    assert update.author == "Divisional Manager, Early Help"
    Post.objects.filter(pk=cast.posts["officer"].pk).update(title="Another name")
    update.refresh_from_db()
    assert update.author == "Divisional Manager, Early Help"


@pytest.mark.parametrize(
    ("lacks", "parts"),
    [
        ({"figures": ()}, [Part.FIGURE]),
        ({"figures": (WrittenFigure(original="ninety", absence=Absence.NOT_PLACED),)}, [Part.FIGURE]),
        ({"judged": ""}, [Part.LIGHT]),
        ({"what_happened": "  "}, [Part.COMMENTARY]),
        ({"judged": "amber"}, [Part.DIFFERENCE]),
        ({"judged": "red"}, [Part.DIFFERENCE, Part.ACTION, Part.ACTION_WHO, Part.ACTION_BY]),
        ({"answer": Answer.NOT_YET}, [Part.AVAILABLE_ON]),
    ],
)
def test_what_is_missing_is_named_part_by_part_and_nothing_is_written(
    update: Update, doing: Doing, lacks: dict[str, Any], parts: list[Part]
) -> None:
    with pytest.raises(Incomplete) as error:
        submit(update, replace(GREEN, **lacks), update.version, doing)
    assert _parts(error) == parts
    update.refresh_from_db()
    assert update.state == UpdateState.NOT_STARTED
    assert not UpdateFigure.objects.filter(update=update).exists()


def test_every_part_of_a_measure_needs_its_figure_or_reason(update: Update, measure: Measure, doing: Doing) -> None:
    for name in ("Primary", "Secondary"):
        Component.objects.create(definition=measure.definition, name=name)
    with pytest.raises(Incomplete) as error:
        submit(update, replace(GREEN, figures=(WrittenFigure("Primary", "95", Decimal(95)),)), update.version, doing)
    assert [(one.part, one.of) for one in error.value.missing if one.part is Part.FIGURE] == [
        (Part.FIGURE, "Secondary")
    ]


def test_a_red_light_with_its_next_action_is_sent(update: Update, doing: Doing) -> None:
    assert submit(update, RED, update.version, doing).state == UpdateState.SUBMITTED


def test_a_light_that_the_rule_gives_is_not_asked_for(update: Update, measure: Measure, doing: Doing) -> None:
    """But where the rule makes it red, its next action is; and where the rule gives none, a light or the reason."""
    Definition.objects.filter(pk=measure.definition_id).update(rating_method=RatingMethod.CALCULATED)
    for said, parts in (
        (
            replace(RED, judged="", action="", action_who="", action_by=None),
            [Part.ACTION, Part.ACTION_WHO, Part.ACTION_BY],
        ),
        (
            replace(GREEN, judged="", figures=(WrittenFigure(original="n/a", absence=Absence.NOT_APPLICABLE),)),
            [Part.LIGHT],
        ),
    ):
        with pytest.raises(Incomplete) as error:
            submit(update, said, update.version, doing)
        assert _parts(error) == parts
    assert submit(update, replace(GREEN, judged=""), update.version, doing).state == UpdateState.SUBMITTED


def test_a_light_that_differs_is_sent_with_its_reason(update: Update, doing: Doing) -> None:
    written = replace(GREEN, judged="amber", difference="Winter is still to come.")
    assert submit(update, written, update.version, doing).state == UpdateState.SUBMITTED


def test_a_far_off_figure_is_asked_about_and_never_refused(update: Update, doing: Doing) -> None:
    """7.1 against a target of 95: perhaps a slip, perhaps so."""
    slip = replace(RED, figures=(WrittenFigure(original="7.1", value=Decimal("7.1")),))
    row = save(update, slip, update.version, doing)
    update.refresh_from_db()
    assert [(one["severity"], "7.1" in one["says"]) for one in update.findings] == [("warning", True)]
    assert submit(update, slip, row.version, doing).state == UpdateState.SUBMITTED


def test_an_error_is_mended_or_explained(update: Update, doing: Doing) -> None:
    wrong = replace(GREEN, what_happened="We will look at it again on 31 June 2021.")
    with pytest.raises(Incomplete) as error:
        submit(update, wrong, update.version, doing)
    (one,) = error.value.missing
    assert one.part is Part.EXPLANATION
    assert "31 June" in one.says
    explained = {one.of: "That is what the letter says."}
    assert submit(update, replace(wrong, explained=explained), update.version, doing).state == UpdateState.SUBMITTED
    assert Explanation.objects.get(update=update).words == "That is what the letter says."


def test_a_figure_for_days_that_are_to_come_is_refused_unless_it_is_a_forecast(update: Update, doing: Doing) -> None:
    ahead = WrittenFigure(original="95.2% (2022/23)", value=Decimal("95.2"), qualifier="2022/23")
    with pytest.raises(Incomplete, match="begins after 30 September 2021"):
        submit(update, replace(GREEN, figures=(ahead,)), update.version, doing)
    this_year = replace(ahead, original="95.2% (2021/22)", qualifier="2021/22")
    row = save(update, replace(GREEN, figures=(this_year,)), update.version, doing)
    forecast = replace(ahead, markers=(Marker.FORECAST,))
    assert submit(update, replace(GREEN, figures=(forecast,)), row.version, doing).state == UpdateState.SUBMITTED


def test_a_day_of_completion_that_is_to_come_is_refused(cast: Cast, measure: Measure, doing: Doing) -> None:
    milestone = make_milestone(measure.objective, owner=cast.posts["officer"])
    row = make_update(make_return(make_round(cast["performance officer"]), measure.plan), milestone)
    written = Written(judged="green", what_happened="It is open.", done_on=date(2021, 10, 6))
    with pytest.raises(Incomplete) as error:
        submit(row, written, row.version, doing)
    assert _parts(error) == [Part.DONE_ON]
    assert submit(row, replace(written, done_on=date(2021, 10, 5)), row.version, doing).state == UpdateState.SUBMITTED


def test_who_only_helps_keeps_drafts_and_sends_none(cast: Cast, update: Update) -> None:
    helper = Doing(by=cast["contributor"], at=AT, parts=frozenset({Who.HELPER}))
    row = save(update, GREEN, update.version, helper)
    with pytest.raises(Refused, match="Only"):
        submit(update, GREEN, row.version, helper)


def test_nothing_is_written_once_it_is_sent(update: Update, doing: Doing) -> None:
    row = submit(update, GREEN, update.version, doing)
    with pytest.raises(Refused, match="waits for the director"):
        save(update, RED, row.version, doing)


def test_a_dropped_line_is_answered_no_more(update: Update, measure: Measure, doing: Doing) -> None:
    Measure.objects.filter(pk=measure.pk).update(dropped_on=date(2021, 9, 1))
    with pytest.raises(Refused, match="dropped from the plan"):
        save(update, GREEN, update.version, doing)


# ---- explanations ----


def test_explanations_are_kept_changed_and_taken_back(cast: Cast, update: Update, doing: Doing) -> None:
    slip = replace(RED, figures=(WrittenFigure(original="7.1", value=Decimal("7.1")),))
    row = save(update, slip, update.version, doing)
    update.refresh_from_db()
    key = update.findings[0]["key"]
    row = save(update, replace(slip, explained={key: " The register was lost. "}), row.version, doing)
    kept = Explanation.objects.get(update=update)
    assert (kept.words, kept.by, kept.says) == ("The register was lost.", cast["officer"], update.findings[0]["says"])
    row = save(update, replace(slip, explained={"another": "Of nothing."}), row.version, doing)
    assert Explanation.objects.filter(update=update).count() == 1
    save(update, replace(slip, explained={key: ""}), row.version, doing)
    assert not Explanation.objects.filter(update=update).exists()


# ---- one click ----


def test_no_change_says_last_quarters_figures_and_light_again(cast: Cast, update: Update, doing: Doing) -> None:
    last = _last(cast, update.line, difference="")
    make_update_figure(last, "95.0", markers=["p"])
    answer_no_change(update, Written(), update.version, doing)
    update.refresh_from_db()
    assert (update.state, update.answer, update.judged) == (UpdateState.SUBMITTED, Answer.NO_CHANGE, "green")
    assert update.what_happened == "No change since Quarter 1, 2021/22."
    figure = UpdateFigure.objects.get(update=update)
    assert (figure.value, figure.markers) == (Decimal(95), ["p"])


def test_no_change_says_a_restated_figure_as_it_is_known_now(cast: Cast, update: Update, doing: Doing) -> None:
    last = _last(cast, update.line, state=UpdateState.LOCKED)
    make_update_figure(last, "95.0")
    window = Period(kind=PeriodKind(last.period_kind), start=last.period_start, end=last.period_end)
    assert update.measure is not None
    recorded(update.measure, window, "96.2", original="96.2% [r]", markers=["r"], tabled_in="Board, 7 September 2021")
    answer_no_change(update, Written(), update.version, doing)
    figure = UpdateFigure.objects.get(update=update)
    assert (figure.value, figure.original, figure.markers) == (Decimal("96.2"), "96.2%", [])
    assert UpdateFigure.objects.get(update=last).value == Decimal("95.0")


def test_no_change_keeps_the_words_that_were_typed(cast: Cast, update: Update, doing: Doing) -> None:
    make_update_figure(_last(cast, update.line), "95.0")
    answer_no_change(update, Written(what_happened="Still above the target."), update.version, doing)
    update.refresh_from_db()
    assert update.what_happened == "Still above the target."


def test_no_change_needs_a_last_answer(cast: Cast, update: Update, doing: Doing) -> None:
    with pytest.raises(Refused, match="nothing that could be unchanged"):
        answer_no_change(update, Written(), update.version, doing)
    _last(cast, update.line, state=UpdateState.DRAFT)
    with pytest.raises(Refused, match="nothing that could be unchanged"):
        answer_no_change(update, Written(), update.version, doing)


def test_no_change_is_not_said_of_another_figure(cast: Cast, update: Update, doing: Doing) -> None:
    make_update_figure(_last(cast, update.line), "95.0")
    with pytest.raises(Refused, match="differs from last time"):
        answer_no_change(update, GREEN, update.version, doing)


def test_no_change_of_a_milestone(cast: Cast, measure: Measure, doing: Doing) -> None:
    milestone = make_milestone(measure.objective, owner=cast.posts["officer"])
    _last(cast, milestone, judged="amber", what_happened="The builder is late.")
    row = make_update(make_return(make_round(cast["performance officer"]), measure.plan), milestone)
    answer_no_change(row, Written(difference="The builder says so."), row.version, doing)
    row.refresh_from_db()
    assert (row.judged, row.answer, row.state) == ("amber", Answer.NO_CHANGE, UpdateState.SUBMITTED)


def test_not_yet_needs_a_day_and_says_it(update: Update, doing: Doing) -> None:
    with pytest.raises(Incomplete) as error:
        answer_not_yet(update, Written(), update.version, doing)
    assert Part.AVAILABLE_ON in _parts(error)
    with pytest.raises(Incomplete, match="has passed"):
        answer_not_yet(update, Written(available_on=date(2021, 10, 4)), update.version, doing)
    answer_not_yet(update, Written(available_on=date(2021, 12, 1)), update.version, doing)
    update.refresh_from_db()
    assert (update.answer, update.not_rated) == (Answer.NOT_YET, NotRated.NOT_DUE)
    assert update.what_happened == "The figure is not available yet. It is expected by 1 December 2021."
    assert UpdateFigure.objects.get(update=update).absence == Absence.NOT_AVAILABLE


def test_see_commentary_needs_commentary(update: Update, doing: Doing) -> None:
    with pytest.raises(Incomplete) as error:
        answer_see_commentary(update, Written(), update.version, doing)
    assert _parts(error) == [Part.COMMENTARY]
    answer_see_commentary(update, Written(what_happened="The survey was put off."), update.version, doing)
    update.refresh_from_db()
    assert (update.answer, update.not_rated) == (Answer.SEE_COMMENTARY, NotRated.SEE_COMMENTARY)


@pytest.mark.parametrize("answer", [answer_not_yet, answer_see_commentary])
def test_a_typed_figure_is_not_thrown_away_by_a_click(update: Update, doing: Doing, answer: Any) -> None:
    with pytest.raises(Refused, match="You have typed a figure"):
        answer(update, GREEN, update.version, doing)
    assert not UpdateFigure.objects.filter(update=update).exists()
