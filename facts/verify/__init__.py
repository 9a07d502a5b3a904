"""Verifying: a sheet held against the text of its article."""

from facts.verify.verification import Report, verify

__all__ = ["Report", "verify"]
