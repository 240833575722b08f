"""Lights and arrows on paper: shape and word together, and known again whatever words a council uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.plan import Arrow, Light
from goldenthread.model.symbols import arrow_text, light_text, read_arrow, read_light

_OWN_WORDS = st.sampled_from(["", "On target", "Green", "(in brackets)", "See <note> & more", "RED"])


@given(st.sampled_from(Light), _OWN_WORDS)
def test_a_printed_light_is_known_again_with_the_paper_s_own_words(light: Light, words: str) -> None:
    """R9.2: never by colour alone; what stands in brackets is the paper's."""
    assert read_light(light_text(light, words)) == (light, words)


@given(st.sampled_from(Arrow), _OWN_WORDS)
def test_a_printed_arrow_is_known_again_with_the_paper_s_own_words(arrow: Arrow, words: str) -> None:
    """As for lights."""
    assert read_arrow(arrow_text(arrow, words)) == (arrow, words)


@pytest.mark.parametrize(
    ("text", "light"),
    [
        ("Green", Light.GREEN),
        ("AMBER", Light.AMBER),
        ("r", Light.RED),
        ("On target", Light.GREEN),
        ("on  target.", Light.GREEN),
        ("Close to target", Light.AMBER),
        ("below target", Light.RED),
        ("Not met", Light.RED),
        ("Target not met", Light.RED),
        ("Complete", Light.GREEN),
        ("Alert", Light.RED),
        ("Warning", Light.AMBER),
        ("OK", Light.GREEN),
        ("●  green", Light.GREEN),
    ],
)
def test_status_words_of_councils_are_lights(text: str, light: Light) -> None:
    """The words listed in issue 2."""
    found = read_light(text)
    assert found is not None
    assert found[0] is light


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Data only",
        "Refer comment",
        "N/A",
        "●",
        "● Red",
        "▲ Green",
        "Greenfield site",
        "on target for some",
        "1",
        "x",
    ],
)
def test_what_states_no_light_is_none(text: str) -> None:
    """A shape without its word, a shape with another's word, and prose are no judgement."""
    assert read_light(text) is None


@pytest.mark.parametrize(
    ("text", "arrow"),
    [("Improving", Arrow.BETTER), ("worse", Arrow.WORSE), ("No change", Arrow.SAME), ("→ same", Arrow.SAME)],
)
def test_words_of_direction_are_arrows(text: str, arrow: Arrow) -> None:
    """Better and worse, not up and down."""
    found = read_arrow(text)
    assert found is not None
    assert found[0] is arrow


@pytest.mark.parametrize("text", ["↑", "↓", "→", "up", "down", "", "N/A", "↑ Worse", "increase"])
def test_up_is_not_better(text: str) -> None:
    """R4.7: whether up is better depends on the measure's polarity, which the arrow alone does not say."""
    assert read_arrow(text) is None
