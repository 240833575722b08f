"""The pages of updates by workbook."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.web.returns.workbook import views

_AT = "rounds/<int:pk>/workbook/"

urlpatterns: list[URLPattern] = [
    path(_AT, views.updates_workbook, name="updates_workbook"),
    path(f"{_AT}download/", views.updates_workbook_download, name="updates_workbook_download"),
    path(f"{_AT}send/", views.updates_workbook_send, name="updates_workbook_send"),
    path(f"{_AT}differences/", views.updates_workbook_differences, name="updates_workbook_differences"),
    path(f"{_AT}set-aside/", views.updates_workbook_set_aside, name="updates_workbook_set_aside"),
]
