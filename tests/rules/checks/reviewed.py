"""What people judged of the findings on the published papers, kept without the papers' words: a key for each finding.

A finding's key is its code, its place by number or reference, and the digits that it shows; so a better wording of a
check leaves the verdict standing, and another figure asks for a new one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from goldenthread.rules.checks import Finding

FOLDER = Path(__file__).parent / "verdicts"


class Verdict(NamedTuple):
    """Whether a finding is true: a performance officer would mend or look at what it names. `why` where it is not."""

    true: bool
    why: str = ""


def keys(findings: Sequence[Finding]) -> list[str]:
    """A key for each finding, with a number where two would have the same."""
    seen: dict[str, int] = {}
    made = []
    for finding in findings:
        key = _key(finding)
        seen[key] = seen.get(key, 0) + 1
        made.append(key if seen[key] == 1 else f"{key} #{seen[key]}")
    return made


def _key(finding: Finding) -> str:
    place = finding.place
    section = re.match(r"[\w.]*\d[\w.]*|", place.section)
    where = place.ref or (section[0] if section else "") or f"at {place.order}"
    second = f"({place.occurrence})" if place.occurrence > 1 else ""
    part = place.part if place.part in ("title", "commentary", "action") else ""
    digits = " ".join(re.findall(r"\d[\d,.]*\d|\d", finding.says)[:8])
    return " ".join(word for word in (finding.code, where + second, part, f"[{digits}]" if digits else "") if word)


def verdicts_of(paper: str) -> dict[str, Verdict]:
    """The verdicts on the findings of that paper, by key."""
    path = FOLDER / f"{paper}.json"
    if not path.exists():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {key: Verdict(true=not why, why=why) for key, why in data.items()}
