"""What a check looks for beyond form, and what it mends."""
