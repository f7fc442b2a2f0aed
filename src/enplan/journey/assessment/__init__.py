"""What does the citizen tell, once, for all the laws? One assessment that serves every sector (S-18, S-20)."""
