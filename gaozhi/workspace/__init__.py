"""The workspace: a folder overlaid on the bundle, read and compiled to programs."""
