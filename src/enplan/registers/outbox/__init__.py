"""What is to be told to someone, until it has been?"""
