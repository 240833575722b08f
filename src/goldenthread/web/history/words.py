"""How the history writes a value: empties in words, texts in quotes, days and times as people say them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

NOT_STATED: Final = "not stated"
LONGEST: Final = 90
_LONDON: Final = ZoneInfo("Europe/London")
_FEW_WORDS: Final = 24


def shown(value: Any, choices: Mapping[Any, str] | None = None) -> str:
    """A value for a sentence."""
    match value:
        case None | "" | [] | {}:
            return NOT_STATED
        case bool():
            return "yes" if value else "no"
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Decimal():
            return number(value)
        case int():
            return str(value)
        case list():
            return ", ".join(shown(one, choices) for one in value)
        case _ if choices:
            return str(choices.get(value, value)).lower()
        case _:
            return f"“{' '.join(str(value).split())}”"


def number(value: Decimal) -> str:
    """A number without the noughts that only its column gave it: 95.000000 is 95."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(value: date) -> str:
    """5 May 2021."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """10 May 2021 at 9.30am, as it was in London."""
    local = value.astimezone(_LONDON)
    return f"{day(local)} at {local.hour % 12 or 12}.{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def london_day(value: datetime) -> date:
    """The day that it was in London."""
    return value.astimezone(_LONDON).date()


def year(value: int) -> str:
    """A financial year as councils print it: 2021 is 2021/22."""
    return f"{value}/{(value + 1) % 100:02}"


def shortened(text: str, most: int = LONGEST) -> str:
    """The text, cut between words where it is longer than a sentence can bear."""
    if len(text) <= most:
        return text
    quoted = text.startswith("“")
    return f"{text[:most].rsplit(' ', 1)[0].rstrip(',;:.')}…{'”' if quoted else ''}"


def what_changed(before: str, after: str) -> tuple[str, str]:
    """Two texts, each cut down to where they differ, with a few words around it, if either is long."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    if NOT_STATED in (before, after):
        return shortened(before), shortened(after)
    old, new = re.findall(r"\S+\s*", before.strip("“”")), re.findall(r"\S+\s*", after.strip("“”"))
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    return _cut(old, start, end), _cut(new, start, end)


def _same(one: list[str], other: list[str]) -> int:
    """With how many words both begin alike."""
    alike = 0
    for left, right in zip(one, other, strict=False):
        if left.strip() != right.strip():
            break
        alike += 1
    return alike


def _cut(words: list[str], start: int, end: int) -> str:
    """The words that differ, at most so many, with three around them on each side."""
    first, last = max(0, start - 3), min(len(words), len(words) - end + 3)
    kept = words[first:last]
    if len(kept) > _FEW_WORDS:
        kept = [*kept[: _FEW_WORDS // 2], "… ", *kept[-_FEW_WORDS // 2 :]]
    text = "".join(kept).strip()
    return f"“{'…' if first else ''}{text}{'…' if last < len(words) else ''}”"
