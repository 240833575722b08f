"""A row counts its own changes, so that whoever saves over somebody else's change is told.

The database counts, not the code: a change by plain SQL counts as well.
"""

from __future__ import annotations

import pgtrigger


def counts_changes() -> pgtrigger.Trigger:
    """The trigger that adds one to `version` whenever anything in the row changes."""
    return pgtrigger.Trigger(
        name="count_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(),
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )
