"""Takes the tables and maps that an office has into the units and workers of the config."""
