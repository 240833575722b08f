"""The return of a directorate: what stands out first, many approved at once, one sent back or let be late."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.web.plans.models import Figure
from goldenthread.web.returns.actions.rounds import refresh_round
from goldenthread.web.returns.models import Explanation, Return, Update, UpdateFigure, UpdateNote, UpdateState
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import NOW
from tests.web.plans.large import large_plans
from tests.web.plans.reading.page import Page
from tests.web.returns.builders import make_return, make_round, make_update_figure
from tests.web.returns.deciding import Quarter, make_quarter
from tests.web.returns.test_my_updates import GREEN_BY_RULE, found, put


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_quarter(cast)


def opened(client: StrictClient, quarter: Quarter) -> Page:
    return Page(client.get(f"/returns/{quarter.owed.pk}/"))


def boxes(page: Page) -> dict[str, bool]:
    """The value of each box, and whether it is ticked."""
    found_ = [one for one in page.main.iter("input") if one.attrib.get("type") == "checkbox"]
    return {one.attrib["value"]: "checked" in one.attrib for one in found_}


def said(page: Page, update: Update) -> str:
    """What stands under the box of an update."""
    children: list[Element] = [one for part in page.main.iter("div") for one in part]
    for item, more in pairwise(children):
        if any(box.attrib.get("id") == f"approve-{update.pk}" for box in item.iter("input")):
            return " ".join("".join(more.itertext()).split())
    raise AssertionError(update)


def value(update: Update) -> str:
    now = Update.objects.get(pk=update.pk)
    return f"{now.pk}-{now.version}"


def approve(client: StrictClient, quarter: Quarter, *values: str) -> Page:
    answer = client.post(f"/returns/{quarter.owed.pk}/approve/", {"approve": list(values)}, follow=True)
    assert answer.redirect_chain[0][0] == f"/returns/{quarter.owed.pk}/"
    return Page(answer)


def states(*updates: Update) -> list[str]:
    return [Update.objects.get(pk=one.pk).state for one in updates]


# ---- what a director sees ----


def test_a_director_can_approve_from_what_is_shown(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.update, computed=GREEN_BY_RULE)
    words = said(opened(sign_in("director"), quarter), quarter.update)
    assert words.startswith("93.5% Green ↑ Better More children came to school.")
    assert "Divisional Manager, Early Help" in words


def test_what_stands_out_comes_first_and_is_not_ticked(quarter: Quarter, sign_in: SignIn) -> None:
    odd = quarter.another("ODD", "1")
    put(odd, findings=[found("warning")])
    other = quarter.another(
        "DIFFERS", "1", judged="amber", difference="The winter will be hard.", computed=GREEN_BY_RULE
    )
    same = quarter.another("SAME", "1", answer="no change")
    page = opened(sign_in("director"), quarter)
    ticked = boxes(page)
    assert {key.split("-")[0]: tick for key, tick in ticked.items()} == {
        str(odd.pk): False,
        str(other.pk): False,
        str(same.pk): False,
        str(quarter.update.pk): True,
        str(quarter.other.pk): True,
    }
    assert [key.split("-")[0] for key in ticked][:3] == [str(odd.pk), str(other.pk), str(same.pk)]
    assert "1 warning. 1 Warning: Odd. Not explained." in said(page, odd)
    assert "Amber computed: Green" in said(page, other)
    assert "The winter will be hard." in said(page, other)
    assert "“no change”, not a new figure" in said(page, same)


def test_an_explanation_stands_beside_its_finding(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.update, findings=[found("error")])
    by: dict[str, Any] = {"by": quarter.cast["officer"], "at": NOW}
    Explanation.objects.create(
        update=quarter.update, key="a", check_id="NUM01", says="Odd.", words="Counted twice.", **by
    )
    assert "Error: Odd. Explained: Counted twice." in said(opened(sign_in("director"), quarter), quarter.update)


def test_marks_on_figures_are_said(quarter: Quarter, sign_in: SignIn) -> None:
    make_update_figure(
        quarter.update, "80", original="80%", component="Special", position=1, markers=["p"], from_partner=True
    )
    put(quarter.other, done_on=date(2021, 9, 3))
    page = opened(sign_in("director"), quarter)
    assert "93.5%; Special 80% (provisional, from a partner)" in said(page, quarter.update)
    assert "Done on 3 September 2021" in said(page, quarter.other)


def test_what_they_entered_has_no_box_unless_the_council_allows_it(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.update, submitted_by=quarter.cast["director"])
    page = opened(sign_in("director"), quarter)
    assert list(boxes(page)) == [value(quarter.other)]
    assert "You entered this yourself. Somebody else has to approve it." in page.words
    quarter.round.own_approval = True
    quarter.round.save()
    assert boxes(opened(sign_in("director"), quarter))[value(quarter.update)] is False


def test_a_performance_officer_reads_it_and_has_no_boxes(quarter: Quarter, sign_in: SignIn) -> None:
    page = opened(sign_in("performance officer"), quarter)
    assert boxes(page) == {}
    assert "Approve what is ticked" not in page.buttons()
    assert page.tables()["PED01 Help families early"][1][1:4] == ["Submitted", "93.5%", "Green"]
    assert page.links()["send back PED01 01 Attendance at school"] == f"/updates/{quarter.update.pk}/send-back/"


def test_it_is_for_those_who_oversee_it(quarter: Quarter, sign_in: SignIn) -> None:
    for part in ("officer", "contributor", "other performance officer", "member"):
        assert sign_in(part).get(f"/returns/{quarter.owed.pk}/").status_code == 404
    assert sign_in("director").post(f"/returns/{quarter.owed.pk}/").status_code == 405


def test_an_empty_return_says_what_to_do(quarter: Quarter, sign_in: SignIn) -> None:
    Update.objects.all().delete()
    assert "bring the round up to date" in opened(sign_in("director"), quarter).words


# ---- approving many ----


def test_what_is_ticked_is_approved(quarter: Quarter, sign_in: SignIn) -> None:
    page = approve(sign_in("director"), quarter, value(quarter.update), value(quarter.other))
    assert "2 updates are approved." in page.source
    assert states(quarter.update, quarter.other) == ["approved", "approved"]
    assert Figure.objects.get().source == "Quarter 2, 2021/22 return"


def test_what_cannot_be_is_named_with_the_reason(quarter: Quarter, sign_in: SignIn) -> None:
    old, good = value(quarter.update), value(quarter.other)
    put(quarter.update, what_happened="Fewer children came.")
    page = approve(sign_in("director"), quarter, old, good)
    assert "PED01a Open the second family hub is approved." in page.source
    assert "Not approved: PED01 01 Attendance at school. It changed since this page was shown to you." in page.source
    assert states(quarter.update, quarter.other) == ["submitted", "approved"]


def test_nothing_ticked_says_so(quarter: Quarter, sign_in: SignIn) -> None:
    assert "Nothing is approved: tick" in approve(sign_in("director"), quarter).source


@pytest.mark.parametrize("sent", ["", "x", "-", "1", "999999-1", "12-x", "٣-١", "99999999999999-1"])
def test_nonsense_approves_nothing(quarter: Quarter, sign_in: SignIn, sent: str) -> None:
    approve(sign_in("director"), quarter, sent)
    assert states(quarter.update, quarter.other) == ["submitted", "submitted"]


def test_not_through_another_return(quarter: Quarter, sign_in: SignIn) -> None:
    other = make_return(
        make_round(quarter.cast["performance officer"], observed_from=date(2021, 4, 1), observed_to=date(2021, 6, 30)),
        quarter.owed.plan,
    )
    answer = sign_in("director").post(f"/returns/{other.pk}/approve/", {"approve": value(quarter.update)}, follow=True)
    assert "1 of what you ticked is not in this return any more." in answer.content.decode()
    assert states(quarter.update) == ["submitted"]


@pytest.mark.parametrize(("part", "code"), [("performance officer", 403), ("officer", 404), ("member", 404)])
def test_only_a_director_approves(quarter: Quarter, sign_in: SignIn, part: str, code: int) -> None:
    many = {"approve": value(quarter.update)}
    assert sign_in(part).post(f"/returns/{quarter.owed.pk}/approve/", many).status_code == code
    one = sign_in(part).post(f"/updates/{quarter.update.pk}/approve/", {"seen": quarter.update.version})
    assert one.status_code == (403 if part == "officer" else code)
    assert states(quarter.update) == ["submitted"]


def test_both_addresses_only_take_what_is_sent(quarter: Quarter, sign_in: SignIn) -> None:
    client = sign_in("director")
    assert client.get(f"/returns/{quarter.owed.pk}/approve/").status_code == 405
    assert client.get(f"/updates/{quarter.update.pk}/approve/").status_code == 405


def test_one_is_approved_from_its_own_page(quarter: Quarter, sign_in: SignIn) -> None:
    at = f"/updates/{quarter.update.pk}/approve/"
    answer = sign_in("director").post(at, {"seen": quarter.fresh().version})
    assert answer.headers["Location"] == f"/returns/{quarter.owed.pk}/"
    assert states(quarter.update) == ["approved"]
    again = sign_in("director").post(at, {"seen": quarter.fresh().version})
    assert again.headers["Location"] == f"/updates/{quarter.update.pk}/"


def test_own_approval_shows(quarter: Quarter, sign_in: SignIn) -> None:
    quarter.round.own_approval = True
    quarter.round.save()
    put(quarter.update, submitted_by=quarter.cast["director"])
    page = approve(sign_in("director"), quarter, value(quarter.update))
    assert page.tables()["PED01 Help families early"][1][1] == "Approved / Approved by who entered it"


# ---- sending back ----


def send_back(client: StrictClient, quarter: Quarter, **sent: Any) -> Any:
    chosen = {"comment": "Which schools?", "seen": quarter.fresh().version} | sent
    return client.post(f"/updates/{quarter.update.pk}/send-back/", chosen)


def test_it_is_sent_back_with_the_comment(quarter: Quarter, sign_in: SignIn) -> None:
    page = Page(sign_in("director").get(f"/updates/{quarter.update.pk}/send-back/"))
    assert "PED01 01 Attendance at school Submitted" in page.words
    assert page.links()["Cancel"] == f"/returns/{quarter.owed.pk}/"
    answer = send_back(sign_in("director"), quarter)
    assert answer.headers["Location"] == f"/returns/{quarter.owed.pk}/"
    assert states(quarter.update) == ["sent back"]
    assert UpdateNote.objects.get().text == "Which schools?"


def test_without_a_comment_it_is_asked_for(quarter: Quarter, sign_in: SignIn) -> None:
    page = Page(send_back(sign_in("performance officer"), quarter, comment=" "))
    assert "Say what the officer should look at" in page.words
    assert states(quarter.update) == ["submitted"]


def test_what_changed_meanwhile_is_shown_and_the_comment_is_kept(quarter: Quarter, sign_in: SignIn) -> None:
    seen = quarter.fresh().version
    put(quarter.update, what_happened="Fewer children came.")
    page = Page(send_back(sign_in("director"), quarter, seen=seen))
    assert "changed while you had the page open" in page.words
    assert "Fewer children came." in page.words
    assert "Which schools?" in page.source
    assert states(quarter.update) == ["submitted"]
    (carried,) = [one for one in page.main.iter("input") if one.attrib.get("name") == "seen"]
    send_back(sign_in("director"), quarter, seen=carried.attrib["value"])
    assert states(quarter.update) == ["sent back"]


def test_a_comment_typed_after_the_session_ended_is_shown_again(
    quarter: Quarter, client: StrictClient, sign_in: SignIn
) -> None:
    """The session's own end, without scripts: the words wait for whoever signs in on that page."""
    send_back(client, quarter)
    assert states(quarter.update) == ["submitted"]
    client.force_login(quarter.cast["director"], backend="goldenthread.web.accounts.backends.SignedIn")
    page = Page(client.get(f"/updates/{quarter.update.pk}/send-back/"))
    assert "Which schools?" in page.source
    assert "You were signed out" in page.words


