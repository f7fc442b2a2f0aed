"""Which cases are there? One citizen or one family on the way to one plan."""
