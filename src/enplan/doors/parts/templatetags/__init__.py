"""Which words may templates use of ours?"""
