"""Text of drafts and of articles: YAML with the line of each node, and words that are located and folded."""
