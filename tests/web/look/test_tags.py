"""The tags of a page: what each gives, and that nothing which people typed becomes HTML in any of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

TYPED = '<b>Bold</b> & "quoted"'


def _drawn(template: str, **context: Any) -> BeautifulSoup:
    request = RequestFactory().get("/people/?q=a%26b&page=3")
    html = engines["django"].from_string(template).render({"typed": TYPED, **context}, request)
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    "template",
    [
        '{% breadcrumbs typed "/plans/" typed %}',
        '{% back_link "/" typed %}',
        '{% tag typed "grey" %}',
        "{% button typed name=typed value=typed %}",
        "{% inset %}{{ typed }}{% endinset %}",
        "{% warning typed %}",
        "{% details typed %}{{ typed }}{% enddetails %}",
        "{% summary_list rows %}",
        "{% service_navigation links %}{{ typed }}{% endservice_navigation %}",
    ],
)
def test_what_people_typed_is_text(template: str) -> None:
    links = [{"text": TYPED, "href": f"/{TYPED}", "active": True}]
    page = _drawn(template, rows=[(TYPED, TYPED, f"/{TYPED}")], links=links)
    assert page.find("b") is None
    assert TYPED in page.get_text()


def test_breadcrumbs_end_with_this_page() -> None:
    page = _drawn('{% breadcrumbs "Plans" "/plans/" "Change" %}')
    assert [(link.get_text(), link["href"]) for link in page.find_all("a")] == [("Plans", "/plans/")]
    assert page.select_one("li[aria-current=page]").get_text() == "Change"  # type: ignore[union-attr]


def test_buttons() -> None:
    page = _drawn(
        '{% button "Save" %}{% button "Delete" "warning" name="do" value="it" %}{% button "Add" href="/add/" %}'
    )
    save, delete = page.find_all("button")
    assert save["data-prevent-double-click"] == "true"
    assert (delete["name"], delete["value"], delete["class"]) == ("do", "it", ["govuk-button", "govuk-button--warning"])
    assert page.select_one("a.govuk-button[role=button]")["href"] == "/add/"  # type: ignore[index]


def test_a_fact_that_is_not_given_says_so() -> None:
    page = _drawn("{% summary_list rows %}", rows=[("Unit", "%"), ("Source", "", "/source/")])
    assert [value.get_text(strip=True) for value in page.select("dd.govuk-summary-list__value")] == [
        "%",
        "Not provided",
    ]
    assert page.select_one("a[href='/source/']").get_text() == "Change source"  # type: ignore[union-attr]


def test_pages_of_a_list_keep_the_search() -> None:
    pages = Paginator(range(95), 10)
    page = _drawn("{% pagination page %}", page=pages.get_page(3))
    shown = [item.get_text(strip=True) for item in page.select(".govuk-pagination__item")]
    assert shown == ["1", "2", "3", "4", "⋯", "10"]
    assert page.select_one("a[aria-current=page]").get_text(strip=True) == "3"  # type: ignore[union-attr]
    assert page.select_one("a[rel=next]")["href"] == "?q=a%26b&page=4"  # type: ignore[index]
    assert page.select_one("a[rel=prev]")["href"] == "?q=a%26b&page=2"  # type: ignore[index]


def test_a_list_of_one_page_has_no_links() -> None:
    page = _drawn("{% pagination page %}", page=Paginator(range(9), 10).get_page(1))
    assert page.get_text() == ""


@pytest.mark.parametrize(
    ("again", "said"),
    [
        (datetime(2021, 5, 10, 14, 20, tzinfo=UTC), "Try again after 3:20 p.m. on 10 May 2021."),  # summer time
        (None, "That was tried too often"),
    ],
)
def test_the_page_of_a_lock_out_says_when(again: datetime | None, said: str) -> None:
    page = BeautifulSoup(render_to_string("429.html", {"again_at": again}), "html.parser")
    assert said in page.get_text(" ", strip=True)
