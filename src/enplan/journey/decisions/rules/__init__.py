"""What follows for decisions: is a hearing due, what does the one letter say, and how does one complain?"""
