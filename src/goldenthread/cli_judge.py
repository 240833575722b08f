"""The work behind `goldenthread judge`: which rules, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goldenthread.cli_run import Manner, read_paper
from goldenthread.cli_summary import count_of, listed
from goldenthread.files import NotPossible
from goldenthread.model.plan import Verdict
from goldenthread.model.report import Report
from goldenthread.rules.judge import judge
from goldenthread.rules.rule_sets import PRESETS, NotRules, Rules, rules_from_json, rules_named


@dataclass(frozen=True)
class Judge:
    """Works out the lights and arrows of one report after another, by the same rules and against the same papers."""

    rules: Rules
    last_year: Report | None = None
    previous: Report | None = None

    def __call__(self, report: Report) -> tuple[Report, list[str]]:
        """The report with what was worked out, and sentences that say how much that was and why not more."""
        judged = judge(report, self.rules, self.last_year, self.previous)
        lights = [line.progress.computed for line in judged.measures]
        arrows = [line.travel.computed for line in judged.measures]
        return judged, [*_came_of("light", lights), *_came_of("arrow", arrows)]


def judge_by(name: str, last_year: Path | None, previous: Path | None) -> Judge:
    """A Judge by the rules of that name or file. NotPossible where there are none, or an earlier paper cannot be read."""
    manner = Manner()
    return Judge(
        rules=_rules(name),
        last_year=read_paper(last_year, manner).report if last_year else None,
        previous=read_paper(previous, manner).report if previous else None,
    )


def _rules(name: str) -> Rules:
    path = Path(name)
    try:
        if name in PRESETS or path.suffix.lower() != ".json":
            return rules_named(name)
        return rules_from_json(path.read_text(encoding="utf-8-sig"))
    except NotRules as error:
        raise NotPossible(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise NotPossible(f"The rules in “{name}” could not be read. Check the name and the folder.") from error


def _came_of(word: str, verdicts: list[Verdict | None]) -> Iterator[str]:
    """How many could be worked out, and the reasons for the rest, the commonest first."""
    reached = [verdict for verdict in verdicts if verdict and (verdict.light or verdict.arrow)]
    left = Counter(verdict.reason.words for verdict in verdicts if verdict and verdict.reason)
    if not verdicts:
        return
    why = listed([f"{reason} ({number:,})" for reason, number in left.most_common()]) if left else ""
    rest = f" The others have none, with the reason: {why}." if why else ""
    yield f"Worked out {count_of(len(reached), word)} for {count_of(len(verdicts), 'measure')}.{rest}"
