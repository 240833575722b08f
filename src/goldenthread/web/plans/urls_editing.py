"""The pages to change a plan."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.plans.views import editing_targets

urlpatterns = [
    path("measures/<int:pk>/targets/add/", editing_targets.target_add, name="target_add"),
    path("targets/<int:pk>/change/", editing_targets.target_change, name="target_change"),
    path("targets/<int:pk>/delete/", editing_targets.target_delete, name="target_delete"),
]
