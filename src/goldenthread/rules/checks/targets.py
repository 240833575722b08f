"""Checks on targets: against the plan, last quarter and last year (family TGT)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
