"""Content codings that responses are compressed with (RFC 9110, section 8.4.1)."""

import gzip
from collections.abc import Callable, Mapping

import brotli
import zstandard

MIN_COMPRESS_SIZE = 1024
"""Smaller bodies are not compressed: the headers outweigh what it would save."""
THREAD_COMPRESS_SIZE = 128 * 1024
"""Bodies from this size on take milliseconds to compress."""

ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=9).compress(body),
    "br": lambda body: brotli.compress(body, quality=6),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
"""Compression by content coding, smallest result first; levels that take some ten milliseconds a megabyte."""
