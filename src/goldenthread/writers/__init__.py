"""From a Report to a file."""
