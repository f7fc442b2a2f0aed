"""Speaks OpenID Connect with those who vouch for people: a broker of MitID, or the municipality's own directory."""
