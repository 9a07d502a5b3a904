"""Benchmark of the archive: the same questions of the same sheets, by size and by engine."""
