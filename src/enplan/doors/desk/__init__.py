"""Which pages does the professional see?"""
