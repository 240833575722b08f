"""The pages of the look: home, the council's style, the accessibility statement."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.look import views

urlpatterns = [
    path("", views.home, name="home"),
    path("brand.css", views.brand, name="brand"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
