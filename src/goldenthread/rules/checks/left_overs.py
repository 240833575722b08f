"""Checks on what is left over in the text: stray characters, doubled words, misspelt names (family TXT)."""

from __future__ import annotations

from goldenthread.rules.checks.catalogue import Check

CHECKS: tuple[Check, ...] = ()
