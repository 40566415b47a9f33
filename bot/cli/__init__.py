"""The command line: one small module a verb; heavy parts are imported inside the verb that needs them."""
