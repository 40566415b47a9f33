"""What we say: every Chinese sentence of the product, by audience; no logic beyond choosing words."""
