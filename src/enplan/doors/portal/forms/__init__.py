"""Which forms does the citizen fill in?"""
