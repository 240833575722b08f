"""What the pages of a plan show, by page: rows fetched in a few statements, as plain prepared data."""
