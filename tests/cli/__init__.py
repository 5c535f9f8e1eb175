"""The command line, the examples and the documents."""
