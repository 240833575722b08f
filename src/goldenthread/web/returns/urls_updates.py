"""The addresses of one update."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.returns.views import updates

urlpatterns = [
    path("updates/<int:pk>/", updates.update, name="update"),
    path("updates/<int:pk>/look/", updates.update_look, name="update_look"),
    path("updates/<int:pk>/draft/", updates.update_draft, name="update_draft"),
    path("updates/<int:pk>/answer/<slug:answer>/", updates.update_answer, name="update_answer"),
]