@pytest.mark.parametrize("sent", [{"seen": "x"}, {"seen": ""}, {"comment": "x" * 2001}])
def test_a_bad_request_sends_nothing_back(quarter: Quarter, sign_in: SignIn, sent: dict[str, str]) -> None:
    Page(send_back(sign_in("director"), quarter, **sent))
    assert states(quarter.update) == ["submitted"]


def test_a_draft_cannot_be_sent_back(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.update, state=UpdateState.DRAFT)
    assert "“draft” now" in Page(send_back(sign_in("director"), quarter)).words


# ---- letting one be late ----


def let_late(client: StrictClient, quarter: Quarter, day: date, **sent: Any) -> Any:
    chosen = {"until": f"{day:%d/%m/%Y}", "reason": "Ill", "seen": quarter.fresh().version} | sent
    return client.post(f"/updates/{quarter.update.pk}/let-late/", chosen)


def test_one_may_be_late(cast: Cast, sign_in: SignIn) -> None:
    quarter = make_quarter(
        cast,
        officers_by=date(2021, 10, 8),
        directors_by=date(2021, 10, 12),
        performance_by=date(2021, 10, 15),
    )
    put(quarter.update, state=UpdateState.NOT_STARTED)
    today = timezone.localdate()
    page = Page(let_late(sign_in("performance officer"), quarter, today - timedelta(days=1)))
    assert "This day is past." in page.words
    assert "Ill" in page.source
    answer = let_late(sign_in("performance officer"), quarter, today)
    assert answer.headers["Location"] == f"/updates/{quarter.update.pk}/"
    assert Update.objects.get(pk=quarter.update.pk).late_until == today


