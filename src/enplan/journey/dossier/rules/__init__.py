"""What follows from what is known: whether a statement can be used again, and when its answer is due."""
