"""Checks on periods: title, introduction, headings and figures must be of one quarter (family PER)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
