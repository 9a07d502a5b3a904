"""Quotations: whether words are somebody's in a sheet, whose, and in which passage."""

from facts.quotations.check import QuoteCheck, QuoteError, check_quote
from facts.quotations.parts import QuotedPart

__all__ = ["QuoteCheck", "QuoteError", "QuotedPart", "check_quote"]
