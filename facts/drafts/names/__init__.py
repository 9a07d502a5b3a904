"""Names: the records that words of an article stand for."""
