"""The page that rolls a plan forward."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.web.plans.rolling import views

urlpatterns: list[URLPattern] = [path("plans/<int:pk>/roll-forward/", views.plan_roll, name="plan_roll")]
