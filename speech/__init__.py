"""Turns a recording into words: tells its format, decodes it, and hands the samples to an engine."""
