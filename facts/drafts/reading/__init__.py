"""Reading of a draft: what it says of each field of its records, and with which words of the article."""
