"""The pages of the plan, by noun."""
