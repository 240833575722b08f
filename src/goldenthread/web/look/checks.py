"""What Django checks when the application starts: the council's font and colour."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from goldenthread.web.look import brand


def check_brand(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error, with the sentence, for a font or a colour that cannot be used."""
    found = (
        ("look.E001", brand.font_problem(settings.COUNCIL_FONT)),
        ("look.E002", brand.colour_problem(settings.COUNCIL_COLOUR)),
    )
    return [checks.Error(problem, id=code) for code, problem in found if problem]
