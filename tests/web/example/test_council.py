"""The example council is whole, is loaded once, and never meets the records of a real one."""

from __future__ import annotations

import stat
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from goldenthread.files import NotPossible
from goldenthread.web.accounts.models import Holding, Person, Post, Role
from goldenthread.web.example import cast, council
from goldenthread.web.plans.models import Measure, Plan, Priority
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.models import Round, Update, UpdateState

pytestmark = pytest.mark.usefixtures("db")


def test_everybody_is_there_with_one_post_and_every_role_is_held(tmp_path: Path) -> None:
    council.open_to_visitors(tmp_path)
    assert Person.objects.count() == Holding.objects.count() == len(cast.PARTS) + len(cast.HOLDERS)
    assert not Post.objects.filter(holdings=None).exists()
    assert set(Holding.objects.values_list("post__role", flat=True)) == {role.value for role in Role}
    assert {person.email.partition("@")[2] for person in Person.objects.all()} == {"example.gov.uk"}


def test_plan_of_people_is_approved_and_that_of_place_a_draft(tmp_path: Path) -> None:
    council.open_to_visitors(tmp_path)
    plans = {plan.directorate.name: plan for plan in Plan.objects.select_related("directorate")}
    people, place = plans["People"], plans["Place"]
    assert (people.state, people.approved_by, people.measures.count()) == ("approved", "Executive Board", 38)
    assert (place.state, place.objectives.count(), place.measures.count(), place.milestones.count()) == (
        "draft",
        3,
        5,
        4,
    )
    assert place.measures.get(ref="PLA02 02").targets.get(year=2022).low == 1800
    assert not place.measures.filter(owner=None).exists()
    assert people.measures.filter(series__figures__period_end=date(2021, 6, 30)).distinct().count() > 25
    assert Priority.objects.exclude(aim="").count() == Priority.objects.count() == 4
    assert Measure.objects.filter(contributions__post__role=Role.CONTRIBUTOR).exists()


def test_password_is_made_once_for_a_folder_and_is_its_owners(tmp_path: Path) -> None:
    first = council.open_to_visitors(tmp_path)
    kept = tmp_path / "demonstration-password"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    password = kept.read_text()
    assert f"  {password}" in first
    may_sign_in = {person.email.partition("@")[0] for person in Person.objects.all() if person.check_password(password)}
    assert may_sign_in == {part.address for part in cast.PARTS}
    assert not any(name in line for name in cast.HOLDERS.values() for line in first)
    assert council.open_to_visitors(tmp_path) == first
    assert Plan.objects.count() == 2


def test_folders_have_passwords_of_their_own(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        council.open_to_visitors(tmp_path / name)
    one, other = ((tmp_path / name / "demonstration-password").read_text() for name in ("one", "other"))
    assert one != other
    assert Person.objects.get(email="director@example.gov.uk").check_password(other)


def test_example_is_not_mixed_with_the_records_of_a_council(tmp_path: Path) -> None:
    Person.objects.create_user("ada.stone@council.example", name="Ada Stone")
    with pytest.raises(NotPossible, match="holds the records of a council"):
        council.open_to_visitors(tmp_path)
    assert not Plan.objects.exists()


def test_council_is_not_run_on_the_examples_accounts(tmp_path: Path) -> None:
    council.refuse_outside_demonstration()
    council.open_to_visitors(tmp_path)
    with pytest.raises(NotPossible, match="whose accounts anybody may use"):
        council.refuse_outside_demonstration()


def test_first_quarter_is_tabled_and_the_second_half_answered(tmp_path: Path) -> None:
    council.open_to_visitors(tmp_path)
    first, second = Round.objects.order_by("number")
    assert (first.title, second.title) == ("Quarter 1 2021/22", "Quarter 2 2021/22")
    assert set(Update.objects.filter(part_of__round=first).values_list("state", flat=True)) == {UpdateState.LOCKED}
    papers = Edition.objects.filter(round=first).order_by("kind").values_list("kind", "number", "tabled_on")
    assert list(papers) == [
        ("departmental quarterly monitoring report", 1, date(2021, 9, 6)),
        ("priority-based report", 1, date(2021, 9, 6)),
    ]
    assert first.returns.get().declared_post == "Operational Director, Children and Families"
    states = Counter(Update.objects.filter(part_of__round=second).values_list("state", flat=True))
    assert states == {"not started": 25, "approved": 20, "submitted": 19, "sent back": 1, "draft": 1}
    assert second.officers_by > timezone.localdate()
    hers = Update.objects.filter(part_of__round=second, measure__owner__title="Education Welfare Manager")
    assert {one.state for one in hers} == {UpdateState.NOT_STARTED}
