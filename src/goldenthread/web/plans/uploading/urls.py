"""The pages of uploaded papers."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.plans.uploading import settling_views, views

urlpatterns = [
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/add/", views.upload_add, name="upload_add"),
    path("uploads/<int:pk>/", views.upload, name="upload"),
    path("uploads/<int:pk>/file/", views.upload_file, name="upload_file"),
    path("uploads/<int:pk>/remove/", views.upload_remove, name="upload_remove"),
    path("uploads/<int:pk>/understood/", views.upload_understood, name="upload_understood"),
    path("uploads/<int:pk>/confirm/", views.upload_confirm, name="upload_confirm"),
    path("uploads/<int:pk>/plan/", settling_views.upload_plan, name="upload_plan"),
    path("uploads/<int:pk>/priorities/", settling_views.upload_priorities, name="upload_priorities"),
    path("uploads/<int:pk>/owners/", settling_views.upload_owners, name="upload_owners"),
    path("uploads/<int:pk>/measures/", settling_views.upload_measures, name="upload_measures"),
    path("uploads/<int:pk>/measures/<int:number>/", settling_views.upload_measure, name="upload_measure"),
    path("uploads/<int:pk>/left-over/", settling_views.upload_left_over, name="upload_left_over"),
]
