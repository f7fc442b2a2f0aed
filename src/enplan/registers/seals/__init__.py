"""Has anything in the logs been changed since it was written?"""
