"""The page of jobs."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.jobs import views

urlpatterns = [path("health/", views.health, name="health")]
