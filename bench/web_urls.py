"""The application's addresses, and `/bare/`: one query, and its answer in one line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from goldenthread.web.plans.models import Measure
from goldenthread.web.urls import urlpatterns as application


def bare(request: HttpRequest) -> HttpResponse:
    """The title of the first measure."""
    measure = Measure.objects.order_by("pk")[:1].get()
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{measure.ref}</p>")


urlpatterns = [path("bare/", bare), *application]
