"""A folder laid over the bundle, read and compiled: every jurisdiction's program."""
