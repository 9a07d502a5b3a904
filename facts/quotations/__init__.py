"""Quotations: whether words are somebody's in a sheet, whose, and in which passage."""

from facts.quotations.check import QuoteCheck, QuotedPart, QuoteError, check_quote

__all__ = ["QuoteCheck", "QuoteError", "QuotedPart", "check_quote"]
