"""The council's own font and colour, and the accessibility statement."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from goldenthread.web.look.brand import brand_css

STATEMENT_REVIEWED = date(2026, 11, 29)
"""When somebody last read the accessibility statement against the pages (R9.7)."""


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def brand(request: HttpRequest) -> HttpResponse:
    """The council's font and colour as a style sheet."""
    css = brand_css(settings.COUNCIL_FONT, settings.COUNCIL_COLOUR)
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (R9.7)."""
    return render(request, "look/accessibility.html", {"reviewed": STATEMENT_REVIEWED})
