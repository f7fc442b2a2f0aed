"""Who is around the citizen? Exactly one coordinator at any time, the professionals of the team, and those whom the
citizen has chosen to stand by them: companion, representative or personal ombud."""
