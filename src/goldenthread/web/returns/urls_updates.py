"""The addresses of one update."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.returns.views import update_typing, updates

urlpatterns = [
    path("updates/<int:pk>/", updates.update, name="update"),
    path("updates/<int:pk>/look/", update_typing.update_look, name="update_look"),
    path("updates/<int:pk>/draft/", update_typing.update_draft, name="update_draft"),
    path("updates/<int:pk>/answer/<slug:answer>/", updates.update_answer, name="update_answer"),
]
