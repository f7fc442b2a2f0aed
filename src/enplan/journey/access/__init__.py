"""Who may see what of a case? Whoever touches a case is let in here, and nowhere else: team, consent and custody give
a `Sight`, and who came, when and on which errand is written down for the citizen to read."""
