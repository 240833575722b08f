"""What is done to a report as a whole."""
