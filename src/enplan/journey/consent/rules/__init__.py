"""What follows from a consent: who must give it, how long it can last, what is missing and what stops without it."""
