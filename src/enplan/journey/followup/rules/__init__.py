"""What follows for the follow-up: what is due, and where life has left the plan."""
