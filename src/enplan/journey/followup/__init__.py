"""How does it go? Progress is noted, the plan is gone through again when life changes, and one day it ends."""
