"""How do decision and plan become letters on paper and screen?"""
