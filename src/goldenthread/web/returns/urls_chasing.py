"""Addresses of chasing."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.returns.views import chasing

urlpatterns = [
    path("rounds/<int:pk>/completeness/", chasing.round_completeness, name="round_completeness"),
    path("rounds/<int:pk>/nudge/", chasing.round_nudge, name="round_nudge"),
    path("rounds/<int:pk>/messages/", chasing.round_messages, name="round_messages"),
    path("messages/<int:pk>/again/", chasing.message_again, name="message_again"),
]
