"""How fast is it, and how does it grow? Measured on demand, never in a test."""
