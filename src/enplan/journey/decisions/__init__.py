"""What has the authority decided, and how does one complain?

One decision, or one letter, over all measures of the approved plan that need one; composed by rule.
"""
