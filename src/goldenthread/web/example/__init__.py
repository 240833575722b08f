"""Example Borough Council, a council that does not exist: its people and two plans, for a demonstration and for nothing else."""
