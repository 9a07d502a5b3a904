"""Drafts: what authors write about an article, expanded into sheets."""
