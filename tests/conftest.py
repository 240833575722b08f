"""How the tests run: one quick, repeatable hypothesis profile by default, a longer search with HYPOTHESIS_PROFILE=long."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from goldenthread import cli
from tests.command import Ran, Run

# No deadline: a shared or cold machine must not turn a slow example into a failure. Derandomised, so that a red build is
# red again on the next machine; a search for new examples is asked for by name.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("long", max_examples=1000, deadline=None, derandomize=False, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Calls `goldenthread` with these words."""
    monkeypatch.delenv("GOLDENTHREAD_TRACEBACK", raising=False)

    def call(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["goldenthread", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    return call


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured ("table" properties), whether they passed or not."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    tables = sorted(str(value) for report in reports for name, value in report.user_properties if name == "table")
    if tables:
        terminalreporter.section("measured")
        for table in tables:
            terminalreporter.write_line(table)
