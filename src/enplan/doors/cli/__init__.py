"""The `enplan` command: plans side by side at a terminal, without a database and without settings."""
