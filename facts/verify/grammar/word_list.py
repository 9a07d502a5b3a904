"""Lists of words, written as text."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, without repetitions."""
    return frozenset(text.split())
