"""The commands of `gaozhi archive`, each in the module of its name."""
