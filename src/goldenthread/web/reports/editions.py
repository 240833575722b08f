"""The report that an edition holds, read from its own text and from nothing else: what was tabled prints again, identical."""

from __future__ import annotations

from hashlib import sha256

from goldenthread.model.report import NotAReport, Report, report_from_json
from goldenthread.web.plans.errors import Refused
from goldenthread.web.reports.models import Edition


class Tampered(Refused):
    """The text of an edition is not what was frozen."""


def fingerprint(text: str) -> str:
    """The SHA-256 of a report's text."""
    return sha256(text.encode()).hexdigest()


def report_in(edition: Edition) -> Report:
    """The report as it was tabled. Tampered where its text does not have the fingerprint that was taken when it was frozen."""
    if fingerprint(edition.report) != edition.sha256:
        raise Tampered(_not_as_frozen(edition))
    try:
        return report_from_json(edition.report)
    except NotAReport as error:
        raise Tampered(f"{_not_as_frozen(edition)} {error}") from error


def _not_as_frozen(edition: Edition) -> str:
    return (
        f"{edition} cannot be shown: its text is not the one that was frozen on {edition.frozen_at:%-d %B %Y}. Somebody has "
        "changed the database past this application. Tell the administrator, who can bring back the edition from a backup."
    )
