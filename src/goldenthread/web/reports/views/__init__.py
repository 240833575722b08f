"""The pages of reports and editions."""
