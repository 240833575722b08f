"""What administrators do to accounts. Each is one transaction, recorded with who did it."""
