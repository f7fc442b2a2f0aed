"""How is it going, what is due, and when does it end? Progress per goal, reviews, and the way back to the draft when life
changes."""
