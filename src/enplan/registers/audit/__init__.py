"""Who did what, when, for which case?"""
