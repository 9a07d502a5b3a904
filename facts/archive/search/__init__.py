"""Search: from a query to the items that match it."""
