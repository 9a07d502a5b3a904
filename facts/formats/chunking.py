"""Chunks: many small pieces of an answer as a few pieces of bounded size."""

from collections.abc import Iterable, Iterator

CHUNK = 64 * 1024
"""How many bytes are gathered before they are sent."""


def rechunk(pieces: Iterable[bytes], size: int = CHUNK) -> Iterator[bytes]:
    """Yield `pieces` joined to chunks of `size` bytes and no more than a piece over it; the last may be smaller."""
    gathered: list[bytes] = []
    length = 0
    for piece in pieces:
        gathered.append(piece)
        length += len(piece)
        if length >= size:
            yield b"".join(gathered)
            gathered, length = [], 0
    if gathered:
        yield b"".join(gathered)
