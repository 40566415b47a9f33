"""The roof: puts the parts together, reads the settings, and holds the command line."""
