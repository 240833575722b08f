"""Rounds, and the quarter's updates: made, sent back and approved (docs/rounds.md, docs/updates.md)."""
