"""Which forms does the desk have? One module per step."""
