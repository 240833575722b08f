"""Updates by workbook: for an officer who will not sign in (docs/updates-workbook.md)."""
