"""`python -m goldenthread`: the command line."""

from __future__ import annotations

from goldenthread.cli import main

main()
