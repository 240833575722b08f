"""The subjects of messages: what is asked and by when, so that nobody need open one to know. Pure."""

from __future__ import annotations

from datetime import date

from goldenthread.web.returns.models import MessageKind, Round


def for_officer(of: Round, kind: MessageKind, updates: int, today: date) -> str:
    """What somebody owes and by when: "2 updates for Quarter 2 by Friday 8 October"; after that day, since when it is late."""
    if kind is MessageKind.OVERDUE or today > of.officers_by:
        return f"{counted(updates)} for {of.title} {_was(updates)} due on {day(of.officers_by)}"
    return f"{counted(updates)} for {of.title} by {day(of.officers_by)}"


def of_let_late(of: Round, updates: int, until: date) -> str:
    """What is still taken of somebody after the round has closed, and until when."""
    return f"{counted(updates)} for {of.title} may still be answered until {day(until)}"


def for_approval(of: Round, updates: int, today: date) -> str:
    """What waits for a director, and until when."""
    if today > of.directors_by:
        return f"{counted(updates)} for {of.title} {_was(updates)} to be approved by {day(of.directors_by)}"
    return f"{counted(updates)} for {of.title} to approve by {day(of.directors_by)}"


def of_escalation(of: Round, officers: int) -> str:
    """How many have not answered."""
    return f"{counted(officers, 'officer')} {'has' if officers == 1 else 'have'} not answered for {of.title}"


def of_digest(of: Round, answered: int, owed: int) -> str:
    """How far the round has come."""
    return f"{of.title}: {answered} of {counted(owed)} answered"


def of_sent_back(of: Round, line: str) -> str:
    """What has come back, and of which round."""
    return f"Sent back to you for {of.title}: {line}"


def counted(number: int, what: str = "update") -> str:
    """ "1 update", "2 updates"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def day(of: date) -> str:
    """ "Friday 8 October"."""
    return f"{of:%A} {of.day} {of:%B}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
