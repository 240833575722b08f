"""What the pages of rounds and updates show, by page: rows fetched in a few statements, as plain prepared data."""
