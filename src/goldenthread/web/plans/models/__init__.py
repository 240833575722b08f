"""The rows of the plan, by noun."""

from __future__ import annotations

from goldenthread.web.plans.models.choices import (
    MeasureKind,
    PlanState,
    RatingMethod,
    Sensitivity,
    TargetType,
    UploadState,
)
from goldenthread.web.plans.models.definitions import Component, Definition, Series
from goldenthread.web.plans.models.lines import Measure, MeasureContribution, Milestone, MilestoneContribution
from goldenthread.web.plans.models.plan import (
    Objective,
    ObjectivePriority,
    Plan,
    PlanComment,
    PlanSection,
    Priority,
    StrategicIssue,
)
from goldenthread.web.plans.models.targets import Baseline, Figure, Recorded, TabledFigure, Target
from goldenthread.web.plans.models.uploads import Upload
from goldenthread.web.plans.models.workbooks import Workbook

__all__ = [
    "Baseline",
    "Component",
    "Definition",
    "Figure",
    "Measure",
    "MeasureContribution",
    "MeasureKind",
    "Milestone",
    "MilestoneContribution",
    "Objective",
    "ObjectivePriority",
    "Plan",
    "PlanComment",
    "PlanSection",
    "PlanState",
    "Priority",
    "RatingMethod",
    "Recorded",
    "Sensitivity",
    "Series",
    "StrategicIssue",
    "TabledFigure",
    "Target",
    "TargetType",
    "Upload",
    "UploadState",
    "Workbook",
]
