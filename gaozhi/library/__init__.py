"""The library of jurisdictions, and reading the files of a case, a timeline, a receipt."""
