"""What the documents say of roles, states and kinds of file is what the application knows."""

from __future__ import annotations

from pathlib import Path

from goldenthread.web.accounts.models import Role
from goldenthread.web.plans.life import BUTTONS
from goldenthread.web.plans.models import PlanState
from goldenthread.web.plans.uploading.receiving import ACCEPTED
from goldenthread.web.returns.models import SectionKind

DOCS = Path(__file__).parents[2] / "docs"


def test_every_role_is_explained() -> None:
    page = (DOCS / "accounts.md").read_text(encoding="utf-8")
    assert [role.value for role in Role if f"| {role.value} |" not in page] == []


def test_every_state_of_a_plan_and_what_leads_on_is_explained() -> None:
    page = (DOCS / "plans.md").read_text(encoding="utf-8").lower()
    assert [state.value for state in PlanState if state.value not in page] == []
    assert [words for words in BUTTONS.values() if words.lower() not in page] == []


def test_the_page_on_papers_names_every_role_and_section() -> None:
    page = (DOCS / "papers.md").read_text(encoding="utf-8")
    assert [role.value for role in Role if f"| {role.value} |" not in page] == []
    assert [kind.value for kind in SectionKind if kind.value not in page] == []


def test_every_kind_of_file_that_may_be_uploaded_is_named() -> None:
    page = (DOCS / "starting.md").read_text(encoding="utf-8")
    assert [ending for ending in sorted(ACCEPTED) if ending not in page] == []
