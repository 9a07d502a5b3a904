"""Markdown: sheets, records and lists for people, with the passages of the article as footnotes."""

from facts.formats.markdown.writer import write

__all__ = ["write"]
