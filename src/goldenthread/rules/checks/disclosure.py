"""Checks on small counts of people (handbook chapter 2) (family SDC)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
