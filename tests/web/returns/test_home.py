"""The home page: each finds what is theirs, and what to do next."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.urls import reverse

from goldenthread.web.plans.models import MeasureContribution, PlanState, Upload, UploadState
from goldenthread.web.returns.models import Update, UpdateState
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan
from tests.web.plans.reading.page import Page
from tests.web.returns.deciding import make_quarter


def test_an_officer_finds_the_lines_of_their_post_in_the_latest_plan(cast: Cast, sign_in: SignIn) -> None:
    old = make_objective(make_plan(cast.directorates["People"], title="Old plan", first_year=2020))
    new = make_objective(make_plan(cast.directorates["People"]))
    mine = {"owner": cast.posts["officer"]}
    make_measure(old, ref="OLD 1", **mine)
    measure, milestone = make_measure(new, **mine), make_milestone(new, **mine)
    make_measure(new, ref="PED01 02", title="Somebody else's")
    page = Page(sign_in("officer").get("/"))
    links = page.links()
    assert links["PED01 01 Attendance at school"] == f"/measures/{measure.pk}/"
    assert links["PED01a Open the second family hub"] == f"/milestones/{milestone.pk}/"
    assert links["Business plan 2021/22, People"] == f"/plans/{new.plan_id}/"
    assert "OLD 1" not in page.words
    assert "Somebody else's" not in page.words


def test_a_contributor_finds_what_is_shared_and_no_plan(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])))
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    page = Page(sign_in("contributor").get("/"))
    assert "PED01 01 Attendance at school: measure in Business plan 2021/22, shared with you" in page.words
    assert not [link for link in page.links().values() if link.startswith("/plans/")]


def test_a_keeper_finds_the_papers_that_wait_and_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    for name, place, state in (
        ("people.docx", "People", UploadState.READ),
        ("places.docx", "Places", UploadState.READ),
        ("done.docx", "People", UploadState.CONFIRMED),
    ):
        Upload.objects.create(
            directorate=cast.directorates[place],
            by=cast["head of performance"],
            at=datetime(2021, 5, 10, tzinfo=UTC),
            name=name,
            size=1,
            sha256="0" * 64,
            state=state,
        )
    page = Page(sign_in("performance officer").get("/"))
    assert "people.docx, People: read" in page.words
    assert "What you can do next" in page.words
    assert "places.docx" not in page.words
    assert "done.docx" not in page.words
    assert "places.docx" in Page(sign_in("head of performance").get("/")).words
    assert "docx" not in Page(sign_in("director").get("/")).words


def test_a_member_finds_open_plans_and_no_draft(cast: Cast, sign_in: SignIn) -> None:
    make_plan(cast.directorates["People"], title="Draft plan")
    make_plan(cast.directorates["Places"], title="Open plan", state=PlanState.FOR_COMMENT)
    words = Page(sign_in("member").get("/")).words
    assert "Open plan, Places" in words
    assert "Draft plan" not in words


def test_whoever_has_nothing_is_told_whom_to_ask(sign_in: SignIn) -> None:
    assert "Nothing waits for you here yet." in Page(sign_in("contributor").get("/")).words


def test_it_is_only_read_and_asks_for_sign_in(sign_in: SignIn, client: StrictClient) -> None:
    assert sign_in("officer").post("/").status_code == 405
    assert client.get("/").status_code == 302


def test_markup_is_text(cast: Cast, sign_in: SignIn) -> None:
    make_plan(cast.directorates["People"], title="<b>bold</b>")
    page = Page(sign_in("director").get("/"))
    assert "<b>bold</b>, People" in page.words


def test_an_administrator_is_led_to_the_accounts(cast: Cast, sign_in: SignIn) -> None:
    page = Page(sign_in("administrator").get("/"))
    assert page.links() == {
        "Add a person": "/people/add/",
        "See who works here": "/people/",
        "See all posts": "/posts/",
        "See the directorates and their departments": "/directorates/",
    }
    assert "Nothing waits for you here" not in page.words


# ---- what is owed ----


def test_the_home_page_begins_with_what_is_owed(cast: Cast, sign_in: SignIn) -> None:
    quarter = make_quarter(cast)
    Update.objects.filter(pk=quarter.update.pk).update(state=UpdateState.SENT_BACK)
    page = Page(sign_in("officer").get("/"))
    assert "Quarter 2, 2021/22: answer by 8 January 2099" in page.words
    assert "1 update to do:" in page.words
    assert page.links()["See all your updates"] == "/my-updates/"
    assert page.source.index(f"/updates/{quarter.update.pk}/") < page.source.index(f"/measures/{quarter.measure.pk}/")
    assert f"/updates/{quarter.other.pk}/" not in page.source


def test_what_somebody_only_helps_with_is_marked(cast: Cast, sign_in: SignIn) -> None:
    quarter = make_quarter(cast)
    Update.objects.filter(pk=quarter.update.pk).update(state=UpdateState.DRAFT)
    quarter.measure.contributions.get_or_create(post=cast.posts["contributor"])
    assert "left, shared with you" in Page(sign_in("contributor").get("/")).words
    assert "shared with you" not in Page(sign_in("officer").get("/")).words


def test_only_the_first_few_are_listed(cast: Cast, sign_in: SignIn) -> None:
    quarter = make_quarter(cast)
    for number in range(6):
        quarter.another(f"M {number}", state=UpdateState.NOT_STARTED)
    page = Page(sign_in("officer").get("/"))
    assert "6 updates to do:" in page.words
    assert page.source.count('href="/updates/') == 5


def test_a_director_is_led_to_what_waits(cast: Cast, sign_in: SignIn) -> None:
    quarter = make_quarter(cast)
    assert Page(sign_in("director").get("/")).links()["Quarter 2, 2021/22, People"] == f"/returns/{quarter.owed.pk}/"
    words = Page(sign_in("officer").get("/")).words
    assert "What you owe" not in words
    assert "Wait for your approval" not in words


def test_a_performance_officer_is_led_to_the_round_in_hand(cast: Cast, sign_in: SignIn) -> None:
    assert Page(sign_in("performance officer").get("/")).links()["Open a round"] == reverse("round_add")
    quarter = make_quarter(cast)
    Update.objects.filter(pk=quarter.update.pk).update(state=UpdateState.DRAFT)
    page = Page(sign_in("performance officer").get("/"))
    assert page.links()["Quarter 2, 2021/22"] == reverse("round", args=[quarter.round.pk])
    assert page.links()["1 of 2 answered"] == reverse("round_completeness", args=[quarter.round.pk])
    assert "Officers answer by" in page.words
    for part in ("officer", "director", "member"):
        assert "The quarter's return" not in Page(sign_in(part).get("/")).words


def test_what_is_not_open_yet_is_not_owed(cast: Cast, sign_in: SignIn) -> None:
    days = {"opens": date(2098, 1, 1)}
    quarter = make_quarter(cast, **days)
    Update.objects.filter(pk=quarter.update.pk).update(state=UpdateState.NOT_STARTED)
    assert "What you owe" not in Page(sign_in("officer").get("/")).words


def test_a_member_is_led_to_the_papers(sign_in: SignIn) -> None:
    assert 'href="/papers/">Read the papers that were tabled</a>' in sign_in("member").get("/").content.decode()
    assert "Read the papers" not in sign_in("officer").get("/").content.decode()
