"""Which pages does the citizen see?"""
