"""Which invented people, and no others, are on their way through the demo?"""
