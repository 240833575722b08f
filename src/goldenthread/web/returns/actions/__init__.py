"""What somebody does to a round or an update: one transaction each, with the actor, the time and the reason as arguments."""
