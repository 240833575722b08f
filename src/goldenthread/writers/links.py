"""Which outside addresses a report may link to: a web page or a mailbox. Anything else is printed as plain text."""

from __future__ import annotations

import re
from typing import Final

_SAFE: Final = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@)[^\s\x00-\x1f\x7f]*", re.IGNORECASE)
_LONGEST: Final = 2000


def safe_link(address: str) -> str:
    """The address, or "" when it is not one that a reader may safely follow."""
    address = address.strip()
    return address if len(address) <= _LONGEST and _SAFE.fullmatch(address) else ""
