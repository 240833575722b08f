"""Checks on figures: percentages that do not follow, parts that do not sum, sizes that cannot be (family NUM)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
