"""What the pages of reports show."""
