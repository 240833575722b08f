"""What is found in one update: what its officer can put right, with a key that changes with it; nothing of the whole paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Light, Polarity, TimeBasis
from goldenthread.rules.checks import CATALOGUE
from goldenthread.web.plans.models import Measure
from goldenthread.web.returns import checking
from goldenthread.web.returns.judging import Found, found_in, judged, kept
from goldenthread.web.returns.models import Answer, Explanation
from goldenthread.web.returns.written import Written, WrittenFigure
from tests.web.conftest import Cast
from tests.web.plans.builders import NOW, make_target
from tests.web.returns.builders import make_update, make_update_figure
from tests.web.returns.scenes import Scene, day, gathered, recorded, scene

pytestmark = pytest.mark.django_db

WORDS = "Attendance rose in every school, because the new team calls on families in the first week of absence."


def said(value: str, **fields: Any) -> WrittenFigure:
    """One figure as somebody writes it."""
    chosen: dict[str, Any] = {"original": value, "value": Decimal(value)} | fields
    return WrittenFigure(**chosen)


def found(at: Scene, line: Any, **written: Any) -> dict[str, Found]:
    """What is found in what somebody has just written of the line, by the check's code."""
    update = line.updates.filter(part_of=at.owed).first() or at.update(line)
    chosen: dict[str, Any] = {"what_happened": WORDS, "judged": Light.GREEN} | written
    return {one.check: one for one in judged(gathered(update), Written(**chosen)).findings}


def a_measure(at: Scene, **definition: Any) -> Measure:
    """A measure with nothing wrong: 93% against 90%, 91% a year ago."""
    measure = at.measure(**definition)
    make_target(measure, "90", original="90%")
    recorded(measure, day(2020, 9, 30), "91", original="91%")
    return measure


def test_update_without_surprises_has_no_finding(cast: Cast) -> None:
    """The common case asks for nothing: a paper of one line is not told what the rest of the paper lacks."""
    at = scene(cast)
    measure, milestone = a_measure(at), at.milestone()
    make_update(
        at.quarter_before(), measure, what_happened="Attendance was steady while the new team was being trained."
    )
    assert found(at, measure, figures=(said("93", original="93%"),)) == {}
    assert found(at, milestone, what_happened="The lease is signed and the builders begin in November.") == {}


def test_what_stands_in_the_plan_is_not_told_to_the_officer(cast: Cast) -> None:
    """An odd reference, a misspelt title, an impossible target, no polarity: the plan's own page says so."""
    at = scene(cast)
    measure = at.measure(title="Attendence at at school [insert name]", polarity="")
    Measure.objects.filter(pk=measure.pk).update(ref="PEDO1 0l", owner=None)
    make_target(measure, "140", original="140%")
    milestone = at.milestone(title="Open teh hub", due="2022", due_from=date(2022, 1, 1), due_to=date(2022, 12, 31))
    assert found(at, measure, figures=(said("93", original="93%"),)) == {}
    assert found(at, milestone) == {}


def test_placeholder_is_an_error_with_its_remedy(cast: Cast) -> None:
    """An error must be mended or explained before the update is sent."""
    at = scene(cast)
    one = found(at, a_measure(at), figures=(said("93"),), what_happened=f"{WORDS} [insert number] were seen.")["COM06"]
    assert (one.severity, one.part, one.explained) == ("error", "commentary", "")
    assert "[insert number]" in one.says
    assert one.remedy == "Put in what was meant, or take the words out."


def test_key_is_the_same_for_the_same_and_new_for_what_is_found_differently(cast: Cast) -> None:
    """So that an explanation holds while nothing changes, and is asked anew when something does."""
    at = scene(cast)
    measure = a_measure(at)
    first = found(at, measure, figures=(said("93"),), what_happened=f"{WORDS} XX were seen.")["COM06"]
    same = found(at, measure, figures=(said("94"),), what_happened=f"XX were seen. {WORDS}")["COM06"]
    other = found(at, measure, figures=(said("93"),), what_happened=f"{WORDS} [date] is the day.")["COM06"]
    assert first.key == same.key
    assert first.key != other.key
    assert len(first.key) == 40 <= (Explanation._meta.get_field("key").max_length or 0)


