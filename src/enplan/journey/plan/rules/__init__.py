"""What follows in the one plan: what the draft holds, what it lacks, what changed, who has said yes?"""
