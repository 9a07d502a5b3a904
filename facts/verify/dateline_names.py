"""Names that only a dateline has, in capitals: Ostersund, of OSTERSUND, Sweden."""

import re

from facts.model.article import Article


def find_capitals(name: str, article: Article) -> str | None:
    """Return a name in the capitals of the only words that an article has for it, which begin a passage; or None."""
    capitals = name.upper()
    if name in ("", capitals) or name != capitals.title():
        return None
    begin = re.compile(rf"{re.escape(capitals)}(?!\w)")
    passages = map(article.passage, range(1, len(article.passages) + 1))
    begins = any(begin.match(passage) for passage in passages)
    return capitals if begins and not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.text) else None
