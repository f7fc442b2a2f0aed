"""What does a pension case ask for, what lights it, and how well lit is it?"""
