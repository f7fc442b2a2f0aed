"""Tests that share one city; a package, so that the city is forgotten when the last of them is done."""
