"""The addresses of evidence files."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.returns.views import evidence

urlpatterns = [
    path("updates/<int:pk>/evidence/", evidence.evidence_add, name="evidence_add"),
    path("updates/<int:pk>/evidence/<int:evidence>/remove/", evidence.evidence_remove, name="evidence_remove"),
    path("evidence/<int:pk>/", evidence.evidence, name="evidence"),
]
