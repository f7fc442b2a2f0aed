"""Which commands does the demo give to manage.py?"""
