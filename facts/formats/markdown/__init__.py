"""Markdown: sheets, records and lists, with the passages of the article as footnotes."""

from facts.formats.markdown.writer import write

__all__ = ["write"]
