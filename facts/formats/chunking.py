"""Join many small parts of a response into chunks of bounded size."""

from collections.abc import Iterable, Iterator

CHUNK_SIZE = 48 * 1024


def rechunk(parts: Iterable[bytes], size: int = CHUNK_SIZE) -> Iterator[bytes]:
    """Yield `parts` joined into chunks of `size` bytes, exceeded by less than one part; the last may be smaller."""
    buffer: list[bytes] = []
    length = 0
    for part in parts:
        buffer.append(part)
        length += len(part)
        if length >= size:
            yield b"".join(buffer)
            buffer, length = [], 0
    if buffer:
        yield b"".join(buffer)
