"""A member asks about what was tabled: the officer sees it beside the next update of the same line."""

from __future__ import annotations

from datetime import datetime

from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.actions.rows import add
from goldenthread.web.returns.models import Question, Update


def ask(update: Update, text: str, by: Person, at: datetime) -> Question:
    """Keeps the question, word for word."""
    question = Question(update=update, text=text.strip(), by=by, at=at)
    add(question)
    return question
