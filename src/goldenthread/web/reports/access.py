"""Who may read, freeze and issue which report and edition."""
