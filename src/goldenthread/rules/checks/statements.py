"""Checks on budget statements (handbook 8.4) (family FIN)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
