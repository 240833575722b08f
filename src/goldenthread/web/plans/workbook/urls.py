"""The pages to change a plan by its workbook."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.web.plans.workbook import views

urlpatterns: list[URLPattern] = [
    path("plans/<int:pk>/workbook/", views.plan_workbook, name="plan_workbook"),
    path("plans/<int:pk>/workbook/upload/", views.plan_workbook_upload, name="plan_workbook_upload"),
    path("plans/<int:pk>/workbook/differences/", views.plan_workbook_differences, name="plan_workbook_differences"),
]
