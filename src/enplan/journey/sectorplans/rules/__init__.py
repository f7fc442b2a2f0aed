"""What follows from sector plans: who is meant, what may be seen, what stays when one is corrected."""
