"""The read side: queues, lists and figures; it changes nothing."""
