"""Checks on officers: who answers, and whether the key says who they are (family OFF)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
