"""Checks on the lights of progress and the arrows of travel (family PRG)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
