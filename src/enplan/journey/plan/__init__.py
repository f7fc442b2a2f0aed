"""What is the one plan? Drafted from the sector plans with nothing lost, edited with the citizen, approved by the
citizen, frozen version by version."""
