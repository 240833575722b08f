"""What may be done to a plan, by noun: the only code that changes its rows."""