def test_explanation_stands_with_its_finding(cast: Cast) -> None:
    """As saved, and as somebody is about to save it; what is written now goes first."""
    at = scene(cast)
    measure = a_measure(at)
    update = at.update(measure, what_happened=f"{WORDS} XX were seen.")
    make_update_figure(update, "93")
    [asked] = judged(gathered(update)).findings
    Explanation.objects.create(
        update=update,
        check_id=asked.check,
        key=asked.key,
        says=asked.says,
        words="It is a road.",
        by=cast["officer"],
        at=NOW,
    )
    [saved] = judged(gathered(update)).findings
    assert saved.explained == "It is a road."
    written = Written(
        figures=(said("93"),), what_happened=f"{WORDS} XX were seen.", explained={asked.key: "XX is a road's name."}
    )
    [now] = judged(gathered(update), written).findings
    assert now.explained == "XX is a road's name."


def test_findings_are_read_back_from_the_update(cast: Cast) -> None:
    """As of the last save, with the explanations as they are now."""
    at = scene(cast)
    update = at.update(a_measure(at), what_happened=f"{WORDS} XX were seen.")
    shown = judged(gathered(update))
    update.findings = kept(shown)["findings"]
    update.save()
    update.refresh_from_db()
    assert tuple(found_in(update, [])) == shown.findings
    explained = Explanation(key=shown.findings[0].key, words="It is a road.")
    assert found_in(update, [explained])[0].explained == "It is a road."


def test_last_quarters_words_are_noticed(cast: Cast) -> None:
    """COM02, with a remedy for who writes; not where they say that nothing has changed."""
    at = scene(cast)
    measure = a_measure(at)
    last = make_update(at.quarter_before(), measure, what_happened=WORDS, judged=Light.GREEN)
    make_update_figure(last, "92")
    carried = found(at, measure, figures=(said("93"),))
    assert "though the figure went from “92%” to “93%”" in carried["COM02"].says
    assert carried["COM02"].remedy.startswith("Say what happened this quarter")
    assert "COM02" not in found(at, measure, figures=(said("92"),), answer=Answer.NO_CHANGE)


def test_green_against_red_figures_is_asked_about_until_the_difference_is_given(cast: Cast) -> None:
    """R4.3: the reason has a box of its own, and is not asked for twice."""
    at = scene(cast)
    measure = a_measure(at)
    figures = (said("60", original="60%"),)
    assert "PRG04" in found(at, measure, figures=figures, what_happened="Attendance fell in every school this time.")
    given = {
        "difference": "Half the schools have not sent theirs.",
        "what_happened": "Attendance fell in every school.",
    }
    assert "PRG04" not in found(at, measure, figures=figures, **given)


def test_red_without_a_word_of_what_will_be_done_is_asked_about(cast: Cast) -> None:
    """R4.13; a next action beside it answers."""
    at = scene(cast)
    measure = a_measure(at)
    written = {"figures": (said("60"),), "judged": Light.RED, "what_happened": "Attendance fell in every school."}
    assert "COM05" in found(at, measure, **written)
    assert "COM05" not in found(at, measure, **written, action="Call on families in the first week")


def test_figure_ten_times_too_large_is_asked_about(cast: Cast) -> None:
    """NUM20: a digit too many."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, polarity=Polarity.LOWER)
    make_target(measure, "420")
    recorded(measure, Period.financial_year(2020), "412")
    assert "NUM20" in found(at, measure, figures=(said("73390"),))
    assert found(at, measure, figures=(said("433"),)) == {}


def test_running_count_that_fell_is_asked_about(cast: Cast) -> None:
    """NUM22: a count of the year so far cannot be less than last quarter's."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    make_target(measure, "500")
    last = make_update(at.quarter_before(), measure)
    make_update_figure(last, "230")
    assert "NUM22" in found(at, measure, figures=(said("190"),))


def test_few_people_are_asked_about(cast: Cast) -> None:
    """Handbook 2: small counts of children in the words."""
    at = scene(cast)
    assert "SDC02" in found(
        at, a_measure(at), figures=(said("93"),), what_happened="Two children were excluded in July."
    )


