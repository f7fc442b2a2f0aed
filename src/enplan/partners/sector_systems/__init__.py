"""Sector plans from elsewhere: files in the household format, read into facts and written back."""
