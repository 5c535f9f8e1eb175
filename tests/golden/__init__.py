"""What must not change unless somebody means it: one file, compared whole."""
