"""What follows from a request: by which day it is answered, and whether one plan can be offered."""
