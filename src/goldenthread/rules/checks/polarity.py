"""Checks on polarity and basis: which way is good, and what window a figure covers (family POL)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
