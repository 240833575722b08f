"""The checks on every page find what they are there for: each rule is broken once."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.web.look.soundness import assert_sound, assert_summary_reaches_fields

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head><body>
<div class="govuk-error-summary"><ul><li><a href="#name">Enter a name.</a></li></ul></div>
<h1>A page</h1><form><label for="name">Name</label><input id="name" aria-describedby="hint"><p id="hint">In full</p></form>
<table><caption>Some</caption><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table></body></html>"""


def test_a_sound_page_passes() -> None:
    assert_sound(PAGE)
    assert_summary_reaches_fields(HttpResponse(PAGE))


@pytest.mark.parametrize(
    ("part", "instead", "said"),
    [
        ("<h1>A page</h1>", "", "The page has 0 h1"),
        ("<h1>A page</h1>", "<h1>A</h1><h1>B</h1>", "The page has 2 h1"),
        (' lang="en"', "", "no lang"),
        ("A page</title>", "</title>", "no title"),
        ('<p id="hint">', '<p id="name">', "The id “name” is there 2 times"),
        ('<p id="hint">', "<p>", "aria-describedby of a <input> names “hint”"),
        ('for="name"', 'for="nome"', "The label “Name” is for “nome”"),
        ('for="name"', 'for="hint"', "The label “Name” is for “hint”"),
        ("<label for", "<label data-for", "The label “Name” is for “None”"),
        ("<caption>Some</caption>", "", "no caption"),
        (' scope="col"', "", "The header cell “A” has no scope"),
        ('<th scope="col">A</th>', "<td>A</td>", "no header cells"),
        ("<h1>", '<h1 style="color:red">', "A <h1> has style="),
        ("<h1>", '<h1 onclick="go()">', "A <h1> has onclick="),
        ("<h1>", "<script>go()</script><h1>", "A <script> stands in the page"),
        ("<h1>", '<a href="JavaScript:go()">Go</a><h1>', "A <a> has href="),
        ('href="#name"', 'href="#nome"', "The error “Enter a name.” links to “#nome”"),
        ('href="#name"', 'href="#hint"', "The error “Enter a name.” links to “#hint”"),
        ('href="#name"', 'href="/name"', "The error “Enter a name.” links to “/name”"),
        ('<input id="name"', '<input type="hidden" id="name"', "which nobody sees"),
    ],
)
def test_each_rule_is_seen_broken(part: str, instead: str, said: str) -> None:
    assert part in PAGE
    with pytest.raises(AssertionError, match=said.replace("(", r"\(")):
        assert_sound(PAGE.replace(part, instead))


def test_a_page_without_summary_is_refused_where_one_is_asked_for() -> None:
    with pytest.raises(AssertionError, match="no error summary"):
        assert_summary_reaches_fields(HttpResponse(PAGE.replace("govuk-error-summary", "other")))


def test_a_fragment_is_asked_only_what_can_be_seen_in_it() -> None:
    assert_sound('<p id="a" aria-describedby="elsewhere">A part</p>')
    with pytest.raises(AssertionError, match="The id “a” is there 2 times"):
        assert_sound('<p id="a"></p><p id="a"></p>')
