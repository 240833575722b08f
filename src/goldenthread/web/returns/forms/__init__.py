"""What the pages of rounds and updates ask for."""
