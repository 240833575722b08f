"""What the dates say of a milestone: past its date and not complete, it cannot be green (R4.12); the rest is for its officer.

of_milestone(line, as_at, rules=DEFAULT) -> Verdict        `as_at` is the last day of the report's period
"""

from __future__ import annotations

import datetime as dt
import re

from goldenthread.model.figures import Role
from goldenthread.model.plan import AnyLine, Light, MilestoneLine, Reason, Verdict
from goldenthread.model.text import plain
from goldenthread.rules.current import refuse_paused
from goldenthread.rules.rule_sets import DEFAULT, Rules
from goldenthread.rules.verdicts import NoVerdict, given, light_verdict, not_rated

_DONE = re.compile(
    r"(?:now |fully )?(?:complete|completed|achieved|delivered|done|finished|closed)\b(?! by| in 20).*", re.IGNORECASE
)
_SAYS_DONE = re.compile(r"\b(?:complete|completed|achieved|delivered|finished|concluded|launched)\b", re.IGNORECASE)


def is_done(line: AnyLine) -> bool:
    """Whether the paper's own word for the progress of a line is that it is complete."""
    cell = line.cell(Role.PROGRESS)
    return bool(cell and _DONE.fullmatch(cell.original))


def of_milestone(line: MilestoneLine, as_at: dt.date | None, rules: Rules = DEFAULT) -> Verdict:
    """What the dates say of a milestone: past its date and not complete, it cannot be green (R4.12).

    Whether work that is still in time is on course is for its officer to judge; no rule can see it.
    """
    due = line.due
    inputs = (given("due", due.original if due else ""), given("as at", as_at.isoformat() if as_at else ""))
    if is_done(line):
        word = line.cell(Role.PROGRESS)
        said = word.original if word else ""
        return light_verdict(Light.GREEN, f"the paper says “{said}”", rules, inputs)
    try:
        working = _overdue(line, as_at)
    except NoVerdict as why:
        return not_rated(why, rules, inputs)
    return light_verdict(Light.RED, working, rules, inputs)


def _overdue(line: MilestoneLine, as_at: dt.date | None) -> str:
    due = line.due
    refuse_paused(line)
    if due is None or due.period is None or as_at is None:
        raise NoVerdict(Reason.JUDGED_BY_OFFICER, "without a date there is nothing to work out")
    if due.period.end >= as_at:
        raise NoVerdict(Reason.JUDGED_BY_OFFICER, f"it is due {_by(due.original)}, and there is still time")
    words = " ".join(plain(block) for block in line.commentary.blocks) if line.commentary else ""
    if line.progress.judged is Light.GREEN or _SAYS_DONE.search(words):
        raise NoVerdict(
            Reason.COMPLETION_NOT_STATED,
            f"it was due {_by(due.original)}, and the paper gives no date on which it was completed",
        )
    return f"it was due {_by(due.original)}, before the end of the period, and is not said to be complete"


def _by(due: str) -> str:
    """ "by March 2021", for whatever the paper prints as the date."""
    return due if due.lower().startswith(("by ", "before ", "end of ")) else f"by {due}"
