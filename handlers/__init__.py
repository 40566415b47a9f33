"""The conversations: each module reads one kind of message, calls a use case and returns a reply."""
