"""Which stories does the demo tell? Three ways from request to follow-up, played by commands alone."""
