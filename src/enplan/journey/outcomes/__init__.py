"""Does it help? Readings of work, education and mastery of life, for one and, with small numbers hidden, for many (S-01, S-23)."""