@pytest.mark.parametrize("until", ["", "soon", "31/2/2099"])
def test_a_day_is_asked_for(quarter: Quarter, sign_in: SignIn, until: str) -> None:
    put(quarter.update, state=UpdateState.NOT_STARTED)
    page = Page(let_late(sign_in("performance officer"), quarter, date(2099, 1, 1), until=until))
    assert "There is a problem" in page.words
    assert page.links()["Cancel"] == f"/updates/{quarter.update.pk}/"
    assert quarter.fresh().late_until is None


@pytest.mark.parametrize(("part", "code"), [("director", 403), ("officer", 403), ("other officer", 404)])
def test_only_the_performance_officer_lets(quarter: Quarter, sign_in: SignIn, part: str, code: int) -> None:
    assert let_late(sign_in(part), quarter, date(2099, 2, 1)).status_code == code
    assert quarter.fresh().late_until is None


# ---- however large ----


def test_few_queries_with_600_measures(cast: Cast, sign_in: SignIn) -> None:
    large_plans(cast.directorates["People"], 600)
    officer = cast["performance officer"]
    days = {"observed_from": date(2023, 10, 1), "observed_to": date(2023, 12, 31), "opens": date(2024, 1, 1)}
    round_ = make_round(officer, **days)
    refresh_round(round_, by=officer, at=NOW)
    Update.objects.update(
        state=UpdateState.SUBMITTED, submitted_by=cast["officer"], findings=[found("error")], computed=GREEN_BY_RULE
    )
    UpdateFigure.objects.bulk_create(UpdateFigure(update=one, value=1, original="1") for one in Update.objects.all())
    owed = Return.objects.get(round=round_)
    for part in ("director", "performance officer"):
        client = sign_in(part)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/returns/{owed.pk}/")
        assert len(asked) <= 15
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/returns/{owed.pk}/declare/")
        assert len(asked) <= 15


def test_markup_is_text(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.update, what_happened="<b>bold</b>", difference="<i>x</i>")
    assert "<b>bold</b>" in said(opened(sign_in("director"), quarter), quarter.update)
