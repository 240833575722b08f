"""Papers to upload: the library writes them, so that what stands in them is known; and how far each is taken along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from goldenthread.model.figures import Cell, Column, Figure, Role, Target, TargetKind
from goldenthread.model.periods import Period
from goldenthread.model.plan import MeasureLine, MilestoneLine
from goldenthread.model.reading import Reading
from goldenthread.model.report import Objective, Report, ReportKind, report_to_json
from goldenthread.model.wording import propose_definition
from goldenthread.readers import read
from goldenthread.web.plans.models import Upload, UploadState
from goldenthread.web.plans.uploading.passages import source_of

EXAMPLES = Path(__file__).parents[4] / "examples"
NOW = datetime(2021, 5, 10, 9, 30, tzinfo=UTC)


def measure(ref: str, title: str, *, target: str = "95", actual: str = "93.1", **fields: Any) -> MeasureLine:
    """A measure with last year's actual and this year's target, as a plan for 2021/22 prints them."""
    cells = (
        _cell(Role.LAST_ACTUAL, "20/21 Actual", 2020, actual),
        _cell(Role.TARGET, "21/22 Target", 2021, target),
    )
    return MeasureLine(ref=ref, title=title, cells=cells, definition=propose_definition(title), **fields)


def _cell(role: Role, heading: str, year: int, text: str) -> Cell:
    column = Column(heading=heading, role=role, period=Period.financial_year(year))
    figures = (Figure.model_validate({"value": text, "unit": "percent"}),)
    target = Target(kind=TargetKind.LEVEL) if role is Role.TARGET else None
    return Cell(column=column, original=f"{text}%", figures=figures, target=target)


def small_plan() -> Report:
    """A plan for 2021/22: one objective, three measures (one monitored), one milestone, two printed names."""
    lines = (
        MilestoneLine(ref="PED01a", title="Open the second family hub", responsible=("Ann Green",)),
        measure(
            "PED01 01", "Increase the percentage of pupils who attend school (snapshot)", responsible=("Ann Green",)
        ),
        measure("PED01 02", "Monitor the percentage of plans that are shared", responsible=("Head of Early Help",)),
        measure(
            "PED01 03", "Reduce the percentage of late visits (financial year cumulative)", target="8", actual="9.5"
        ),
    )
    objective = Objective(ref="PED01", title="Help families early", priorities=("Children first",), lines=lines)
    return Report(
        kind=ReportKind.BUSINESS_PLAN,
        title="Business plan for People",
        period=Period.financial_year(2021),
        sections=(objective,),
    )


def uploaded(cast: Any, report: Report | None = None, **fields: Any) -> Upload:
    """A paper that performance officer of People has uploaded and that has been read."""
    report = report or small_plan()
    reading = fields.pop("reading", None) or Reading(report=report)
    chosen: dict[str, Any] = {
        "directorate": cast.directorates["People"],
        "by": cast["performance officer"],
        "at": NOW,
        "name": "plan.json",
        "size": 5,
        "sha256": "0" * 64,
        "state": UploadState.READ,
        "reading": reading.model_dump(mode="json"),
        "passages": source_of(report, None, Path("plan.json")).model_dump(mode="json", exclude_defaults=True),
    } | fields
    upload = Upload(**chosen)
    upload.file.save("plan.json", ContentFile(b"paper"), save=False)
    upload.save()
    return upload


def write(report: Report, path: Path) -> Path:
    """The report as a file of the kind that its ending says."""
    from goldenthread.writers.docx import to_docx
    from goldenthread.writers.pdf import to_pdf
    from goldenthread.writers.workbook import to_workbook

    writers: dict[str, Callable[[Report], bytes]] = {
        ".docx": to_docx,
        ".pdf": to_pdf,
        ".xlsx": to_workbook,
        ".json": lambda one: report_to_json(one).encode(),
    }
    path.write_bytes(writers[path.suffix](report))
    return path


def example(name: str = "plan-2021-22.json") -> Report:
    """A paper of the example council."""
    return read(EXAMPLES / name).report
