"""The tables, one noun a file; nothing here decides anything."""
