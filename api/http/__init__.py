"""HTTP for any API: problem details, negotiation, conditional requests, limits. Nothing here depends on the facts."""
