"""Other systems. A partner translates between theirs and our facts, and decides nothing."""
