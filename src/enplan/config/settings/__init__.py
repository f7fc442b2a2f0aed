"""Which settings are there? One module per kind of installation; the environment is read here only."""
