"""The keys of a paper: lights, arrows, officers, attachments."""

from __future__ import annotations

import pytest

from goldenthread.model.plan import Arrow, Light
from goldenthread.readers.key_reader import KeyReader
from goldenthread.readers.keys import (
    arrow_definition,
    attachment_in,
    is_about_arrows,
    is_meaning,
    light_alone,
    officer_of,
)
from goldenthread.readers.line_rows import Notes
from goldenthread.readers.paper import Grid, Row, Symbol, cell

OBJECTIVE = "Indicates that the objective is on course."
TARGET = "Indicates that the target is on course."


@pytest.mark.parametrize(("text", "light"), [("Green", Light.GREEN), ("red", Light.RED), ("Amber", Light.AMBER)])
def test_a_light_alone_in_a_paragraph_is_the_one_defined_next(text: str, light: Light) -> None:
    assert light_alone(text) is light


@pytest.mark.parametrize("text", ["OK", "R", "On target", "Greenfield", "Green spaces"])
def test_other_words_alone_define_no_light(text: str) -> None:
    assert light_alone(text) is None


@pytest.mark.parametrize(
    ("words", "arrow"),
    [
        ("performance is better as compared to the same period last year.", Arrow.BETTER),
        ("performance is the same as compared to the same period last year.", Arrow.SAME),
        ("performance is worse as compared to the same period last year.", Arrow.WORSE),
        ("the measure cannot be compared to the same period last year.", None),
    ],
)
def test_a_definition_of_an_arrow_says_which_it_is(words: str, arrow: Arrow | None) -> None:
    meaning = f"Indicates that {words}"
    assert is_meaning(meaning)
    assert is_about_arrows(meaning)
    assert arrow_definition(meaning).arrow is arrow


def test_a_definition_of_a_light_is_none_of_an_arrow() -> None:
    assert is_meaning(OBJECTIVE)
    assert not is_about_arrows(OBJECTIVE)
    assert not is_meaning("The objective is on course.")


@pytest.mark.parametrize(
    ("text", "initials", "name", "post"),
    [
        ("AG Ann Green, Director of Place", "AG", "Ann Green", "Director of Place"),
        ("AG A Green, Head of Parks", "AG", "A Green", "Head of Parks"),
        ("ABL - Ann Brown-Lee, Head of Housing", "ABL", "Ann Brown-Lee", "Head of Housing"),
    ],
)
def test_a_line_of_the_key_names_an_officer(text: str, initials: str, name: str, post: str) -> None:
    officer = officer_of(text)
    assert officer is not None
    assert (officer.initials, officer.name, officer.post) == (initials, name, post)


@pytest.mark.parametrize(
    "text", ["Ann Green, Director", "AG Ann Green", "A Ann Green, Director", "The team, it is said"]
)
def test_other_lines_name_none(text: str) -> None:
    assert officer_of(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Report to board.pdf", "Report to board.pdf"),
        ("See attached in Section 2", "See attached in Section 2"),
        ("Sent separately", "Sent separately"),
        ("https://example.org/report.pdf", ""),
        ("The plan (plan.docx) was agreed by the board at its meeting in June and stands.", ""),
        ("All is well.", ""),
    ],
)
def test_a_paragraph_that_is_there_to_attach_a_document_names_it(text: str, name: str) -> None:
    assert attachment_in(text) == name


# ---- a whole key ----


def keys() -> KeyReader:
    return KeyReader((), Notes())


def test_definitions_go_to_the_light_before_them_the_milestones_first() -> None:
    reader = keys()
    for text in ("Green", OBJECTIVE, TARGET, "Red", OBJECTIVE):
        assert reader.take(text, "", in_section=True)
    assert [(found.light, found.milestone, found.measure) for found in reader.rule_set.lights] == [
        (Light.GREEN, OBJECTIVE, TARGET),
        (Light.RED, OBJECTIVE, ""),
    ]
    assert reader.notes.unplaced == []


def test_a_definition_whose_light_was_a_lost_picture_has_no_light() -> None:
    """A symbol that the source lost is never guessed."""
    reader = keys()
    reader.take(OBJECTIVE, "", in_section=True)
    assert [(found.light, found.milestone) for found in reader.rule_set.lights] == [(None, OBJECTIVE)]
    assert "picture the source lost" in reader.notes.unplaced[0].could_be


def test_a_light_of_the_section_before_defines_nothing() -> None:
    reader = keys()
    reader.take("Green", "", in_section=True)
    reader.begin_section()
    reader.take(OBJECTIVE, "", in_section=True)
    assert reader.rule_set.lights[0].light is None


def test_officers_are_taken_only_where_the_text_before_speaks_of_them() -> None:
    reader = keys()
    assert reader.take("AG Ann Green, Director of Place", "Key to responsible officers", in_section=True)
    assert not reader.take("WM Weston Market, open daily", "Markets of the town", in_section=True)
    assert [officer.name for officer in reader.officers] == ["Ann Green"]


def test_a_table_of_lights_gives_both_meanings_and_may_show_the_light_as_a_picture() -> None:
    header = Row((cell("Progress"), cell("Milestone"), cell("Measure")))
    rows = (
        Row((cell("Green"), cell("On course"), cell("Target met"))),
        Row((cell("", symbols=(Symbol("a red picture", light=Light.RED),)), cell("Late"), cell(""))),
    )
    reader = keys()
    assert reader.take_grid(Grid((header, *rows)))
    assert [(found.light, found.milestone, found.measure) for found in reader.lights] == [
        (Light.GREEN, "On course", "Target met"),
        (Light.RED, "Late", ""),
    ]
    assert not reader.take_grid(Grid((Row((cell("Ref"), cell("Measure"))), Row((cell("A1"), cell("Bins"))))))


def test_attachments_are_those_that_the_text_names_unless_the_paper_lists_them() -> None:
    reader = KeyReader(("embedded.xlsx",), Notes())
    reader.note_attachment("Report.pdf", "2.1 Depot")
    assert [(found.name, found.mentioned_in) for found in reader.attachments] == [
        ("embedded.xlsx", ""),
        ("Report.pdf", "2.1 Depot"),
    ]
    reader.take_grid(Grid((Row((cell("Attachment"), cell("Named in"))), Row((cell("Plan.pdf"), cell("3.0"))))))
    assert [found.name for found in reader.attachments] == ["Plan.pdf"]
