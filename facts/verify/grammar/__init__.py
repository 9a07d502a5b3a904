"""Grammar of English, as far as claims need it: sentences, verbs, and who is said to speak."""
