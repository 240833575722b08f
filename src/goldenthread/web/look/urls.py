"""The pages of the look: the council's style, the accessibility statement."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.look import views

urlpatterns = [
    path("brand.css", views.brand, name="brand"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
