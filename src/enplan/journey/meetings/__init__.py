"""Which meetings can be one, and when are they? A joint meeting discharges the duties of several laws (S-38, S-45)."""
