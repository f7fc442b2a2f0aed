"""What is already known? The documents and statements of the case, so that nobody is asked twice (S-20, S-21)."""
