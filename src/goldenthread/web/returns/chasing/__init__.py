"""Who is written to about a round, when and why: each message at most once (docs/chasing.md)."""
