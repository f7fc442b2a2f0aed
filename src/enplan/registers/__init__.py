"""What does every step of the citizen's way stand on?"""
