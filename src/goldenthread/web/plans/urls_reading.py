"""The pages to read a plan."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.plans.views import checking, downloads, log, reading, reading_lines, reading_priorities

urlpatterns = [
    path("plans/", reading.plans, name="plans"),
    path("plans/<int:pk>/", reading.plan, name="plan"),
    path("plans/<int:pk>/check/", checking.plan_check, name="plan_check"),
    path("plans/<int:pk>/download/<str:format>/", downloads.plan_download, name="plan_download"),
    path("plans/<int:pk>/comments/", reading.plan_comment, name="plan_comment"),
    path("measures/<int:pk>/", reading_lines.measure, name="measure"),
    path("milestones/<int:pk>/", reading_lines.milestone, name="milestone"),
    path("history/plans/<int:pk>/log/", log.plan_log, name="plan_log"),
    path("priorities/", reading_priorities.priorities, name="priorities"),
    path("priorities/<int:pk>/", reading_priorities.priority, name="priority"),
]
