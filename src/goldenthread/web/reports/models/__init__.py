"""The rows of reports, by noun."""

from __future__ import annotations

from goldenthread.web.reports.models.editions import Edition, EditionUpdate

__all__ = ["Edition", "EditionUpdate"]
