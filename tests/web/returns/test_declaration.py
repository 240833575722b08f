"""The director's declaration of data quality: written from the marks, never without its exceptions, confirmed as it was shown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Marker
from goldenthread.model.plan import TimeBasis
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Definition
from goldenthread.web.returns.actions.deciding import DeclarationChanged, declare, lock_updates, undeclare
from goldenthread.web.returns.models import Return, Round, Update, UpdateState
from goldenthread.web.returns.queries.declaring import EXCEPTIONS, declaration_of, paragraphs_of
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.reading.page import Page
from tests.web.returns.builders import make_update_figure
from tests.web.returns.deciding import AT, Quarter, make_quarter
from tests.web.returns.test_my_updates import put

POST = "Director of People"
DOCUMENT = Path(__file__).parents[3] / "docs" / "approving.md"


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    """Everything approved; the figure has no mark."""
    quarter = make_quarter(cast)
    Update.objects.update(state=UpdateState.APPROVED)
    return quarter


def owed(quarter: Quarter) -> Return:
    return Return.objects.select_related("round", "directorate").get(pk=quarter.owed.pk)


def exceptions(quarter: Quarter) -> dict[str, tuple[str, ...]]:
    """What the declaration lists, by its headings."""
    return {one.words.rstrip(":"): one.items for one in declaration_of(owed(quarter)).paragraphs if one.items}


def declared(quarter: Quarter) -> Return:
    row = owed(quarter)
    return declare(row, declaration_of(row).mark, POST, quarter.doing())


LINE = "PED01 01 Attendance at school"
HUB = "PED01a Open the second family hub"


# ---- what it says ----


def test_without_a_mark_it_says_that_there_is_none(quarter: Quarter) -> None:
    now = declaration_of(owed(quarter))
    assert exceptions(quarter) == {}
    assert (now.exceptions, now.missing) == (0, ())
    assert now.text.startswith("People, Quarter 2, 2021/22: 1 measure and 1 milestone.")
    assert "No figure is marked as provisional" in now.text


@pytest.mark.parametrize(
    ("marker", "heading"),
    [
        (Marker.PROVISIONAL, "Provisional"),
        (Marker.ESTIMATED, "Estimated"),
        (Marker.FORECAST, "Forecast"),
        (Marker.LOW_RELIABILITY, "Of low reliability"),
        (Marker.BREAK, "Break in the series"),
        (Marker.NOT_AVAILABLE, "Not available"),
    ],
)
def test_each_mark_is_an_exception(quarter: Quarter, marker: Marker, heading: str) -> None:
    quarter.update.figures.update(markers=[marker.value])
    assert exceptions(quarter) == {heading: (f"{LINE}: 93.5%",)}
    assert "No figure is marked" not in declaration_of(owed(quarter)).text


def test_a_figure_of_a_partner_is_an_exception(quarter: Quarter) -> None:
    make_update_figure(quarter.update, "80", original="80%", component="Special", position=1, from_partner=True)
    assert exceptions(quarter) == {"From a partner": (f"{LINE}: Special 80%",)}


def test_several_parts_of_one_measure_are_one_exception(quarter: Quarter) -> None:
    make_update_figure(quarter.update, "80", original="80%", component="Special", position=1)
    quarter.update.figures.update(markers=["p"])
    assert exceptions(quarter) == {"Provisional": (f"{LINE}: 93.5%; Special 80%",)}
    assert declaration_of(owed(quarter)).exceptions == 1


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({"original": "93.5% (est)"}, "Estimated"),
        ({"original": "93.5%", "qualifier": "Estimate of September"}, "Estimated"),
        ({"original": "est. 93.5%"}, "Estimated"),
    ],
)
def test_an_estimate_that_nobody_marked_is_listed_all_the_same(quarter: Quarter, values: Any, heading: str) -> None:
    """R10.2: it cannot be signed clean with an unmarked estimate present."""
    quarter.update.figures.update(**values)
    assert list(exceptions(quarter)) == [heading]


@pytest.mark.parametrize("original", ["93.5% of the best", "93.5 (Estonia)", "west 93.5"])
def test_a_word_that_only_looks_like_it_is_none(quarter: Quarter, original: str) -> None:
    quarter.update.figures.update(original=original)
    assert exceptions(quarter) == {}


@pytest.mark.parametrize("basis", [TimeBasis.ANNUALISED_FORECAST, TimeBasis.YEAR_END_FORECAST])
def test_a_measure_that_is_a_forecast_by_its_definition_is_listed(quarter: Quarter, basis: TimeBasis) -> None:
    Definition.objects.update(time_basis=basis)
    assert exceptions(quarter) == {"Forecast": (f"{LINE}: 93.5%",)}


@pytest.mark.parametrize(
    ("absence", "listed"), [("not available", True), ("suppressed", True), ("not applicable", False)]
)
def test_a_missing_figure_is_listed_unless_there_can_be_none(quarter: Quarter, absence: str, listed: bool) -> None:
    quarter.update.figures.update(value=None, absence=absence, original=absence)
    assert exceptions(quarter) == ({"Not available": (f"{LINE}: {absence}",)} if listed else {})


def test_known_limits_own_approvals_and_late_answers_are_listed(quarter: Quarter) -> None:
    Definition.objects.update(limitations="Two schools\n do not report.")
    put(quarter.update, own_approval=True)
    put(quarter.other, submitted_at=datetime(2099, 1, 9, 12, 0, tzinfo=UTC))
    assert exceptions(quarter) == {
        "With known limits": (f"{LINE}: Two schools do not report.",),
        "Approved by the director who entered it": (LINE,),
        "Answered late": (f"{HUB}: answered on 9 January 2099, due by 8 January 2099",),
    }
    assert declaration_of(owed(quarter)).exceptions == 3


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"answer": "no change"}, "no change since last quarter"),
        ({"answer": "not yet available", "available_on": date(2021, 11, 5)}, "expected on 5 November 2021"),
        ({"answer": "see commentary"}, "see commentary"),
    ],
)
def test_an_answer_without_a_new_figure_is_listed(quarter: Quarter, values: Any, says: str) -> None:
    put(quarter.update, **values)
    assert exceptions(quarter) == {"Answered without a new figure": (f"{LINE}: {says}",)}


def test_a_dropped_line_is_neither_asked_for_nor_missing(quarter: Quarter) -> None:
    put(quarter.update, state=UpdateState.DRAFT)
    assert [one.pk for one in declaration_of(owed(quarter)).missing] == [quarter.update.pk]
    type(quarter.measure).objects.update(dropped_on=date(2021, 9, 1))
    now = declaration_of(owed(quarter))
    assert now.missing == ()
    assert now.text.startswith("People, Quarter 2, 2021/22: 0 measures and 1 milestone.")


@given(st.lists(st.sets(st.sampled_from(["p", "e", "f", "u", "b", "x", "r"])), min_size=1, max_size=4))
def test_what_is_listed_is_read_back_as_it_was_written(marks: list[set[str]]) -> None:
    """What a page shows of a stored declaration is what it says."""
    items = [f"– Line {number}: {', '.join(sorted(one))}" for number, one in enumerate(marks)]
    found = paragraphs_of("\n\n".join(["All is well.", "\n".join(["Provisional:", *items])]))
    assert [one.words for one in found] == ["All is well.", "Provisional:"]
    assert [f"– {one}" for one in found[1].items] == items


def test_the_document_lists_every_exception_in_the_order_of_the_declaration() -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows[0] == "listed as"
    assert rows[2:] == [heading for heading, _ in EXCEPTIONS]


# ---- declaring ----


def test_it_is_stored_word_for_word_with_post_and_day(quarter: Quarter) -> None:
    quarter.update.figures.update(markers=["p"])
    text = declaration_of(owed(quarter)).text
    declared(quarter)
    row = owed(quarter)
    assert row.declaration == text
    assert f"Provisional:\n– {LINE}: 93.5%" in row.declaration
    assert (row.declared_by, row.declared_post, row.declared_at) == (quarter.cast["director"], POST, AT)


@pytest.mark.parametrize(
    "state", [UpdateState.NOT_STARTED, UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.SENT_BACK]
)
def test_not_before_every_update_is_approved(quarter: Quarter, state: UpdateState) -> None:
    put(quarter.other, state=state)
    with pytest.raises(Refused, match="1 of the updates"):
        declared(quarter)
    assert owed(quarter).declared_at is None


def test_not_what_the_director_was_not_shown(quarter: Quarter) -> None:
    """An exception that appears between reading and confirming is shown first: nothing clean is signed."""
    row = owed(quarter)
    clean = declaration_of(row).mark
    quarter.update.figures.update(markers=["e"])
    with pytest.raises(DeclarationChanged) as caught:
        declare(row, clean, POST, quarter.doing())
    assert "Estimated" in caught.value.now.text
    assert owed(quarter).declaration == ""


def test_not_by_a_performance_officer_and_not_twice(quarter: Quarter) -> None:
    row = owed(quarter)
    with pytest.raises(Refused, match="Only the director"):
        declare(row, declaration_of(row).mark, POST, quarter.doing("performance officer"))
    declared(quarter)
    with pytest.raises(Refused, match="declared already, by Drew Hall"):
        declared(quarter)


# ---- withdrawing ----


def test_it_is_withdrawn_with_a_reason(quarter: Quarter) -> None:
    declared(quarter)
    with pytest.raises(Refused, match="Say why"):
        undeclare(owed(quarter), quarter.doing(reason=" "))
    undeclare(owed(quarter), quarter.doing(reason="One figure was wrong."))
    row = owed(quarter)
    assert (row.declaration, row.declared_by, row.declared_post, row.declared_at) == ("", None, "", None)
    event = Return.pgh_event_model.objects.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    assert event.pgh_context.metadata["reason"] == "One figure was wrong."


def test_not_once_it_was_tabled(quarter: Quarter) -> None:
    declared(quarter)
    lock_updates([quarter.update], "Priority 1, edition 1", quarter.doing("performance officer"))
    with pytest.raises(Refused, match="tabled"):
        undeclare(owed(quarter), quarter.doing(reason="One figure was wrong."))
    assert owed(quarter).declared_at == AT


def test_not_what_was_not_declared_and_not_by_others(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="no declaration to withdraw"):
        undeclare(owed(quarter), quarter.doing(reason="Why not"))
    declared(quarter)
    with pytest.raises(Refused, match="Only the director"):
        undeclare(owed(quarter), quarter.doing("performance officer", "Why not"))


# ---- the pages ----


def page_of(client: StrictClient, quarter: Quarter) -> Page:
    return Page(client.get(f"/returns/{quarter.owed.pk}/declare/"))


def carried(page: Page) -> str:
    (found,) = [one for one in page.main.iter("input") if one.attrib.get("name") == "shown"]
    return found.attrib["value"]


def confirm(client: StrictClient, quarter: Quarter, **sent: str) -> Any:
    return client.post(f"/returns/{quarter.owed.pk}/declare/", {"confirmed": "on"} | sent)


def test_a_director_reads_it_and_confirms(quarter: Quarter, sign_in: SignIn) -> None:
    quarter.update.figures.update(markers=["p"])
    client = sign_in("director")
    page = page_of(client, quarter)
    assert f"Provisional: {LINE}: 93.5%" in page.words
    answer = confirm(client, quarter, shown=carried(page))
    assert answer.headers["Location"] == f"/returns/{quarter.owed.pk}/"
    row = owed(quarter)
    assert (row.declared_by, row.declared_post) == (quarter.cast["director"], POST)
    shown = Page(client.get(f"/returns/{quarter.owed.pk}/"))
    assert "This return is closed" in shown.words
    assert f"Provisional: {LINE}: 93.5%" in shown.words
    assert client.get(f"/returns/{quarter.owed.pk}/declare/").status_code == 302


def test_it_asks_for_the_box(quarter: Quarter, sign_in: SignIn) -> None:
    client = sign_in("director")
    page = Page(confirm(client, quarter, confirmed="", shown=carried(page_of(client, quarter))))
    assert "Tick the box" in page.words
    assert owed(quarter).declared_at is None


@pytest.mark.parametrize("shown", ["", "0" * 64, "x" * 65, "<script>"])
def test_a_made_up_mark_declares_nothing(quarter: Quarter, sign_in: SignIn, shown: str) -> None:
    Page(confirm(sign_in("director"), quarter, shown=shown))
    assert owed(quarter).declared_at is None


def test_what_changed_meanwhile_is_shown_and_can_then_be_confirmed(quarter: Quarter, sign_in: SignIn) -> None:
    client = sign_in("director")
    before = carried(page_of(client, quarter))
    quarter.update.figures.update(markers=["e"])
    page = Page(confirm(client, quarter, shown=before))
    assert "Read the declaration again" in page.words
    assert f"Estimated: {LINE}: 93.5%" in page.words
    confirm(client, quarter, shown=carried(page))
    assert "Estimated" in owed(quarter).declaration


def test_what_is_missing_is_listed_and_there_is_no_button(quarter: Quarter, sign_in: SignIn) -> None:
    put(quarter.other, state=UpdateState.SUBMITTED)
    page = page_of(sign_in("director"), quarter)
    assert f"1 is not yet: {HUB}: submitted" in page.words
    assert page.buttons() == []
    confirm(sign_in("director"), quarter, shown=declaration_of(owed(quarter)).mark)
    assert owed(quarter).declared_at is None


def test_of_many_missing_only_the_first_are_listed(quarter: Quarter, sign_in: SignIn) -> None:
    for number in range(12):
        quarter.another(f"M {number:02}")
    page = page_of(sign_in("director"), quarter)
    assert "12 are not yet:" in page.words
    assert page.source.count('href="/updates/') == 10
    assert page.links()["see all of them in the return"] == f"/returns/{quarter.owed.pk}/#updates"


def test_a_performance_officer_reads_it_and_cannot_declare(quarter: Quarter, sign_in: SignIn) -> None:
    page = page_of(sign_in("performance officer"), quarter)
    assert page.buttons() == []
    mark = declaration_of(owed(quarter)).mark
    assert confirm(sign_in("performance officer"), quarter, shown=mark).status_code == 403
    assert confirm(sign_in("officer"), quarter, shown=mark).status_code == 404
    assert owed(quarter).declared_at is None


def test_the_director_withdraws_it_on_its_page(quarter: Quarter, sign_in: SignIn) -> None:
    declared(quarter)
    client, at = sign_in("director"), f"/returns/{quarter.owed.pk}/withdraw-declaration/"
    assert "Say why the declaration is withdrawn." in Page(client.post(at, {"reason": ""})).words
    assert client.post(at, {"reason": "One figure was wrong."}).status_code == 302
    assert owed(quarter).declared_at is None
    assert "no declaration to withdraw" in Page(client.get(at)).words
    assert sign_in("performance officer").post(at, {"reason": "x"}).status_code == 403


def test_own_approval_is_in_the_declaration_that_is_confirmed(quarter: Quarter) -> None:
    Round.objects.update(own_approval=True)
    put(quarter.update, own_approval=True)
    declared(quarter)
    assert f"Approved by the director who entered it:\n– {LINE}" in owed(quarter).declaration
