"""A stand-in for the WeChat platform: its API server, and phones in a browser page."""
