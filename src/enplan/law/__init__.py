"""The law as dated data, and the questions one may ask it."""
