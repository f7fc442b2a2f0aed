"""Translates what the municipality's own directory says of those who work there into our facts."""
