"""Which commands do the jobs add?"""
