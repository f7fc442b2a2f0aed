"""Which settings are there? One module per kind of installation, one file per concern; read from the environment here only."""
