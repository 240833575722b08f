"""What a title's words suggest about its measure: hints with their reason, and silence where the words do not say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Calendar, Known, Polarity, TimeBasis
from goldenthread.model.wording import propose_definition, unit_of

GOLD = Path("/work/shared/gold")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Percentage of plans completed within 20 weeks", Unit.PERCENT),
        ("% of care leavers in suitable accommodation", Unit.PERCENT),
        ("Proportion of pupils who attend", Unit.PERCENT),
        ("Percentage of the number of pupils", Unit.PERCENT),
        ("Monitor the rate of referrals per 10,000 0-18 year olds", Unit.RATE),
        ("Forecast spend on placements", Unit.POUNDS),
        ("Number of visits", Unit.COUNT),
        ("Take up of the offer", Unit.COUNT),
        ("Agency rate for posts", None),
        ("Under 18 conception rate, % change from 2009 baseline", None),
    ],
)
def test_the_unit_is_the_one_that_the_title_names(title: str, unit: Unit | None) -> None:
    """A bare rate names no base, and a change of a rate may be in either: the unit stays unknown (R4.1)."""
    assert unit_of(title) is unit


@pytest.mark.parametrize(
    ("title", "polarity"),
    [
        ("Increase the number of assessments", Polarity.HIGHER),
        ("Improve overall attendance", Polarity.HIGHER),
        ("Ensure all eligible children have a place", Polarity.HIGHER),
        ("Reduce the number of exclusions", Polarity.LOWER),
        ("Decrease spend", Polarity.LOWER),
        ("Therapy service – Increase the number of assessments", Polarity.HIGHER),
        ("Maintain the percentage in suitable accommodation", None),
        ("Monitor the rate of referrals", None),
        ("Record the number of visits", None),
        ("Report on attendance", None),
        ("Number of children whose plans reduce risk", None),
        ("", None),
    ],
)
def test_the_first_verb_is_a_hint_of_polarity(title: str, polarity: Polarity | None) -> None:
    """Handbook 4.1: Increase and Reduce hint; Maintain, Monitor, Record and Report on do not. The council must say."""
    part = propose_definition(title).polarity
    assert (part.value if part else None) is polarity


@pytest.mark.parametrize(
    ("title", "basis", "calendar"),
    [
        ("Visits (snapshot at end of quarter)", TimeBasis.SNAPSHOT, None),
        ("Visits (financial year cumulative from April)", TimeBasis.FINANCIAL_YEAR_CUMULATIVE, Calendar.FINANCIAL),
        ("Visits (academic year cumulative to end of quarter)", TimeBasis.ACADEMIC_YEAR_CUMULATIVE, Calendar.ACADEMIC),
        ("Rate (forecast annualised rate at end of quarter)", TimeBasis.ANNUALISED_FORECAST, None),
        ("Forecast end of year spend", TimeBasis.YEAR_END_FORECAST, None),
        ("Missing children in last 12 months (snapshot in the last 12 months)", TimeBasis.ROLLING_TWELVE_MONTHS, None),
        ("Visits", None, None),
    ],
)
def test_the_time_basis_is_the_printed_one(title: str, basis: TimeBasis | None, calendar: Calendar | None) -> None:
    """Handbook 4.1: it decides what may be compared with what, so it is never supposed."""
    definition = propose_definition(title)
    assert (definition.time_basis.value if definition.time_basis else None) is basis
    assert (definition.calendar.value if definition.calendar else None) is calendar


def test_a_rate_s_base_is_kept() -> None:
    """Handbook 6.1: the multiplier and whom it counts are parts of the definition."""
    ratio = propose_definition("Monitor the rate of referrals per 10,000 0-18 year olds (forecast annualised)").ratio
    assert ratio is not None
    assert (ratio.multiplier, ratio.denominator, ratio.numerator) == (10_000, "0-18 year olds", "")


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["Increase", "the", "%", "rate", "per 10,000", "(snapshot)"])).map(" ".join)
)
def test_every_proposal_says_that_it_is_one_and_why(title: str) -> None:
    """A reader may propose; only the council states (handbook 4.1). No title fails."""
    definition = propose_definition(title)
    for part in (definition.unit, definition.polarity, definition.time_basis, definition.calendar):
        assert part is None or (part.known is Known.PROPOSED and part.why)


def test_proposals_for_the_papers_titles_agree_with_the_gold(capsys: pytest.CaptureFixture[str]) -> None:
    """The words of 189 real titles: polarity where the verb hints, time basis where it is printed."""
    if not GOLD.exists():
        pytest.skip(f"The hand-made extractions are not on this machine ({GOLD}).")
    hints = {"Increase": "higher", "Improve": "higher", "Ensure": "higher", "Reduce": "lower", "Decrease": "lower"}
    bases = {
        "snapshot": ("snapshot at period end",),
        "financial_year_cumulative": ("cumulative over the financial year",),
        "academic_year_cumulative": ("cumulative over the academic year",),
        "last_12_months": ("rolling twelve months",),
        "forecast": ("annualised forecast", "year-end forecast"),
    }
    shares: Counter[str] = Counter()
    for path in sorted(GOLD.glob("*.json")):
        paper = json.loads(path.read_text(encoding="utf-8"))
        for line in (*paper.get("measures", ()), *paper.get("milestones", ())):
            if "polarity_word" not in line or not (line in paper["measures"] or line["polarity_word"]):
                continue
            definition = propose_definition(line["title"])
            polarity = definition.polarity.value.value.split()[0] if definition.polarity else None
            basis = definition.time_basis.value.value if definition.time_basis else None
            shares["titles"] += 1
            shares["polarity"] += polarity == hints.get(line["polarity_word"] or "")
            shares["time basis"] += basis in bases.get(line["time_basis"] or "", (None,))
    with capsys.disabled():
        print(f"\nProposals from titles against the gold: {dict(shares)}")  # noqa: T201 - read for this line
    assert shares["polarity"] == shares["time basis"] == shares["titles"] > 0
