"""The plan as a file: each format that the library writes, from the rows as they are now."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.assemble import report_of
from goldenthread.web.plans.files import as_file, format_named
from goldenthread.web.plans.models import Plan

_LONGEST_NAME: Final = 80


@require_safe
def plan_download(request: PersonRequest, pk: int, format: str) -> HttpResponse:
    """The plan in one format, as a file named after its title and year. 404 for a format that there is not."""
    plan = access.plan_for(request, pk)
    to = format_named(format)
    published_only = not access.follows_plan(reach(request), plan)
    return as_file(report_of(plan, council=settings.COUNCIL, published_only=published_only), to, file_stem(plan))


def file_stem(plan: Plan) -> str:
    """ "business-plan-2021-22": the title, and the year where the title does not say it already."""
    year = f"{plan.first_year}-{(plan.first_year + 1) % 100:02}"
    stem = slugify(plan.title.replace("/", "-"))[:_LONGEST_NAME].strip("-") or "plan"
    return stem if year in stem else f"{stem}-{year}"
