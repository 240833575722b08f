"""The pages to change a plan."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.plans.views import (
    editing_around,
    editing_definitions,
    editing_figures,
    editing_lines,
    editing_objectives,
    editing_plans,
    editing_targets,
)

urlpatterns = [
    path("plans/add/", editing_plans.plan_add, name="plan_add"),
    path("plans/<int:pk>/change/", editing_plans.plan_change, name="plan_change"),
    path("plans/<int:pk>/life/<str:action>/", editing_plans.plan_life, name="plan_life"),
    path("plans/<int:pk>/delete/", editing_plans.plan_delete, name="plan_delete"),
    path("plans/<int:pk>/objectives/add/", editing_objectives.objective_add, name="objective_add"),
    path("objectives/<int:pk>/change/", editing_objectives.objective_change, name="objective_change"),
    path("objectives/<int:pk>/delete/", editing_objectives.objective_delete, name="objective_delete"),
    path("objectives/<int:pk>/measures/add/", editing_lines.measure_add, name="measure_add"),
    path("measures/<int:pk>/change/", editing_lines.measure_change, name="measure_change"),
    path("measures/<int:pk>/delete/", editing_lines.measure_delete, name="measure_delete"),
    path("measures/<int:pk>/shares/", editing_lines.measure_shares, name="measure_shares"),
    path("measures/<int:pk>/targets/add/", editing_targets.target_add, name="target_add"),
    path("targets/<int:pk>/change/", editing_targets.target_change, name="target_change"),
    path("targets/<int:pk>/delete/", editing_targets.target_delete, name="target_delete"),
    path("measures/<int:pk>/definition/", editing_definitions.definition_change, name="definition_change"),
    path("measures/<int:pk>/baselines/add/", editing_figures.baseline_add, name="baseline_add"),
    path("baselines/<int:pk>/change/", editing_figures.baseline_change, name="baseline_change"),
    path("measures/<int:pk>/figures/add/", editing_figures.figure_add, name="figure_add"),
    path("figures/<int:pk>/change/", editing_figures.figure_change, name="figure_change"),
    path("objectives/<int:pk>/milestones/add/", editing_lines.milestone_add, name="milestone_add"),
    path("milestones/<int:pk>/change/", editing_lines.milestone_change, name="milestone_change"),
    path("milestones/<int:pk>/delete/", editing_lines.milestone_delete, name="milestone_delete"),
    path("milestones/<int:pk>/shares/", editing_lines.milestone_shares, name="milestone_shares"),
    path("priorities/add/", editing_around.priority_add, name="priority_add"),
    path("priorities/<int:pk>/change/", editing_around.priority_change, name="priority_change"),
    path("priorities/<int:pk>/delete/", editing_around.priority_delete, name="priority_delete"),
    path("plans/<int:pk>/strategic-issues/add/", editing_around.issue_add, name="issue_add"),
    path("strategic-issues/<int:pk>/change/", editing_around.issue_change, name="issue_change"),
    path("strategic-issues/<int:pk>/delete/", editing_around.issue_delete, name="issue_delete"),
]
