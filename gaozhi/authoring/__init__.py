"""What policy authors work with: check, fix, scaffold, verify, and the rooms below."""
