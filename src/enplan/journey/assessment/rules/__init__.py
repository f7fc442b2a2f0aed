"""What follows for an assessment: which questions there are, and when it is enough."""
