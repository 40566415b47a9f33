"""Measurements: each prints a table, with the peer or the floor in the same run."""
