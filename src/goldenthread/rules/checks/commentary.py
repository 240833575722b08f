"""Checks on commentary: missing, repeated, or at odds with its line's figures (family COM)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
