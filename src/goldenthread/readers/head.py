"""The head of a paper: whose it is, of which kind, and of which period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from goldenthread.model import labels
from goldenthread.model.cells import fold
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.model.report import ReportKind
from goldenthread.readers.drafts import ObjectiveDraft
from goldenthread.readers.forms import plan_year
from goldenthread.readers.line_rows import Notes
from goldenthread.readers.paper import Grid, Paper, Para
from goldenthread.readers.plan_years import years_of_plan

_FACT = re.compile(
    r"^(?P<label>council|directorate|departments?|corporate priority|reporting period|period|type of report)\s*:"
    r"\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\b((?:[A-Z][\w’'-]+\s+(?:upon\s+|and\s+|of\s+)?){1,4}(?:Borough|County|City|District)\s+Council)\b"
)
_KINDS = (
    (ReportKind.PRIORITY, re.compile(r"\bpriority[- ]based\b", re.IGNORECASE)),
    (ReportKind.DEPARTMENTAL, re.compile(r"\bdepartmental\b|\bquarterly monitoring report\b", re.IGNORECASE)),
    (ReportKind.BUSINESS_PLAN, re.compile(r"\bbusiness plan\b", re.IGNORECASE)),
    (ReportKind.SERVICE_OBJECTIVES, re.compile(r"\bservice objectives\b", re.IGNORECASE)),
)
_PRIORITY_TITLE = re.compile(r"^(?P<priority>.+?)\s+priority[- ]based\b", re.IGNORECASE)
_ANNOUNCES_PRIORITY = re.compile(r"\bfollowing\s+(?:strategic\s+|corporate\s+)?priority\W*$", re.IGNORECASE)


_REPORTED = (PeriodKind.FINANCIAL_QUARTER, PeriodKind.FINANCIAL_YEAR, PeriodKind.MONTH)
_MONTH_NUMBER = re.compile(r"\b(?:month|period|p|m)\s?\d{1,2}\b", re.IGNORECASE)  # "2024/25 Month 6" is not the year
_MOST_TITLES = 6
_LONGEST_TITLE = 120


class Head:
    """What the head of a paper says, gathered while it is read. The period is known from the start: columns need it."""

    def __init__(self, paper: Paper, notes: Notes) -> None:
        self.paper, self.notes = paper, notes
        self.title = ""
        self.facts: dict[str, str] = {}
        self.is_ours = self._names_its_kind()
        self.period = self._period()

    def _names_its_kind(self) -> bool:
        """Whether Golden Thread printed the paper: its head says of which kind it is, in our words."""
        first = [block.text for block in self.paper.blocks[:16] if isinstance(block, Para)]
        named = {
            match["value"] for text in first if (match := _FACT.match(text)) and match["label"] == labels.REPORT_TYPE
        }
        return bool(named & set(ReportKind))

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it has been read yet."""
        return not self.title and not self.facts

    def take(self, text: str) -> bool:
        """Take a paragraph that is a fact of the head ("Directorate: …"); False when it is none."""
        match = _FACT.match(text)
        if match:
            self.facts[match["label"].lower()] = fold(match["value"])
        return bool(match)

    def _period(self) -> Period | None:
        """The period that the head prints, else the year of a plan's milestones."""
        paras = [block for block in self.paper.blocks if isinstance(block, Para)]
        for para in paras[:60]:
            match = _FACT.match(para.text)
            if match and match["label"].lower() in ("reporting period", "period"):
                period = find_period(match["value"])
                if period is None and match["value"]:
                    could_be = "the reporting period"
                    self.notes.unplaced.append(Unplaced(text=match["value"], where=para.where, could_be=could_be))
                return period
        if not self.is_ours and (years := self._titled_years()):
            return years
        year = next((year for block in self.paper.blocks if isinstance(block, Grid) and (year := plan_year(block))), "")
        return self._plan_period(year) if year else None if self.is_ours else self._titled_period()

    def _titled_years(self) -> Period | None:
        """The several years of a plan that its title or the first headings and short lines under it name."""
        for block in self.paper.blocks[:_MOST_TITLES]:
            if isinstance(block, Grid):
                return None
            years = years_of_plan(block.text) if len(block.text) <= _LONGEST_TITLE and block.text[-1:] != "." else None
            if years:
                what = f"The plan is for {years.label}."
                self.notes.assumed.append(Assumed(what=what, why=f"“{block.text}” is its title", where=block.where))
                return years
        return None

    def _titled_period(self) -> Period | None:
        """The quarter, month or year that the title names, or the first headings and short lines under it."""
        for block in self.paper.blocks[:_MOST_TITLES]:
            if isinstance(block, Grid):
                return None
            period = find_period(block.text) if len(block.text) <= _LONGEST_TITLE and block.text[-1:] != "." else None
            if period and period.kind in _REPORTED and not _MONTH_NUMBER.search(block.text):
                what = f"The report is for {period.label}."
                self.notes.assumed.append(
                    Assumed(what=what, why=f"“{block.text}” stands at its head", where=block.where)
                )
                return period
        return None

    def _plan_period(self, year: str) -> Period | None:
        first, second = re.split(r"\s*[/-]\s*", year)
        period = find_period(f"20{first[-2:]}/{second}")
        if period:
            self.notes.assumed.append(Assumed(what=f"The plan is for {period.label}.", why=f"“{year}” is printed"))
        return period

    def departments(self) -> tuple[str, ...]:
        """The departments that the head names. Several are parted by semicolons, or by commas where there are none."""
        if one := self.facts.get("department", ""):
            return (one,)
        several = self.facts.get("departments", "")
        separator = ";" if ";" in several else ","
        return tuple(name.strip() for name in several.split(separator) if name.strip())

    def priority(self) -> str:
        """The corporate priority that the report is of: as the head says, else as the title says."""
        stated = self.facts.get("corporate priority", "")
        if stated or self.is_ours:
            return stated
        match = _PRIORITY_TITLE.match(self.title)
        priority, why = (match["priority"], "its title says so") if match else self._announced_priority()
        if priority:
            self.notes.assumed.append(Assumed(what=f"The report is of the priority “{priority}”.", why=why))
        return priority

    def _announced_priority(self) -> tuple[str, str]:
        """The priority that a sentence announces and the next line names ("… the following strategic priority.")."""
        paras = [block for block in self.paper.blocks[:12] if isinstance(block, Para)]
        for announcement, named in pairwise(paras):
            if _ANNOUNCES_PRIORITY.search(announcement.text) and len(named.text.split()) <= 10:
                return named.text.rstrip("."), "the sentence before it announces the priority"
        return "", ""

    def council(self) -> str:
        """The council: as the head says, else the one that the text names most."""
        if self.is_ours or "council" in self.facts:
            return self.facts.get("council", "")
        texts = (block.text for block in self.paper.blocks if isinstance(block, Para))
        names = Counter(fold(name) for text in texts for name in _COUNCIL.findall(text))
        if not names:
            return ""
        name = names.most_common(1)[0][0]
        self.notes.assumed.append(Assumed(what=f"The council is {name}.", why="the text names it"))
        return name

    def kind(self, objectives: Sequence[ObjectiveDraft]) -> ReportKind:
        """The family of the paper: as it says, else as its parts show."""
        named = self.facts.get("type of report", "").lower()
        if named in set(ReportKind):
            return ReportKind(named)
        for text in [self.title, *(block.text for block in self.paper.blocks[:12] if isinstance(block, Para))]:
            for kind, words in _KINDS:
                if words.search(text):
                    return kind
        kind = _kind_by_parts(objectives)
        why = "the parts that it has; it has no title that says"
        self.notes.assumed.append(Assumed(what=f"This is a {kind.value}.", why=why))
        return kind


def _kind_by_parts(objectives: Sequence[ObjectiveDraft]) -> ReportKind:
    lines = [line for objective in objectives for line in objective.lines]
    if any(line.said is not None for line in lines):
        measures = any(line.is_measure for line in lines)
        return ReportKind.PRIORITY if measures else ReportKind.DEPARTMENTAL
    return ReportKind.SERVICE_OBJECTIVES if any(o.from_form for o in objectives) else ReportKind.PRIORITY
