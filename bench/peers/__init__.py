"""What intake is measured against: servers that do less, or do it in the plainest way."""
