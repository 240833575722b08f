"""What the checks find in one update: the library's on a paper of this line alone, and those that need the record.

What the officer can put right here is said here. What stands in the plan (title, target, due date, last year's figure) is said
on the plan's own page, and what only a whole paper can show (numbering, keys, sections) when the paper is assembled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from goldenthread.model.figures import Role
from goldenthread.model.plan import MeasureLine, MilestoneLine
from goldenthread.model.report import Objective, Report, ReportKind
from goldenthread.rules import checks
from goldenthread.rules.checks import Finding
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.lines import line_of
from goldenthread.web.returns.models import Answer
from goldenthread.web.returns.unusual import unusual
from goldenthread.web.returns.written import Written

_OF_A_WHOLE_PAPER: Final = (
    "REF01", "REF02", "REF03", "REF04", "REF05", "REF06", "REF07", "REF08", "REF09",  # references beside one another
    "REF10", "REF11", "REF12", "REF13",  # what the text points to stands elsewhere in the paper
    "REF16", "REF17", "REF18", "REF19",  # objectives and numbers of sections
    "OFF01", "OFF02", "OFF03", "OFF04", "OFF05",  # the key of officers
    "FIN",  # budget statements
    "PRG02", "PRG11", "PRG12", "PRG13",  # the key of lights
    "TXT13", "TXT14", "TXT15", "TXT16",  # the council's name, and spellings beside one another
)  # fmt: skip
"""Checks that have nothing to look at in a paper of one line, or would take the rest of the paper for missing."""
_OF_THE_PLAN: Final = (
    "TGT0", "TGT10", "TGT11", "TGT12", "TGT13", "TGT14", "TGT15", "TGT16", "TGT17", "TGT18", "TGT2",
    "POL01", "POL02", "POL03", "POL04", "POL05", "POL09", "POL10",
    "DUE01", "DUE02", "DUE03", "DUE05", "DUE07", "DUE08",
)  # fmt: skip
"""Checks of what the plan says, which no officer changes in an update."""
_ASKED_ANYWAY: Final = ("COM01", "PRG01", "PRG03", "OFF07", "OFF08", "OFF09", "PRG08", "PRG09", "PRG14", "PRG17")
"""What the form asks for when it is sent, and what is worked out: nobody types an arrow here, or signs a commentary."""
_IGNORED: Final = (*_OF_A_WHOLE_PAPER, *_OF_THE_PLAN, *_ASKED_ANYWAY)
_SAID_NO_CHANGE: Final = ("COM02", "NUM23", "NUM24")
"""That words and figure are last quarter's is what “no change” says."""
_EXPLAINED_DIFFERENCE: Final = ("PRG04",)
"""Why the judged light is not the computed one has a box of its own."""
_OF_THE_UPDATE: Final = ("commentary", "action", "progress")
"""The parts of a line that an update says, besides its columns of now."""
_NOW: Final = (Role.CURRENT, Role.PROGRESS)

_REMEDIES: Final = {
    "COM02": "Say what happened this quarter; if nothing did, say that, or choose “No change”.",
    "COM04": "Say what is known now: what was done, what is late and why, and when there will be more.",
    "COM08": "Finish the sentence.",
    "COM12": "See which is right, and change the other.",
    "COM13": "Choose the light that you mean, or put the words right.",
    "PRG04": "Check the figure and the light; if both are right, say why they differ.",
    "TXT09": "Finish the text.",
}
"""Remedies that the catalogue words for an editor, as said to the officer who writes."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in an update. `key` changes with what was found, so that it is asked anew; `explained` is the officer's
    reason why it stands, "" for none."""

    key: str
    check: str
    severity: str
    says: str
    remedy: str
    part: str
    explained: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """As plain data, without the explanation, which has a row of its own."""
        return {
            "key": self.key,
            "check": self.check,
            "severity": self.severity,
            "says": self.says,
            "remedy": self.remedy,
            "part": self.part,
        }

    @classmethod
    def from_kept(cls, data: Mapping[str, Any], explained: Mapping[str, str]) -> Found:
        """The finding from its plain data, with its explanation where there is one."""
        return cls(**data, explained=explained.get(data["key"], ""))


def findings_of(
    gathered: Gathered,
    written: Written | None,
    line: MeasureLine | MilestoneLine,
    explained: Mapping[str, str],
) -> tuple[Found, ...]:
    """What is found in the judged line, in the order of the line."""
    said = written or gathered.update
    ignored = [*_IGNORED]
    if said.answer == Answer.NO_CHANGE:
        ignored += _SAID_NO_CHANGE
    if said.difference.strip():
        ignored += _EXPLAINED_DIFFERENCE
    before = gathered.before
    paper = _paper(gathered, line)
    previous = _paper(before, line_of(before)) if before else None
    found = checks.run(paper, previous=previous, ignore=ignored)
    ours = [one for one in found if _is_of_the_update(one, line)]
    return tuple(_found(one, explained) for one in (*ours, *unusual(gathered, line)))


def _paper(gathered: Gathered, line: MeasureLine | MilestoneLine) -> Report:
    """A paper of one line: under its own reference and title, so that the checks know it again in that of last quarter."""
    objective = gathered.line.objective
    section = Objective(ref=objective.ref, title=objective.title, lines=(line,))
    return Report(kind=ReportKind.PRIORITY, period=gathered.observed, sections=(section,))


def _is_of_the_update(finding: Finding, line: MeasureLine | MilestoneLine) -> bool:
    """Whether it speaks of something that the officer says in this update."""
    place = finding.place
    parts = {*_OF_THE_UPDATE, *(cell.column.full_heading for cell in line.cells if cell.column.role in _NOW)}
    return (place.ref, place.title) == (line.ref, line.title) and place.part in parts


def _found(finding: Finding, explained: Mapping[str, str]) -> Found:
    key = key_of(finding)
    return Found(
        key=key,
        check=finding.code,
        severity=finding.severity.value,
        says=finding.says,
        remedy=_REMEDIES.get(finding.code, finding.remedy),
        part=finding.place.part,
        explained=explained.get(key, ""),
    )


def key_of(finding: Finding) -> str:
    """The same for the same finding in the same words, and another for another: 40 hexadecimal digits."""
    said = "\n".join((finding.code, finding.place.part, finding.says, finding.quote))
    return sha256(said.encode()).hexdigest()[:40]
