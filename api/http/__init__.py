"""HTTP for any API: problem details, negotiation, conditional requests, limits. Nothing here knows the facts."""
