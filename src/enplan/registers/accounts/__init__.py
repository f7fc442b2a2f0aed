"""Who can sign in, and as whom?"""
