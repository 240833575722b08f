"""Whether the application is well, for a monitor: one word, or one sentence."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goldenthread.web.jobs import health as checks


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 and "well", or 503 and the reason."""
    reason = checks.trouble()
    return HttpResponse(
        f"{reason or 'well'}\n", status=503 if reason else 200, content_type="text/plain; charset=utf-8"
    )
