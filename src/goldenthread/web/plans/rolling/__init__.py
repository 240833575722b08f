"""Rolling a plan forward to the next year."""
