"""The pages of rounds and updates."""
