"""Would this file carry a pension case? Evidence gathers by itself; people say who gets the rest (S-69, S-70)."""
