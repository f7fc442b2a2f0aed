"""What do all tables have in common? Keys, rows of one case, rows about one person, and the barrier in the database."""
