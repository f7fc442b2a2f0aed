"""Where are the seals of the logs kept, so that nobody who can change the logs can change them too?"""
