"""The pages of the look: the home page."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.look import views

urlpatterns = [path("", views.home, name="home")]
