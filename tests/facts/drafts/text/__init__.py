"""Tests of the text of drafts."""
