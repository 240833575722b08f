"""What is logged while the database is away: a line for each request, and not how deep in the code each of them met it."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException


class ShortWithoutDatabase(logging.Filter):
    """Leaves out the traceback of a database that cannot be reached; every other error keeps its own."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        if record.exc_info and isinstance(record.exc_info[1], OperationalError | InterfaceError | ConnectorException):
            record.exc_info, record.exc_text = None, None
            record.msg, record.args = f"{record.getMessage()} (the database cannot be reached)", ()
        return True