def test_milestone_past_its_date_is_asked_about(cast: Cast) -> None:
    """R4.12, DUE04: neither done nor said when."""
    at = scene(cast)
    milestone = at.milestone(due="August 2021", due_from=date(2021, 8, 1), due_to=date(2021, 8, 31))
    codes = set(found(at, milestone, judged=Light.GREEN, what_happened="Work with the builders goes on."))
    assert codes & {"DUE04", "PRG05"}
    done = {"what_happened": "The hub opened on 28 August.", "done_on": date(2021, 8, 28)}
    assert not set(found(at, milestone, judged=Light.GREEN, **done)) & {"DUE04", "PRG05"}


# ---- far from the series ----


def with_series(at: Scene, *values: str, **fields: Any) -> Measure:
    """A snapshot measure with a figure at the end of each quarter before this one."""
    measure = at.measure(unit=Unit.COUNT, polarity=Polarity.LOWER)
    make_target(measure, "100")
    ends = [
        date(2020, 3, 31),
        date(2020, 6, 30),
        date(2020, 9, 30),
        date(2020, 12, 31),
        date(2021, 3, 31),
        date(2021, 6, 30),
    ]
    for end, value in zip(ends, values, strict=False):
        recorded(measure, Period.span(end, end), value, **fields)
    return measure


@pytest.mark.parametrize(
    ("value", "way"), [("80", "higher"), ("77", "higher"), ("45", "lower"), ("76", ""), ("66", ""), ("46", "")]
)
def test_figure_far_from_all_earlier_ones_is_asked_about(cast: Cast, value: str, way: str) -> None:
    """The earlier ones lie between 56 and 66: a figure further from them than they are from each other is unusual."""
    at = scene(cast)
    measure = with_series(at, "56", "61", "66", "60", "58", "57")
    one = found(at, measure, figures=(said(value),), judged=Light.AMBER).get("RET01")
    if not way:
        assert one is None
        return
    assert one is not None
    assert (one.severity, one.part) == ("warning", "Current")
    assert f"The figure, {value}, is much {way} than all 6 earlier ones" in one.says
    assert "between 56 and 66" in one.says


@pytest.mark.parametrize("values", [("60", "61", "62"), ("60", "60", "60", "60", "60")])
def test_few_or_equal_figures_make_nothing_unusual(cast: Cast, values: tuple[str, ...]) -> None:
    """With three figures nothing is usual yet; with none that differ, no difference is known to be great."""
    at = scene(cast)
    assert "RET01" not in found(at, with_series(at, *values), figures=(said("90"),))


def test_only_like_figures_are_held_against_each_other(cast: Cast) -> None:
    """Not those of a whole year, of another version of the definition, of another component, or behind a break."""
    at = scene(cast)
    measure = with_series(at, "56", "61", "66", "60")
    assert "RET01" in found(at, measure, figures=(said("90"),))
    assert "RET01" not in found(at, measure, figures=(said("90", component="Boys"),))
    at.redefined(measure)
    assert "RET01" not in found(at, measure, figures=(said("90"),))


def test_count_of_half_a_year_is_held_against_other_half_years(cast: Cast) -> None:
    """April to September beside April to September: a quarter or a whole year tells nothing of it."""
    at = scene(cast)
    measure = at.measure(unit=Unit.COUNT, time_basis=TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    for year, value in zip(range(2016, 2021), ["50", "52", "54", "51", "53"], strict=True):
        recorded(measure, Period.span(date(year, 4, 1), date(year, 9, 30)), value)
        recorded(measure, Period.financial_quarter(year, 1), "25")
        recorded(measure, Period.financial_year(year), "104")
    assert "RET01" in found(at, measure, figures=(said("70"),))
    assert "RET01" not in found(at, measure, figures=(said("57"),))


# ---- the lists ----


def test_lists_name_checks_that_there_are() -> None:
    """A check that was renamed would be let through, or kept out, by mistake."""
    lists = (checking._IGNORED, checking._SAID_NO_CHANGE, checking._EXPLAINED_DIFFERENCE, tuple(checking._REMEDIES))
    for codes in lists:
        for code in codes:
            assert any(one.startswith(code) for one in CATALOGUE), code


def test_no_remedy_sends_the_officer_to_themselves() -> None:
    """The catalogue speaks to an editor; what reaches an officer's page must not say “ask the officer”."""
    for code, one in CATALOGUE.items():
        if code.startswith(checking._IGNORED):
            continue
        remedy = checking._REMEDIES.get(code, one.remedy)
        assert "the officer" not in remedy.lower(), code
        assert "responsible officer" not in remedy.lower(), code
