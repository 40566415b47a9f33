"""The use cases on cases: the only code that writes them."""
