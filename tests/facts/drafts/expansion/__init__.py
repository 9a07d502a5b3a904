"""Tests of the expansion of drafts."""
