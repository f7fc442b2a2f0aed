"""Which steps does the citizen walk, from request to follow-up? A step knows the steps before it, never those after."""
