"""Translates what a broker of MitID says of a citizen into our facts."""
