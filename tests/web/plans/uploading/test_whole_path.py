"""From a council's paper to the rows of its plan, by the pages that a person uses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.models import Figure, Plan, Upload, UploadState
from goldenthread.web.plans.uploading.jobs import read_waiting
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.uploading.papers import example, write


def upload(client: StrictClient, cast: Cast, path: Path) -> Upload:
    """Sends the file, and has the job read it."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    sent = client.post("/uploads/add/", {"directorate": cast.directorates["People"].pk, "file": file})
    assert sent.status_code == 302, sent.content.decode()
    row = Upload.objects.get()
    assert row.state == UploadState.WAITING
    read_waiting(row.pk)
    row.refresh_from_db()
    assert row.state == UploadState.READ, row.trouble
    return row


def marks(client: StrictClient, address: str) -> dict[str, str]:
    """The hidden field that says which answers the person saw."""
    text = client.get(address).content.decode()
    start = text.index('name="seen" value="') + len('name="seen" value="')
    return {"seen": text[start : text.index('"', start)]}


def settle_as_proposed(client: StrictClient, row: Upload, *, owners: str = "nobody") -> None:
    """Goes through the tasks and accepts what is proposed."""
    at = f"/uploads/{row.pk}/"
    page = client.get(f"{at}plan/").context["form"]
    plan = {name: page[name].value() for name in page.fields}
    assert client.post(f"{at}plan/", plan | marks(client, f"{at}plan/")).status_code == 302
    page = client.get(f"{at}priorities/").context["form"]
    ticked = {name: list(page[name].value()) for name in page.fields}
    assert client.post(f"{at}priorities/", ticked | marks(client, f"{at}priorities/")).status_code == 302
    page = client.get(f"{at}owners/").context["form"]
    if page.names:
        given: dict[str, Any] = {name: page[name].value() or "" for name in page.fields}
        for number in range(len(page.names)):
            given[f"post-{number}"] = given[f"post-{number}"] or owners
            given[f"title-{number}"] = given[f"title-{number}"] or f"Post {number}"
        assert client.post(f"{at}owners/", given | marks(client, f"{at}owners/")).status_code == 302
    rows = client.get(f"{at}measures/").context["rows"]
    accept = [str(one.number) for one in rows]
    weak = [str(one.number) for one in rows if one.weak]
    accepted = {"accept": accept, "weak": weak, "years": "on"} | marks(client, f"{at}measures/")
    assert client.post(f"{at}measures/", accepted).status_code == 302
    assert client.post(f"{at}left-over/", marks(client, f"{at}left-over/")).status_code == 302


def confirm(client: StrictClient, row: Upload) -> Plan:
    at = f"/uploads/{row.pk}/confirm/"
    answer = client.post(at, marks(client, at))
    assert answer.status_code == 302, answer.content.decode()
    row.refresh_from_db()
    assert row.plan is not None
    return row.plan


TARGETS_OF_THE_EXAMPLE = 38


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".xlsx", ".json"])
def test_example_plan_in_every_format_becomes_the_same_plan(
    ending: str, tmp_path: Path, cast: Cast, sign_in: SignIn
) -> None:
    report = example()
    path = tmp_path / f"plan{ending}"
    write(report, path)
    client = sign_in("performance officer")
    row = upload(client, cast, path)
    settle_as_proposed(client, row)
    assert not Plan.objects.exists()
    plan = confirm(client, row)
    assert (plan.first_year, plan.title) == (2021, report.title or plan.title)
    assert (plan.objectives.count(), plan.measures.count(), plan.milestones.count()) == (6, 38, 28)
    attendance = plan.measures.get(ref="PED01 02")
    assert attendance.definition.unit == "percent"
    assert [(one.year, one.low) for one in attendance.targets.all() if one.low] == [(2021, Decimal(95))]
    assert Figure.objects.filter(series=attendance.series, period_start="2019-04-01").count() == 1


def test_nothing_is_written_before_confirming(tmp_path: Path, cast: Cast, sign_in: SignIn) -> None:
    """Every table of the plan stays as it was until the last press (ADR 0019)."""
    path = tmp_path / "plan.docx"
    write(example(), path)
    client = sign_in("performance officer")
    row = upload(client, cast, path)
    before = counts()
    settle_as_proposed(client, row, owners="new")
    assert counts() == before
    confirm(client, row)
    after = counts()
    assert after["Plan"] == before["Plan"] + 1
    assert after["Measure"] == 38


def counts() -> dict[str, int]:
    """How many rows each table of the plan, and of posts, has."""
    rows: list[type[Model]] = [*apps.get_app_config("plans").get_models(), Post]
    kept = [model for model in rows if model is not Upload and not model.__name__.endswith("Event")]
    return {model.__name__: model._default_manager.count() for model in kept}
