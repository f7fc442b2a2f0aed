"""What follows of readings: the progress of one, and the figures of many."""
