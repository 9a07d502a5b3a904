"""Verification of a sheet against the text of its article."""

from facts.verify.report import Report
from facts.verify.verification import verify

__all__ = ["Report", "verify"]
