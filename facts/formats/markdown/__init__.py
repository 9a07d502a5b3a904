"""Markdown: a sheet, a record or a list to be read as it is, with the passages of the article as footnotes."""

from facts.formats.markdown.writer import write

__all__ = ["write"]
