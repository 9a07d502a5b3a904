"""Counts with their nouns."""


def count_noun(count: int, singular: str, plural: str | None = None) -> str:
    """Return a count with its noun: `1 record`, `1,200 records`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"
