"""The home page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.web.accounts.requests import PersonRequest


def home(request: PersonRequest) -> HttpResponse:
    """Where somebody starts."""
    return render(request, "look/home.html")
