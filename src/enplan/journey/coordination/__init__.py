"""Laying sector plans side by side: where they trip each other up, what is done twice, how much a week holds."""
