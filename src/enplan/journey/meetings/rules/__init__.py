"""What follows for meetings: duties, rooms, times and the fewest days."""
