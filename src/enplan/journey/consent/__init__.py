"""What has the citizen said yes to? Two kinds that are never one: consent to have one plan, and consents to share
information of one category, from a source, with a recipient, for a purpose, in a period."""
