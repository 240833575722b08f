"""The pages that settle a paper: what is proposed and why, what is saved, and two people who answer the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.plan import Calendar, Polarity, TimeBasis
from goldenthread.model.reading import Assumed, Mended, Reading, Unplaced
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.models import Measure, Upload, UploadState
from goldenthread.web.plans.uploading.settling import MeasureAnswer, OwnerAnswer, PlanAnswer, Settlement
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_figure, make_measure, make_objective, make_plan, make_priority
from tests.web.plans.uploading.papers import small_plan, uploaded
from tests.web.plans.uploading.test_whole_path import marks

MEASURE = {"polarity": "higher is better", "unit": "percent", "time_basis": "annual", "calendar": "financial"}


@pytest.fixture
def row(cast: Cast) -> Upload:
    return uploaded(cast)


@pytest.fixture
def keeper(sign_in: SignIn) -> StrictClient:
    return sign_in("performance officer")


def saved(row: Upload) -> Settlement:
    row.refresh_from_db()
    return Settlement.model_validate(row.settled)


def post(client: StrictClient, row: Upload, page: str, given: dict[str, Any], **marked: str) -> Any:
    at = f"/uploads/{row.pk}/{page}"
    return client.post(at, given | (marked or marks(client, at)))


# ---- the plan ----


def test_plan_is_proposed_from_the_paper_and_saved_at_once(row: Upload, keeper: StrictClient) -> None:
    page = keeper.get(f"/uploads/{row.pk}/plan/")
    form = page.context["form"]
    assert (form["title"].value(), form["first_year"].value()) == ("Business plan for People", "2021/22")
    assert "How the paper begins" in page.content.decode()
    answer = post(keeper, row, "plan/", {"title": "Our plan", "first_year": "2021/22", "years": "3"})
    assert answer["Location"] == f"/uploads/{row.pk}/priorities/"
    assert saved(row).plan == PlanAnswer(title="Our plan", first_year=2021, years=3)
    assert "The plan’s title and years are saved." in keeper.get(f"/uploads/{row.pk}/").content.decode()


def test_a_plan_that_is_there_already_is_told_at_once(cast: Cast, row: Upload, keeper: StrictClient) -> None:
    make_plan(cast.directorates["People"], title="Our plan", first_year=2021)
    answer = post(keeper, row, "plan/", {"title": "Our plan", "first_year": "2021/22", "years": "3"})
    assert "People has a plan of this title for that year already." in answer.content.decode()
    assert saved(row).plan is None
    assert post(keeper, row, "plan/", {"title": "Our plan", "first_year": "2022", "years": "3"}).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Give the plan a title"),
        ("first_year", "2021/23", "Give the year as 2021/22."),
        ("first_year", "next year", "Give the year as 2021/22."),
        ("years", "0", "A plan is for at least 1 year."),
        ("years", "11", "A plan is for at most 10 years."),
        ("years", "two", "Give the number of years as a whole number"),
    ],
)
def test_wrong_answer_about_the_plan_is_kept_in_its_box(
    field: str, value: str, sentence: str, row: Upload, keeper: StrictClient
) -> None:
    given = {"title": "Our plan", "first_year": "2021/22", "years": "1", field: value}
    answer = post(keeper, row, "plan/", given)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert saved(row).plan is None


@pytest.mark.parametrize(("typed", "year"), [("2021/22", 2021), ("2021-22", 2021), ("1999/2000", 1999), ("2021", 2021)])
def test_year_may_be_typed_in_several_ways(typed: str, year: int, row: Upload, keeper: StrictClient) -> None:
    post(keeper, row, "plan/", {"title": "Our plan", "first_year": typed, "years": "1"})
    plan = saved(row).plan
    assert plan is not None
    assert plan.first_year == year


def test_second_of_two_is_told_and_sees_both(row: Upload, sign_in: SignIn) -> None:
    first, second = sign_in("performance officer"), sign_in("head of performance")
    old = marks(second, f"/uploads/{row.pk}/plan/")
    post(first, row, "plan/", {"title": "First's plan", "first_year": "2021/22", "years": "1"})
    given = {"title": "Second's plan", "first_year": "2021/22", "years": "1"}
    answer = post(second, row, "plan/", given, **old)
    text = answer.content.decode()
    assert "Somebody else answered this while you were working on it" in text
    assert "First&#x27;s plan" in text
    assert "Second&#x27;s plan" in text
    plan = saved(row).plan
    assert plan is not None
    assert plan.title == "First's plan"
    again = {"seen": answer.context["seen"]}
    assert second.post(f"/uploads/{row.pk}/plan/", given | again).status_code == 302
    plan = saved(row).plan
    assert plan is not None
    assert plan.title == "Second's plan"


def test_two_who_answer_different_parts_do_not_meet(row: Upload, sign_in: SignIn) -> None:
    first, second = sign_in("performance officer"), sign_in("head of performance")
    old = marks(second, f"/uploads/{row.pk}/measures/1/")
    post(first, row, "measures/0/", MEASURE)
    assert post(second, row, "measures/1/", MEASURE, **old).status_code == 302
    assert set(saved(row).measures) == {0, 1}


def test_paper_set_aside_meanwhile_is_said(row: Upload, keeper: StrictClient) -> None:
    old = marks(keeper, f"/uploads/{row.pk}/plan/")
    Upload.objects.filter(pk=row.pk).update(state=UploadState.CONFIRMED)
    given = {"title": "Our plan", "first_year": "2021/22", "years": "1"}
    assert post(keeper, row, "plan/", given, **old).status_code == 404


# ---- priorities ----


def test_printed_priorities_are_ticked_and_known_ones_recognised(row: Upload, keeper: StrictClient) -> None:
    make_priority("Children  First".replace("  ", " "))
    make_priority("A greener borough")
    form = keeper.get(f"/uploads/{row.pk}/priorities/").context["form"]
    assert form["objective-0"].value() == ["Children First"]
    choices = dict(form.fields["objective-0"].choices)
    assert choices == {"A greener borough": "A greener borough", "Children First": "Children First"}
    post(keeper, row, "priorities/", {"objective-0": ["Children First", "A greener borough"]})
    assert saved(row).priorities == {0: ("Children First", "A greener borough")}


def test_new_priority_is_marked_as_new_and_nonsense_refused(row: Upload, keeper: StrictClient) -> None:
    form = keeper.get(f"/uploads/{row.pk}/priorities/").context["form"]
    assert dict(form.fields["objective-0"].choices) == {"Children first": "Children first (new)"}
    answer = post(keeper, row, "priorities/", {"objective-0": ["Hats for all"]})
    assert answer.status_code == 200
    assert saved(row).priorities == {}


def test_objective_may_serve_no_priority(row: Upload, keeper: StrictClient) -> None:
    assert post(keeper, row, "priorities/", {}).status_code == 302
    assert saved(row).priorities == {0: ()}


# ---- owners ----


def test_only_a_printed_post_is_proposed_never_a_persons_name(row: Upload, keeper: StrictClient) -> None:
    page = keeper.get(f"/uploads/{row.pk}/owners/")
    form = page.context["form"]
    assert form.names == ("Ann Green", "Head of Early Help")
    assert (form["post-0"].value(), form["title-0"].value()) == ("", "")
    assert (form["post-1"].value(), form["title-1"].value()) == ("new", "Head of Early Help")
    assert "(2 lines)" in page.content.decode()
    assert not Post.objects.filter(title="Ann Green").exists()


def test_existing_post_of_that_title_is_proposed(row: Upload, keeper: StrictClient, cast: Cast) -> None:
    there = Post.objects.create(
        title="head of early help", role="responsible officer", directorate=cast.directorates["People"]
    )
    form = keeper.get(f"/uploads/{row.pk}/owners/").context["form"]
    assert form["post-1"].value() == str(there.pk)


def test_owners_are_saved_as_a_post_a_title_or_nobody(row: Upload, keeper: StrictClient, cast: Cast) -> None:
    there = cast.posts["officer"].pk
    post(keeper, row, "owners/", {"post-0": str(there), "post-1": "new", "title-1": "Head of Help"})
    assert saved(row).owners == {
        "Ann Green": OwnerAnswer(post=there),
        "Head of Early Help": OwnerAnswer(title="Head of Help"),
    }
    post(keeper, row, "owners/", {"post-0": "nobody", "post-1": ""})
    assert saved(row).owners == {"Ann Green": OwnerAnswer()}


def test_new_post_needs_a_title_and_a_foreign_post_is_refused(row: Upload, keeper: StrictClient, cast: Cast) -> None:
    text = post(keeper, row, "owners/", {"post-0": "new", "title-0": ""}).content.decode()
    assert "Give the title of the new post for Ann Green." in text
    foreign = cast.posts["other officer"].pk
    assert post(keeper, row, "owners/", {"post-0": str(foreign)}).status_code == 200
    assert saved(row).owners == {}


# ---- measures ----


def test_table_gives_each_proposal_with_its_reason_and_ticks_no_weak_one(
    row: Upload, keeper: StrictClient, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        text = keeper.get(f"/uploads/{row.pk}/measures/").content.decode()
    assert "because the title begins with “Increase”" in text
    assert "Perhaps monitored only, because the title begins with “Monitor”" in text
    assert '<input class="govuk-checkboxes__input" type="checkbox" id="weak-1" name="weak" value="1">' in text
    assert "Take the financial year wherever the year is not known" in text
    assert 'id="accept-2" name="accept" value="2" checked>' in text


def test_accepting_takes_what_is_strong_and_the_weak_only_when_ticked(row: Upload, keeper: StrictClient) -> None:
    answer = post(keeper, row, "measures/", {"accept": ["0", "1", "2"]})
    assert answer["Location"] == f"/uploads/{row.pk}/measures/"
    measures = saved(row).measures
    strong = {"unit": "percent", "polarity": Polarity.HIGHER, "time_basis": TimeBasis.SNAPSHOT}
    assert measures[0] == MeasureAnswer.model_validate(strong)
    assert measures[1] == MeasureAnswer.model_validate({"unit": "percent"})
    assert measures[2].is_whole
    assert "1 of 3 settled" in keeper.get(f"/uploads/{row.pk}/").content.decode()
    post(keeper, row, "measures/", {"weak": ["1"], "years": "on"})
    measures = saved(row).measures
    assert measures[0] == MeasureAnswer.model_validate({**strong, "calendar": Calendar.FINANCIAL})
    assert measures[1] == MeasureAnswer.model_validate(
        {"unit": "percent", "polarity": Polarity.MONITORED, "calendar": Calendar.FINANCIAL}
    )


def test_weak_hint_changes_nothing_that_was_answered(row: Upload, keeper: StrictClient) -> None:
    post(keeper, row, "measures/1/", MEASURE | {"calendar": ""})
    post(keeper, row, "measures/", {"weak": ["1"], "years": "on"})
    assert saved(row).measures[1] == MeasureAnswer.model_validate(MEASURE)


def test_nothing_ticked_is_said(row: Upload, keeper: StrictClient) -> None:
    assert "Tick at least one measure." in post(keeper, row, "measures/", {"accept": ["99", "x"]}).content.decode()
    assert saved(row).measures == {}


def test_table_overtaken_shows_what_is_saved(row: Upload, sign_in: SignIn) -> None:
    first, second = sign_in("performance officer"), sign_in("head of performance")
    old = marks(second, f"/uploads/{row.pk}/measures/")
    post(first, row, "measures/0/", MEASURE)
    text = post(second, row, "measures/", {"accept": ["1"]}, **old).content.decode()
    assert "Somebody else answered measures while you were looking." in text
    assert set(saved(row).measures) == {0}


def test_one_measure_stands_beside_the_papers_own_words(row: Upload, keeper: StrictClient) -> None:
    page = keeper.get(f"/uploads/{row.pk}/measures/0/")
    text = page.content.decode()
    assert "Proposed because the title begins with “Increase”." in text
    assert [(one.what, one.printed, one.taken) for one in page.context["said"]] == [
        ("Target 2021/22", "95%", "95%"),
        ("Figure 2020/21", "93.1%", "93.1%"),
    ]
    found = [one.passage.text for one in page.context["beside"] if one.found]
    assert found == ["Increase the percentage of pupils who attend school (snapshot)"]
    assert keeper.get(f"/uploads/{row.pk}/measures/3/").status_code == 404


def test_weak_hint_is_told_and_not_chosen(row: Upload, keeper: StrictClient) -> None:
    page = keeper.get(f"/uploads/{row.pk}/measures/1/")
    assert page.context["form"]["polarity"].value() == ""
    assert "Perhaps monitored only, because the title begins with “Monitor”: please choose." in page.content.decode()


def test_save_and_next_goes_through_all_then_back_to_the_table(row: Upload, keeper: StrictClient) -> None:
    at = f"/uploads/{row.pk}/measures/"
    assert post(keeper, row, "measures/1/", MEASURE)["Location"] == f"{at}2/"
    assert post(keeper, row, "measures/2/", MEASURE | {"polarity": ""})["Location"] == f"{at}0/"
    assert post(keeper, row, "measures/0/", MEASURE)["Location"] == at
    measures = saved(row).measures
    assert measures[1].polarity is Polarity.HIGHER
    assert measures[2].polarity is None
    assert not measures[2].is_whole


def test_nonsense_about_a_measure_is_refused(row: Upload, keeper: StrictClient) -> None:
    answer = post(keeper, row, "measures/0/", MEASURE | {"unit": "bananas"})
    assert answer.status_code == 200
    assert saved(row).measures == {}


def test_two_on_one_measure_see_both(row: Upload, sign_in: SignIn) -> None:
    first, second = sign_in("performance officer"), sign_in("head of performance")
    old = marks(second, f"/uploads/{row.pk}/measures/0/")
    post(first, row, "measures/0/", MEASURE)
    answer = post(second, row, "measures/0/", MEASURE | {"polarity": "lower is better"}, **old)
    assert answer.context["pairs"] == [("Which way is better?", "Lower is better", "Higher is better")]
    assert saved(row).measures[0].polarity is Polarity.HIGHER


# ---- an earlier plan ----


@pytest.fixture
def earlier(cast: Cast) -> Measure:
    """The same measure in the plan of the year before, with another figure of 2020/21."""
    plan = make_plan(cast.directorates["People"], title="Business plan 2020/21", first_year=2020)
    objective = make_objective(plan, ref="PED01", title="Help families early")
    measure = make_measure(objective, ref="PED01 01", title="Increase the percentage of pupils who attend school")
    make_figure(measure, "92.4", year=2020)
    return measure


def test_earlier_measure_is_proposed_and_never_taken_silently(
    row: Upload, earlier: Measure, keeper: StrictClient
) -> None:
    page = keeper.get(f"/uploads/{row.pk}/measures/0/")
    assert "It seems to continue “PED01 01 Increase the percentage" in page.content.decode()
    assert page.context["form"]["continues"].value() == earlier.pk
    post(keeper, row, "measures/", {"accept": ["0"]})
    assert saved(row).measures[0].continues is None
    post(keeper, row, "measures/", {"accept": ["0"], "continues": ["0"]})
    assert saved(row).measures[0].continues == earlier.pk


def test_figures_that_differ_are_shown_and_chosen(row: Upload, earlier: Measure, keeper: StrictClient) -> None:
    page = keeper.get(f"/uploads/{row.pk}/measures/0/")
    (one,) = page.context["differing"]
    assert (one.held.value, one.said.value) == (Decimal("92.4"), Decimal("93.1"))
    given = MEASURE | {"continues": str(earlier.pk)}
    text = post(keeper, row, "measures/0/", given).content.decode()
    assert "Choose which should be kept." in text
    assert saved(row).measures == {}
    assert post(keeper, row, "measures/0/", given | {"figures": "paper"}).status_code == 302
    answer = saved(row).measures[0]
    assert (answer.continues, answer.take_paper) == (earlier.pk, True)


def test_measure_of_another_directorate_cannot_be_continued(row: Upload, cast: Cast, keeper: StrictClient) -> None:
    foreign = make_measure(make_objective(make_plan(cast.directorates["Places"], first_year=2020)))
    make_measure(make_objective(make_plan(cast.directorates["People"], first_year=2019, title="Ours")), ref="X1")
    answer = post(keeper, row, "measures/0/", MEASURE | {"continues": str(foreign.pk)})
    assert "That measure is no longer there." in answer.content.decode()
    assert saved(row).measures == {}


# ---- what is left over ----


def test_everything_that_has_no_place_is_shown_until_it_is_seen(cast: Cast, keeper: StrictClient) -> None:
    reading = Reading(
        report=small_plan(),
        unplaced=(Unplaced(text="<b>Stray</b> words", where="page 3", could_be="a note"),),
        mended=(Mended(before="£1,37 7", after="£1,377", where="page 2", why="a number broken by a blank"),),
        assumed=(Assumed(what="The plan is for 2021/22.", why="“21/22” is printed"),),
    )
    row = uploaded(cast, reading=reading)
    text = keeper.get(f"/uploads/{row.pk}/left-over/").content.decode()
    for words in (
        "“&lt;b&gt;Stray&lt;/b&gt; words” (page 3): a note",
        "“£1,37 7” is taken as “£1,377”",
        "“21/22” is printed",
    ):
        assert words in text
    assert "3 things to look at" in keeper.get(f"/uploads/{row.pk}/").content.decode()
    assert post(keeper, row, "left-over/", {})["Location"] == f"/uploads/{row.pk}/"  # other tasks are before it
    assert saved(row).left_over_seen is True


def test_where_nothing_is_left_over_nobody_is_asked_to_see_it(row: Upload, keeper: StrictClient) -> None:
    tasks = keeper.get(f"/uploads/{row.pk}/").content.decode()
    assert "Everything has found its place" in tasks
    assert "First: The plan, Priorities" in tasks


# ---- all that was understood ----


def test_everything_understood_stands_beside_its_passage(row: Upload, keeper: StrictClient) -> None:
    text = keeper.get(f"/uploads/{row.pk}/understood/").content.decode()
    for words in ("Help families early", "Open the second family hub", "21/22 Target: 95%", "Due: not stated"):
        assert words in text
    assert "could not be found" not in text


@pytest.mark.parametrize("page", ["plan", "priorities", "owners", "measures", "measures/0", "left-over", "understood"])
def test_wrong_method_and_low_role(page: str, row: Upload, keeper: StrictClient, sign_in: SignIn) -> None:
    assert keeper.delete(f"/uploads/{row.pk}/{page}/").status_code == 405
    assert sign_in("director").post(f"/uploads/{row.pk}/{page}/").status_code in (404, 405)
    assert saved(row) == Settlement()


def test_scripts_formulas_and_html_are_shown_as_text_on_every_page(cast: Cast, keeper: StrictClient) -> None:
    nasty = "<script>alert(1)</script>"
    report = small_plan()
    objective = report.objectives[0]
    lines = tuple(
        line.model_copy(
            update={"title": f"{line.title} {nasty}", "responsible": (f"=cmd() {nasty}",), "ref": nasty[:38]}
        )
        for line in objective.lines
    )
    wicked = objective.model_copy(update={"title": nasty, "lines": lines, "priorities": (nasty,), "ref": nasty})
    row = uploaded(cast, report.model_copy(update={"sections": (wicked,), "title": nasty}), name=f"{nasty}.json")
    for page in (
        "",
        "plan/",
        "priorities/",
        "owners/",
        "measures/",
        "measures/0/",
        "left-over/",
        "understood/",
        "confirm/",
    ):
        text = keeper.get(f"/uploads/{row.pk}/{page}").content.decode()
        assert "<script>alert" not in text
