"""Does it help? Readings of one life, for those in the case; figures of many, with nobody in them, for leaders."""
