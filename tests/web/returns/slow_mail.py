"""A mail server that is slow, and notes in a file whose message it began to take and whose it has taken."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

PAUSE = 0.25  # seconds, before a message is taken and after


class EmailBackend(BaseEmailBackend):
    """Notes "began ADDRESS" and "took ADDRESS"."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            (address,) = message.to
            _note(f"began {address}")
            time.sleep(PAUSE)
            _note(f"took {address}")
            time.sleep(PAUSE)
        return len(email_messages)


def _note(words: str) -> None:
    with Path(os.environ["SLOW_MAIL_NOTES"]).open("a", encoding="utf-8") as file:
        file.write(f"{words}\n")
